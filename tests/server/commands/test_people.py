"""Codes, desks and accounts, as an operator deals with them."""

from pathlib import Path

import pytest

from kosidesk.protocol import access, papers, proof
from kosidesk.protocol.lease import extended_until
from kosidesk.server import settings, tls
from kosidesk.server.context import open_context
from kosidesk.server.identity import accounts
from kosidesk.server.identity.accounts import Account
from tests.server.commands.operator import Operator
from tests.server.identity.machines import auth_of
from tests.server.identity.offices import JON, MARA
from tests.server.store.entries import erase


def test_a_code_comes_with_the_address_and_the_fingerprint(founded: Operator) -> None:
    said = founded.asks("enrol", "Laptop 1", "--counsellor", "Mara", "--role", "coordination")
    assert len(said["code"]) == len("XXXX-XXXX-XXXX")
    assert said["url"] == "https://localhost:8443"
    assert said["fingerprint"] == tls.fingerprint(founded.folder / "keys" / "certificate.pem")


def test_a_desk_is_let_in_by_papers_without_a_network(founded: Operator, tmp_path: Path) -> None:
    code = founded.asks("enrol", "Laptop 1")["code"]
    applied = Applied(tmp_path, code)

    founded.types("enrol", "--request", str(applied.file), "--code", code, "--reply", str(applied.answer))
    home = applied.read()

    assert (home.device_name, home.account.counsellor) == ("Laptop 1", MARA)
    assert [desk["id"] for desk in founded.asks("desks")] == [home.device]


def test_a_paper_with_another_code_is_refused(founded: Operator, tmp_path: Path) -> None:
    code, other = (founded.asks("enrol", name)["code"] for name in ("Laptop 1", "Laptop 2"))
    applied = Applied(tmp_path, code)
    said = founded.hears("enrol", "--request", str(applied.file), "--code", other)
    assert "Der Code passt nicht zu diesem Antrag" in said


def test_the_same_paper_is_good_once(founded: Operator, tmp_path: Path) -> None:
    code = founded.asks("enrol", "Laptop 1")["code"]
    applied = Applied(tmp_path, code)
    words = ("enrol", "--request", str(applied.file), "--code", code, "--reply", str(applied.answer))
    founded.types(*words)
    assert "schon benutzt" in founded.hears(*words)


def test_a_revoked_desk_is_told_of_with_what_it_held(founded: Operator, tmp_path: Path) -> None:
    device = Applied.admitted(founded, tmp_path).device
    assert "Laptop 1 ist gesperrt" in founded.types("revoke", "laptop 1")
    assert [(desk["id"], desk["state"]) for desk in founded.asks("desks")] == [(device, "revoked")]


def test_a_desk_that_has_not_erased_yet_is_told_of(founded: Operator, tmp_path: Path) -> None:
    Applied.admitted(founded, tmp_path)
    assert [desk["erasure_pending"] for desk in founded.asks("desks")] == [False]
    context = open_context(settings.load(founded.folder))
    erase(context.store, "consultation", "c1", 1)
    context.close()

    assert [desk["erasure_pending"] for desk in founded.asks("desks")] == [True]
    assert "noch nicht alles gelöscht" in founded.types("desks")


def test_an_extension_is_good_at_its_own_desk(founded: Operator, tmp_path: Path) -> None:
    home = Applied.admitted(founded, tmp_path)
    code = founded.asks("extend", "Laptop 1", "--days", "60")["code"]
    assert extended_until(home.lease_secret, home.device, code) is not None
    assert extended_until(bytes(32), home.device, code) is None


def test_an_account_gets_another_role_and_is_revoked_by_name(founded: Operator, tmp_path: Path) -> None:
    Applied.admitted(founded, tmp_path)
    founded.types("place", "Mara", "--role", "coordination", "--team", "süd")
    known = founded.asks("accounts")
    assert [(one["role"], one["teams"]) for one in known] == [("coordination", ["süd"])]

    founded.types("revoke", "--account", "mara")
    assert founded.asks("accounts")[0]["state"] == "revoked"


def test_a_code_for_a_known_name_opens_her_account_anew(founded: Operator, tmp_path: Path) -> None:
    Applied.admitted(founded, tmp_path)
    assert founded.asks("account", "Mara")["known"]
    assert not founded.asks("account", "Jon")["known"]


def test_a_name_that_two_have_is_asked_for_again(founded: Operator) -> None:
    context = open_context(settings.load(founded.folder))
    with context.store.transaction() as connection:
        for counsellor in (MARA, JON):
            accounts.add(connection, Account(counsellor, "Mara", "counsellor"), "x", context.now())
    context.close()
    assert "heißen mehrere" in founded.hears("place", "Mara")
    founded.types("place", MARA)


@pytest.mark.parametrize(
    "words", [("revoke", "x"), ("extend", "x"), ("place", "x"), ("revoke", "--account", "x")]
)
def test_what_is_not_known_is_said_so(founded: Operator, words: tuple[str, ...]) -> None:
    assert "kennt der Server nicht" in founded.hears(*words)


class Applied:
    """A desk that wrote an application and waits for its answer."""

    def __init__(self, folder: Path, code: str) -> None:
        self._sealing = papers.new_sealing_key()
        self.file, self.answer = folder / "antrag.kosi", folder / "antwort.kosi"
        key, public = proof.new_key(), papers.sealing_public(self._sealing)
        newcomer = access.Newcomer(MARA, "Mara", auth_of(MARA))
        body = access.encoded(access.Enrol(code, proof.public(key), public, newcomer))
        paper, self._bond = papers.apply(body, code, key, public)
        self.file.write_bytes(paper)

    def read(self) -> access.Enrolled:
        body = papers.open_answer(self.answer.read_bytes(), self._sealing, self._bond).body
        return access.decoded(body, access.Enrolled)

    @staticmethod
    def admitted(operator: Operator, folder: Path) -> access.Enrolled:
        code = operator.asks("enrol", "Laptop 1")["code"]
        applied = Applied(folder, code)
        operator.types(
            "enrol", "--request", str(applied.file), "--code", code, "--reply", str(applied.answer)
        )
        return applied.read()
