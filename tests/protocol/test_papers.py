"""A desk without a network is joined by two files and a code, and by nothing less."""

import json
from collections.abc import Callable

import msgspec
import pytest

from kosidesk.domain.errors import PaperRefused
from kosidesk.protocol import papers, proof

CODE = "4F7K-92MC-QX3T"
DEVICE, POLICY, OTHER = bytes(range(32)), bytes(range(1, 33)), bytes(range(2, 34))
SEALING = bytes(range(3, 35))
BODY, REPLY = b"the body of /v1/enrol", b"with the lease secret"

PAPER, BOND = papers.apply(BODY, CODE, DEVICE, papers.sealing_public(SEALING))


def answered(paper: bytes = PAPER, code: str = CODE, policy: bytes = POLICY) -> bytes:
    application = papers.open_application(paper, code)
    return papers.answer(REPLY, application, proof.public(policy), lambda said: proof.signature(policy, said))


ANSWER = answered()


def code_of(call: Callable[[], object]) -> object:
    with pytest.raises(PaperRefused) as refused:
        call()
    return refused.value.facts[0]


def test_the_server_reads_what_the_desk_applied_for() -> None:
    application = papers.open_application(PAPER, CODE)
    assert application.body == BODY
    assert application.signing == proof.public(DEVICE)
    assert application.sealing == papers.sealing_public(SEALING)


def test_the_desk_reads_what_the_server_answered() -> None:
    admission = papers.open_answer(ANSWER, SEALING, BOND)
    assert admission == papers.Admission(REPLY, proof.public(POLICY))


def test_a_code_may_be_typed_as_it_was_heard() -> None:
    assert papers.open_application(PAPER, " 4f7k 92mc qx3t").body == BODY


@pytest.mark.parametrize("code", ["", "4F7K-92MC-QX3V", "4F7K-92MC", "Ärger"])
def test_who_does_not_know_the_code_reads_nothing(code: str) -> None:
    assert code_of(lambda: papers.open_application(PAPER, code)) == papers.WRONG_CODE


def test_neither_file_shows_what_is_in_it() -> None:
    for paper in (PAPER, ANSWER):
        told = json.loads(paper)
        assert {name for name in told if name in ("body", "code", "bond")} == set()
    assert CODE.encode() not in PAPER
    assert papers.apply(BODY, CODE, DEVICE, papers.sealing_public(SEALING))[0] != PAPER


@pytest.mark.parametrize("member", ["signing", "sealing", "salt", "nonce", "sealed", "signature"])
def test_an_application_that_was_changed_is_refused(member: str) -> None:
    assert code_of(lambda: papers.open_application(changed(PAPER, member), CODE)) == papers.TAMPERED


@pytest.mark.parametrize("member", ["policy", "sealed", "signature"])
def test_an_answer_that_was_changed_is_refused(member: str) -> None:
    assert code_of(lambda: papers.open_answer(changed(ANSWER, member), SEALING, BOND)) == papers.TAMPERED


def test_keys_in_an_application_cannot_be_exchanged_by_a_courier_who_signs_anew() -> None:
    theirs = json.loads(papers.apply(b"", CODE, OTHER, papers.sealing_public(OTHER))[0])
    mine = json.loads(PAPER)
    kept = papers._Application(
        papers.APPLICATION,
        papers.VERSION,
        proof.public(OTHER),
        papers.sealing_public(OTHER),
        *(msgspec.convert(mine[name], bytes) for name in ("salt", "nonce", "sealed")),
    )
    forged = papers._signed(kept, lambda said: proof.signature(OTHER, said))
    assert json.loads(forged)["signing"] == theirs["signing"]
    assert code_of(lambda: papers.open_application(forged, CODE)) == papers.WRONG_CODE


def test_an_answer_of_somebody_without_the_code_is_not_believed() -> None:
    """They know the device's public keys from the application, and sign with a key of their own."""
    known = papers.open_application(PAPER, CODE)
    guess = papers.Application(known.body, known.signing, known.sealing, bond=bytes(32))
    forged = papers.answer(REPLY, guess, proof.public(OTHER), lambda said: proof.signature(OTHER, said))
    assert code_of(lambda: papers.open_answer(forged, SEALING, BOND)) == papers.NOT_FOR_US


def test_an_answer_is_for_one_device_and_one_application() -> None:
    _, later = papers.apply(BODY, CODE, DEVICE, papers.sealing_public(SEALING))
    assert code_of(lambda: papers.open_answer(ANSWER, OTHER, BOND)) == papers.NOT_FOR_US
    assert code_of(lambda: papers.open_answer(ANSWER, SEALING, later)) == papers.NOT_FOR_US


@pytest.mark.parametrize(
    "paper",
    [
        b"",
        b"%PDF-1.7",
        b"[]",
        b"\xff\xfe",
        b'{"kosidesk":"antrag","version":1}',
        b"[" * 100_000,
        b"x" * (2 << 20),
    ],
)
def test_what_is_no_paper_of_ours_is_said_to_be_foreign(paper: bytes) -> None:
    assert code_of(lambda: papers.open_application(paper, CODE)) == papers.FOREIGN
    assert code_of(lambda: papers.open_answer(paper, SEALING, BOND)) == papers.FOREIGN


def test_the_two_papers_are_not_taken_for_each_other() -> None:
    assert code_of(lambda: papers.open_application(ANSWER, CODE)) == papers.FOREIGN
    assert code_of(lambda: papers.open_answer(PAPER, SEALING, BOND)) == papers.FOREIGN


def test_a_paper_of_a_newer_version_is_said_to_be_newer() -> None:
    newer = json.dumps({"kosidesk": "antrag", "version": 2, "quite": "different"}).encode()
    assert code_of(lambda: papers.open_application(newer, CODE)) == papers.NEWER


def changed(paper: bytes, member: str) -> bytes:
    """The same paper with another first sign in one of its members."""
    told = json.loads(paper)
    told[member] = ("A" if told[member][0] != "A" else "B") + told[member][1:]
    return json.dumps(told).encode()
