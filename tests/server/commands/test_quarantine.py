"""What was refused is looked through at the terminal, and taken after all or dropped."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from kosidesk.protocol.messages import PROTOCOL, Code, Operation, Reply, Request
from kosidesk.schema import VERSION
from kosidesk.server import answer as law
from kosidesk.server import settings, words
from kosidesk.server.answer import answer
from kosidesk.server.context import Context, open_context
from kosidesk.server.identity.refusals import Later
from kosidesk.server.person import COORDINATION, COUNSELLOR, Person
from tests.server.attacks.town import AGENCY, ERASED_CASE, OFFER, changes, creates, erases, record_id
from tests.server.commands.operator import Operator
from tests.server.identity.offices import JON, MARA, NOW

TEAM = frozenset({""})
JON_S = Person("desk-jon", JON, role=COUNSELLOR, teams=TEAM, authors=frozenset({JON}))
MARA_S = Person("desk-mara", MARA, role=COORDINATION, teams=TEAM, authors=frozenset({MARA}))


@contextmanager
def opened(operator: Operator) -> Iterator[Context]:
    context = open_context(settings.load(operator.folder), lambda: NOW)
    try:
        yield context
    finally:
        context.close()


def hand_in(operator: Operator, person: Person, *operations: Operation) -> Reply:
    with opened(operator) as context, context.store.writing() as books:
        request = Request(PROTOCOL, VERSION, person.device, (), (), {}, 100, operations)
        return answer(books, person, request, NOW.isoformat())


def renamed() -> Operation:
    return changes("agency", AGENCY, name=("Agentur Musterstadt", "Agentur am Fluss"))


@pytest.fixture
def founded_agency(founded: Operator) -> Operator:
    hand_in(founded, MARA_S, creates("agency", AGENCY, name="Agentur Musterstadt"))
    return founded


def test_an_empty_quarantine_is_said_so(founded: Operator) -> None:
    assert "Nichts wartet" in founded.types("quarantine")


def test_what_was_refused_is_listed_and_shown_whole(founded_agency: Operator) -> None:
    operation = renamed()
    hand_in(founded_agency, JON_S, operation)

    (told,) = founded_agency.asks("quarantine")
    whole = founded_agency.types("quarantine", operation.id)

    assert (told["operation"], told["device"], told["kind"]) == (operation.id, "desk-jon", "agency")
    assert told["why"] == "not-allowed"
    assert operation.id in founded_agency.types("quarantine")
    assert "Agentur am Fluss" in whole
    assert "war nicht erlaubt" in whole


def test_what_is_accepted_is_taken_in_its_author_s_name(founded_agency: Operator) -> None:
    operation = renamed()
    hand_in(founded_agency, JON_S, operation)

    assert founded_agency.asks("accept", operation.id)["code"] == Code.OK

    with opened(founded_agency) as context, context.store.reading() as books:
        row = books.rows([("agency", AGENCY)])["agency", AGENCY]
        assert (row.values["name"], row.author) == ("Agentur am Fluss", JON)
        assert books.acks([operation.id])[operation.id].code == Code.OK
    assert founded_agency.asks("quarantine") == []
    assert founded_agency.asks("check")["whole"]


def test_what_reads_otherwise_by_now_becomes_a_conflict(founded_agency: Operator) -> None:
    operation = renamed()
    hand_in(founded_agency, JON_S, operation)
    hand_in(
        founded_agency, MARA_S, changes("agency", AGENCY, name=("Agentur Musterstadt", "Agentur am Berg"))
    )

    assert founded_agency.asks("accept", operation.id)["code"] == Code.CONFLICT


def test_what_is_dropped_is_gone_and_changes_nothing(founded_agency: Operator) -> None:
    operation = renamed()
    hand_in(founded_agency, JON_S, operation)

    founded_agency.types("drop", operation.id)

    assert "keine Änderung" in founded_agency.hears("drop", operation.id)
    with opened(founded_agency) as context, context.store.reading() as books:
        assert books.rows([("agency", AGENCY)])["agency", AGENCY].values["name"] == "Agentur Musterstadt"


@pytest.mark.parametrize(
    "refused",
    [changes("offer", OFFER, title=7), erases("offer", OFFER), creates("offer", OFFER, rev=7)],
    ids=["of a wrong type", "an erasure of nobody", "reserved"],
)
def test_what_nobody_may_do_can_only_be_dropped(founded: Operator, refused: Operation) -> None:
    hand_in(founded, MARA_S, refused)

    assert "nur verwerfen" in founded.hears("accept", refused.id)

    assert founded.asks("check")["quarantined"] == 1


def test_nobody_who_was_erased_comes_back_by_an_acceptance(founded: Operator) -> None:
    part = creates("referral", record_id(501), consultation=ERASED_CASE)
    barred = Person("desk-ida", JON, revoked=True)
    hand_in(founded, barred, part)
    hand_in(founded, MARA_S, creates("consultation", ERASED_CASE, code="E", team=""))
    hand_in(founded, MARA_S, erases("consultation", ERASED_CASE))

    assert founded.asks("quarantine") == []


def test_a_refused_operation_does_not_speak_to_the_terminal(founded: Operator) -> None:
    hand_in(founded, MARA_S, creates("\x1b[2Joffer", OFFER))

    assert "\x1b" not in founded.types("quarantine")


def test_a_full_quarantine_leaves_the_rest_in_the_outbox(
    founded_agency: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(law, "MOST_KEPT", 2)
    hand_in(founded_agency, JON_S, renamed(), renamed())

    with pytest.raises(Later):
        hand_in(founded_agency, JON_S, renamed())
    hand_in(founded_agency, MARA_S, creates("offer", OFFER, title="Vorlesen"))
    hand_in(founded_agency, JON_S, changes("offer", OFFER, title=("Vorlesen", "Vorlesen in Barmen")))

    assert len(founded_agency.asks("quarantine")) == 2


def test_every_reason_has_words() -> None:
    reasons = ("revoked", "malformed", "wrong-type", "unknown-action", "local-kind", "not-personal", "erased")
    assert all(words.why_refused(why) for why in (*reasons, "not-allowed", "another-s-id"))
