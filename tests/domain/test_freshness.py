"""The light by the day an offer was last assured."""

from datetime import date, timedelta

import pytest

from kosidesk.domain.freshness import Freshness, Light, freshness

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("days", "light"),
    [
        (0, Light.GREEN),
        (90, Light.GREEN),
        (91, Light.YELLOW),
        (180, Light.YELLOW),
        (181, Light.ORANGE),
        (365, Light.ORANGE),
        (366, Light.RED),
    ],
)
def test_the_light_follows_the_days(days: int, light: Light) -> None:
    assert freshness(TODAY - timedelta(days=days), None, TODAY).light is light


def test_the_sources_own_day_stands_in_and_is_marked() -> None:
    found = freshness(None, date(2026, 11, 1), TODAY)

    assert found == Freshness(Light.GREEN, date(2026, 11, 1), by_source=True)


def test_the_assured_day_counts_even_if_the_source_edited_later() -> None:
    found = freshness(date(2025, 1, 1), date(2026, 11, 1), TODAY)

    assert (found.light, found.by_source) == (Light.RED, False)


@pytest.mark.parametrize("edited_on", [None, date(1970, 1, 1), date(1970, 12, 31)])
def test_no_day_and_1970_are_unknown(edited_on: date | None) -> None:
    assert freshness(None, edited_on, TODAY).light is Light.UNKNOWN
