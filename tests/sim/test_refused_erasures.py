"""A desk forgets at once whom it is to erase; if the server refuses, only the server can show her again."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from kosidesk.domain.errors import Garbled
from kosidesk.protocol.messages import NO_ENTRIES, Action, Key
from kosidesk.schema import VERSION
from kosidesk.server.person import COORDINATION, DESK, STAND
from kosidesk.sync.talk import conversation
from tests.sim.mutants import planted
from tests.sim.oracle import Broken, Oracle
from tests.sim.people import TEAMS, Desk
from tests.sim.twofold import TwoFiles
from tests.sim.world import Mode, World

_MODE = Mode("refused", desks=(1, 1), loses=False, skews=False)
_UNREADABLE = msgspec.Raw(b'[[1],[],[["no entry"]]]')


class Story:
    """One desk that has told the server of a case with a referral, and then erased it."""

    def __init__(self, world: World) -> None:
        self.world = world
        world.is_bad = False
        self.desk = world.desks[0]
        self.desk.schema = VERSION
        self.allow(profile=DESK, role=COORDINATION, teams=frozenset(TEAMS))
        case = self._create("consultation", {"notes": "<1>", "team": "nord"})
        self._create("referral", {"consultation": case[1], "state": "<2>"})
        self.talk()
        self.told = dict(self.desk.replica.state.rows)
        world.hand._erase(self.desk, 2)
        assert (len(self.told), self.desk.replica.state.rows) == (2, {})

    def _create(self, kind: str, values: dict[str, str]) -> Key:
        key = (kind, self.world.ids.new())
        self.world.hand._write(self.desk, Action.CREATE, key, {}, values, 1)
        return key

    def allow(self, **rights: object) -> None:
        self.desk.person = replace(self.desk.person, **rights)

    def talk(self) -> None:
        self.world._talk(self.desk)

    def refuse_in_hand(self) -> None:
        """Her account was closed; she hands in what waits, and somebody else sits down."""
        self.world._hand_in_barred(self.desk)
        assert self.desk.replica.state.rows == {}

    def twin(self) -> Desk:
        """The same machine once more, from an image of its disk."""
        twin = Desk("desk-0'", self.desk.person, self.desk.replica, schema=VERSION)
        twin.replica = self.world._replica(self.desk.replica, twin)
        self.world.desks.append(twin)
        return twin

    def shows_the_case(self) -> bool:
        """At every desk, and so does the server; the oracle breaks where they differ."""
        self.world._heal()
        return all(desk.replica.state.rows == self.told for desk in self.world.desks)


@pytest.fixture
def story() -> Story:
    return Story(World(1, _MODE, Oracle()))


@pytest.fixture
def story_on_file(tmp_path: Path) -> Iterator[Story]:
    with closing(TwoFiles(1, _MODE, tmp_path)) as world:
        yield Story(world)


def test_a_twin_of_the_desk_that_was_refused_shows_the_case_again(story: Story) -> None:
    twin = story.twin()
    story.allow(revoked=True)
    story.talk()

    story.world._talk(twin)

    assert twin.replica.state.rows == story.told
    assert story.shows_the_case()


def test_a_request_that_was_refused_unheard_is_answered_with_the_case(story: Story) -> None:
    request = next(conversation(story.desk.replica))
    story.allow(revoked=True)
    story.world.serve(story.desk, request)
    story.allow(revoked=False)

    story.talk()

    assert story.desk.replica.state.rows == story.told


def test_who_sits_down_where_a_barred_account_erased_finds_the_case_again(story: Story) -> None:
    story.refuse_in_hand()

    story.talk()

    assert story.desk.replica.state.rows == story.told


def test_an_unreadable_page_does_not_keep_the_case_out_of_sight(story: Story) -> None:
    story.refuse_in_hand()
    talk = conversation(story.desk.replica)
    reply = story.world.serve(story.desk, next(talk))
    assert reply.page != NO_ENTRIES
    with pytest.raises(Garbled):
        talk.send(msgspec.structs.replace(reply, page=_UNREADABLE))

    story.talk()

    assert story.desk.replica.state.rows == story.told


def test_a_program_too_old_to_read_shows_the_case_once_it_is_new(story: Story) -> None:
    story.allow(profile=STAND)  # stands hand cases in, and end none
    story.desk.schema = 0
    story.talk()
    story.allow(profile=DESK)
    story.desk.schema = VERSION

    story.talk()

    assert story.desk.replica.state.rows == story.told


def test_a_desk_s_file_shows_the_case_again(story_on_file: Story) -> None:
    story_on_file.refuse_in_hand()

    assert story_on_file.shows_the_case()


def test_a_desk_that_does_not_ask_again_is_noticed(story: Story) -> None:
    with planted("refused erasures stay out of sight"):
        story.refuse_in_hand()
        with pytest.raises(Broken):
            story.shows_the_case()
