"""A server that has never heard of a kind carries it, loses none of it, and forgets it when it is told."""

from kosidesk.domain.ids import RecordId
from kosidesk.protocol.messages import Action, Code, Operation
from kosidesk.protocol.scopes import CASES
from kosidesk.server.draft import Draft
from kosidesk.server.person import COUNSELLOR, DESK, Person
from kosidesk.server.settle import settle
from tests.sim.books import MemoryBooks, State

AT = "2026-11-21T09:30:00+00:00"
MARA = RecordId("00000000-0000-7000-8000-00000000000a")
HERE = Person("desk-1", MARA, DESK, COUNSELLOR, frozenset({""}), frozenset({MARA}))
# As `client` is to a server of schema 3: a kind of a case, whose whole it cannot tell.
UNHEARD_OF = "kin"


def uid(n: int) -> str:
    return f"00000000-0000-7000-a000-{n:012d}"


def told(state: State, number: int, action: str, kind: str, record: str, **said: str) -> int:
    """What the server answers; the state is as it will be."""
    differences = {name: (None, value) for name, value in said.items()}
    operation = Operation(uid(number), uid(900), action, kind, record, CASES, differences, MARA, AT, 9)
    books = MemoryBooks(state)
    draft = Draft(books)
    (ack,) = settle(draft, HERE, [operation], AT)
    books.save(draft.commit(HERE.device, AT, ""))
    return ack.code


def test_what_it_does_not_know_as_a_part_it_forgets_by_name() -> None:
    state = State()
    talk, kin = uid(1), uid(2)
    assert told(state, 11, Action.CREATE, "consultation", talk, notes="mag Kinder") == Code.OK
    assert told(state, 12, Action.CREATE, UNHEARD_OF, kin, consultation=talk, name="Ada") == Code.OK

    assert told(state, 13, Action.ERASE, "consultation", talk) == Code.OK
    assert (UNHEARD_OF, kin) in state.rows  # the control: it does not know whose part this is

    assert told(state, 14, Action.ERASE, UNHEARD_OF, kin) == Code.OK
    assert state.rows == {}
    assert state.quarantined == {}
