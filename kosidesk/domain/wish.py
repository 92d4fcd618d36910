"""What a client wishes for. Everything is optional: an empty field is no condition."""

from dataclasses import dataclass
from typing import ClassVar

from kosidesk.domain.ids import NOBODY, RecordId, imported_id
from kosidesk.domain.record import Typed

MOTIVES = (
    "help", "company_of_others", "meaning", "use_skills", "learn", "orientation", "practise_german",
    "proof", "fill_time",
)  # fmt: skip
EXTENTS = ("one_off", "occasional", "weekly", "monthly", "project", "on_call", "digital")
MOBILITIES = ("on_foot", "bicycle", "public_transport", "car")


def wish_id(consultation: str) -> RecordId:
    """The same on every desk: a consultation has one wish, whoever writes it first."""
    return imported_id("desk", Wish.KIND, consultation)


@dataclass(frozen=True)
class Wish(Typed):
    """What is looked for in a consultation of the kind `seeking`.

    `week` has 21 bits as an offer's has; `certificate` says whether she would bring a certificate of conduct,
    `step_free` and `remote` whether she needs it; None is "not asked". `near_to` names a stop or a district.
    """

    KIND: ClassVar[str] = "wish"
    consultation: RecordId = NOBODY
    words: str = ""
    motives: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    target_groups: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    without_fields: tuple[str, ...] = ()
    without_target_groups: tuple[str, ...] = ()
    week: int = 0
    hours_a_week: float | None = None
    extents: tuple[str, ...] = ()
    mobility: str = ""
    remote: bool | None = None
    age: int | None = None
    languages: tuple[str, ...] = ()
    step_free: bool | None = None
    certificate: bool | None = None
    near_to: str = ""
