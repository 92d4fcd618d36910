"""Who may read and write what: a stand tells the agency what was looked for, and reads none of it."""

import pytest

from kosidesk.domain.ids import RecordId
from kosidesk.protocol.scopes import AGENCY, PUBLIC
from kosidesk.server.person import ADMIN, COORDINATION, COUNSELLOR, DESK, STAND, Person
from kosidesk.server.visibility import visible, writable

MARA = RecordId("00000000-0000-7000-8000-00000000000a")


def person(profile: str, role: str, *, revoked: bool = False) -> Person:
    return Person("device", MARA, profile, role, frozenset(), frozenset({MARA}), revoked)


@pytest.mark.parametrize("kind", ["demand", "search_question"])
def test_a_stand_hands_in_what_was_looked_for_and_reads_none_of_it(kind: str) -> None:
    stand = person(STAND, COUNSELLOR)
    assert writable(stand, kind) == {AGENCY}
    assert visible(stand, kind) == frozenset()
    assert writable(person(STAND, COUNSELLOR, revoked=True), kind) == frozenset()
    assert writable(person(STAND, ADMIN), kind) == frozenset()


def test_everybody_finds_by_synonyms_and_only_desks_write_them() -> None:
    assert visible(person(STAND, COUNSELLOR), "synonym") == {PUBLIC}
    assert writable(person(STAND, COUNSELLOR), "synonym") == frozenset()
    for role in (COUNSELLOR, COORDINATION):
        assert PUBLIC in writable(person(DESK, role), "synonym")


@pytest.mark.parametrize("kind", ["missed_search", "filter_set"])
def test_what_stays_at_a_desk_is_nobodys_at_the_server(kind: str) -> None:
    for profile in (DESK, STAND):
        assert writable(person(profile, COORDINATION), kind) == frozenset()
