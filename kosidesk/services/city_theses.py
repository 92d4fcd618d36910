"""`theses.toml` of a city folder: statements, and what an answer to them says to a wish."""

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta, Struct

from kosidesk.domain.availability import bit
from kosidesk.domain.fault import Fault
from kosidesk.domain.theses import NOTHING, Thesis
from kosidesk.domain.wish import EXTENTS, MOTIVES, Wish

_FILE = "theses.toml"

WEIGHTS = range(1, 6)

_WORKDAYS, _WEEKEND = range(5), range(5, 7)
_MORNING, _AFTERNOON, _EVENING = range(3)
WHEN = {
    "weekday_mornings": sum(bit(day, _MORNING) for day in _WORKDAYS),
    "weekday_afternoons": sum(bit(day, _AFTERNOON) for day in _WORKDAYS),
    "weekday_evenings": sum(bit(day, _EVENING) for day in _WORKDAYS),
    "weekend": sum(bit(day, part) for day in _WEEKEND for part in (_MORNING, _AFTERNOON, _EVENING)),
}

_Text = Annotated[str, Meta(min_length=1)]
_Words = tuple[_Text, ...]


class _Says(Struct, frozen=True, forbid_unknown_fields=True):
    """Named as the fields of a wish are, but for `when`: nobody writes a week as a number."""

    fields: _Words = ()
    target_groups: _Words = ()
    without_fields: _Words = ()
    without_target_groups: _Words = ()
    when: _Words = ()
    extents: _Words = ()
    motives: _Words = ()
    remote: bool | None = None
    certificate: bool | None = None
    hours_a_week: Annotated[float, Meta(gt=0)] | None = None


class _Thesis(Struct, frozen=True, forbid_unknown_fields=True):
    code: _Text
    text: _Text
    agree: _Says = _Says()
    refuse: _Says = _Says()
    weight: Annotated[int, Meta(ge=WEIGHTS[0], le=WEIGHTS[-1])] = 1


class Theses(Struct, frozen=True, forbid_unknown_fields=True):
    """theses.toml"""

    theses: tuple[_Thesis, ...]


def theses(file: Theses) -> tuple[Thesis, ...]:
    """Of a file without faults."""
    return tuple(
        Thesis(said.code, said.text, _wish(said.agree), _wish(said.refuse), said.weight)
        for said in file.theses
    )


def faults(file: Theses | None) -> Iterator[Fault]:
    """What the shape of the file cannot tell: codes told twice, and words of a closed list that are none."""
    if file is None:
        return
    codes = [said.code for said in file.theses]
    for code in dict.fromkeys(codes):
        if codes.count(code) > 1:
            yield Fault(_FILE, "duplicate", code)
    for said in file.theses:
        for answer in (said.agree, said.refuse):
            for name, known in (("when", WHEN), ("extents", EXTENTS), ("motives", MOTIVES)):
                for word in getattr(answer, name):
                    if word not in known:
                        yield Fault(f"{_FILE}: {said.code}: {name}", "malformed", word)


def _wish(said: _Says) -> Wish:
    return Wish(
        NOTHING.id,
        fields=said.fields,
        target_groups=said.target_groups,
        without_fields=said.without_fields,
        without_target_groups=said.without_target_groups,
        week=sum(WHEN[name] for name in set(said.when)),
        extents=said.extents,
        motives=said.motives,
        remote=said.remote,
        certificate=said.certificate,
        hours_a_week=said.hours_a_week,
    )
