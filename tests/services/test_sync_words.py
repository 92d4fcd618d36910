from dataclasses import replace
from datetime import timedelta

import pytest

from kosidesk.domain.sync_state import Concern, SyncState
from kosidesk.services import words
from tests.desks import NOW

TWO_MINUTES, THREE_DAYS = timedelta(minutes=2), timedelta(days=3)
SETTLED = SyncState(server="kosi.example.org", last=NOW - TWO_MINUTES)


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (SyncState(), "nur auf diesem Gerät"),
        (SETTLED, "alles übertragen · vor 2 Minuten"),
        (replace(SETTLED, waiting=17), "17 Änderungen warten · vor 2 Minuten"),
        (replace(SETTLED, waiting=1), "1 Änderung wartet · vor 2 Minuten"),
        (
            replace(SETTLED, last=NOW - THREE_DAYS, away_since=NOW - THREE_DAYS, waiting=2),
            "2 Änderungen warten · offline seit 3 Tagen",
        ),
        (replace(SETTLED, conflicts=3), "alles übertragen · vor 2 Minuten · 3 Konflikte"),
        (replace(SETTLED, rejected=1), "alles übertragen · vor 2 Minuten · 1 abgelehnt"),
        (replace(SETTLED, whole=False), "erste Übertragung noch nicht vollständig · vor 2 Minuten"),
        (
            replace(SETTLED, lease_left=timedelta()),
            "alles übertragen · vor 2 Minuten · Beratungen geschlossen",
        ),
    ],
)
def test_the_line_says_plainly_how_things_stand(state: SyncState, told: str) -> None:
    assert words.sync_line(state, NOW) == told


def test_while_something_is_transferred_the_line_says_so() -> None:
    assert words.sync_line(SETTLED, NOW, working=True) == "wird übertragen …"


def test_a_server_away_for_a_moment_is_not_worth_a_word() -> None:
    state = replace(SETTLED, away_since=NOW - TWO_MINUTES)

    assert "offline" not in words.sync_line(state, NOW)


@pytest.mark.parametrize(
    ("skew", "told"),
    [
        (timedelta(minutes=4), ()),
        (timedelta(minutes=6), ("Die Uhr dieses Geräts geht 6 Minuten vor. Bitte richtig stellen.",)),
        (timedelta(hours=-2), ("Die Uhr dieses Geräts geht 120 Minuten nach. Bitte richtig stellen.",)),
    ],
)
def test_only_a_clock_that_is_far_off_is_told_of(skew: timedelta, told: tuple[str, ...]) -> None:
    plain = words.sync_facts(SETTLED, NOW)

    assert words.sync_facts(replace(SETTLED, skew=skew), NOW) == plain + told


def test_the_end_of_the_lease_is_told_ten_days_before() -> None:
    soon = replace(SETTLED, lease_until=NOW + timedelta(days=9), lease_left=timedelta(days=9))
    late = replace(SETTLED, lease_until=NOW + timedelta(days=11), lease_left=timedelta(days=11))

    assert "30.11.2026" in words.sync_facts(soon, NOW)[0]
    assert words.sync_facts(late, NOW) == words.sync_facts(SETTLED, NOW)


@pytest.mark.parametrize(
    ("state", "concern"),
    [
        (SyncState(), Concern.ALONE),
        (SETTLED, Concern.SETTLED),
        (replace(SETTLED, waiting=1), Concern.WAITING),
        (replace(SETTLED, waiting=1, away_since=NOW - THREE_DAYS), Concern.OFFLINE),
        (replace(SETTLED, conflicts=1, away_since=NOW - THREE_DAYS), Concern.CONFLICTS),
        (replace(SETTLED, conflicts=1, rejected=1), Concern.ATTENTION),
        (replace(SETTLED, lease_left=timedelta()), Concern.ATTENTION),
    ],
)
def test_the_worst_comes_first(state: SyncState, concern: Concern) -> None:
    assert state.concern(NOW, working=False) is concern
