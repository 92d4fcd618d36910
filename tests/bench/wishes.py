"""A profile as it is filled in while somebody talks, one answer after the other."""

from collections.abc import Iterator
from dataclasses import replace

from kosidesk.domain.availability import bit
from kosidesk.domain.ids import RecordId
from kosidesk.domain.wish import Wish

_TUESDAY, _AFTERNOON = 1, 1
_ANSWERS: tuple[dict[str, object], ...] = (
    {"target_groups": ("Kinder",)},
    {"week": bit(_TUESDAY, _AFTERNOON)},
    {"districts": ("Barmen",)},
    {"certificate": False},
    {"words": "vorlesen Garten"},
    {"skills": ("Gitarre",)},
    {"fields": ("Bildung & Lernen",)},
    {"without_target_groups": ("Tiere",)},
    {"hours_a_week": 3.0, "extents": ("weekly",)},
    {"languages": ("Deutsch",), "age": 17, "step_free": True},
)
WORDS = ("kinder", "dienstag", "nachmittag", "barmen", "vorlesen", "garten", "gitarre", "bildung")
"""The same for a program that knows nothing but words."""


def _filled_in() -> Iterator[Wish]:
    wish = Wish(RecordId("bench"))
    for answer in _ANSWERS:
        wish = replace(wish, **answer)  # type: ignore[arg-type]
        yield wish


WISHES = tuple(_filled_in())
