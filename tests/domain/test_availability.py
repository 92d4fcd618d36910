import pytest
from hypothesis import given
from hypothesis import strategies as st

from kosidesk.domain.availability import ALWAYS, bit, recognised

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
MORNING, AFTERNOON, EVENING = range(3)


def boxes(*days: int, parts: tuple[int, ...] = (MORNING, AFTERNOON, EVENING)) -> int:
    return sum(bit(day, part) for day in days for part in parts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dienstags nachmittags", boxes(TUESDAY, parts=(AFTERNOON,))),
        ("Dienstagnachmittag", boxes(TUESDAY, parts=(AFTERNOON,))),
        ("Mittwoch und Donnerstag", boxes(WEDNESDAY, THURSDAY)),
        ("Mo–Mi vormittags", boxes(MONDAY, TUESDAY, WEDNESDAY, parts=(MORNING,))),
        ("montags bis freitags abends", boxes(*range(5), parts=(EVENING,))),
        ("Freitag bis Montag", boxes(FRIDAY, SATURDAY, SUNDAY, MONDAY)),
        ("Sa, So ab 10 Uhr", boxes(SATURDAY, SUNDAY)),
        ("am Wochenende", boxes(SATURDAY, SUNDAY)),
        ("werktags", boxes(*range(5))),
        ("abends", boxes(*range(7), parts=(EVENING,))),
        ("Sonnabend", boxes(SATURDAY)),
        ("Mo 9-12 und 14-16 Uhr", boxes(MONDAY, parts=(MORNING, AFTERNOON))),
        ("montags ab 16 Uhr", boxes(MONDAY, parts=(AFTERNOON, EVENING))),
        ("Freitag bis 11.30 Uhr", boxes(FRIDAY, parts=(MORNING,))),
        ("sonntags um 10 Uhr", boxes(SUNDAY, parts=(MORNING,))),
        ("dienstags ab 9 Uhr bis 11 Uhr", boxes(TUESDAY, parts=(MORNING,))),
        ("Freitag, 15 bis 18 Uhr", boxes(FRIDAY, parts=(AFTERNOON, EVENING))),
        ("Montag 9.30–11.30 Uhr", boxes(MONDAY, parts=(MORNING,))),
        ("täglich", ALWAYS),
    ],
)
def test_days_and_parts_of_the_day_are_recognised(text: str, expected: int) -> None:
    assert recognised(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nach Absprache, gern dienstags",
        "vormittags, außer montags",
        "nicht am Wochenende",
        "so oft Sie mögen",
        "So oft Sie mögen",
        "Abenteuer im Wald",
        "zwei Stunden pro Woche",
    ],
)
def test_what_is_not_sure_says_nothing(text: str) -> None:
    assert recognised(text) == 0


@given(st.text())
def test_any_text_gives_boxes_of_one_week(text: str) -> None:
    assert 0 <= recognised(text) <= ALWAYS
