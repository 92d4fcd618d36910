"""A bad network and sudden ends: nothing is lost, nothing doubled, and the desk says so plainly.

`python -m tests.torn --long` tears at every byte.
"""

import logging
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.torn import session
from tests.torn.kills import killed
from tests.torn.town import Town, town
from tests.torn.trial import SYNCED, tried
from tests.torn.weather import REPLY, Cut, Portal, Weather

pytestmark = pytest.mark.usefixtures("sockets")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Town]:
    with town(tmp_path) as made:
        yield made


@pytest.fixture
def silent_server(caplog: pytest.LogCaptureFixture) -> None:
    """It warns of each request that is none."""
    caplog.set_level(logging.CRITICAL, "uvicorn")


def test_no_weather_loses_or_doubles_anything(place: Town, silent_server: None) -> None:
    told = list(session.trials(place, most=6))

    said = Counter(trial.said for trial in told)
    assert [fault for trial in told for fault in trial.faults] == []
    assert said[SYNCED] < len(told) / 2, said


def test_the_page_of_a_captive_portal_is_not_our_server(place: Town) -> None:
    assert tried(place, "portal", Portal(0)).said == "NotOurServer"


class Forged(Weather):
    """The answer says something else, of the same length."""

    def __init__(self, said: bytes, instead: bytes) -> None:
        super().__init__()
        self._said, self._instead = said, instead

    def through(self, way: str, data: bytes) -> Iterator[bytes]:
        yield from super().through(way, data.replace(self._said, self._instead))


@pytest.mark.parametrize("instead", [b'"lease_until":"x026', b'"lease_until":null,"', b'"lease_Until":"2026'])
def test_a_lease_that_ends_at_no_time_is_not_our_server_s(place: Town, instead: bytes) -> None:
    forged = tried(place, "forged", Forged(b'"lease_until":"2026', instead))
    assert (forged.said, forged.faults) == ("NotOurServer", ())


def test_a_lost_answer_is_noticed_by_those_who_count(place: Town) -> None:
    """The judge itself: a change more than the desk knows of is one."""
    whole = Weather()
    assert tried(place, "fine", whole).faults == ()
    work = place.work

    def twice(told: str) -> int:
        place._jon_says(told + "!")
        return work(told)

    place.work = twice  # type: ignore[method-assign]
    torn = tried(place, "cut", Cut(REPLY, whole.passed[REPLY] - 1))

    assert torn.said == "ServerUnreachable"
    assert torn.faults == ("cut: doubled: 1 changes",)


def test_sudden_ends_of_both_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    counted = killed(tmp_path, kills=4)

    assert (counted.faults, counted.examples) == (0, [])
    assert counted.acknowledged > 0
