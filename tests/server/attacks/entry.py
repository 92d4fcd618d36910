"""Attacks on the doors that let somebody in: nonces, codes, signatures, logins, tokens."""

from collections.abc import Callable
from hashlib import sha256
from typing import Any

from kosidesk.protocol import access, faults
from kosidesk.protocol.access import ACCOUNT, DIGEST, ENROL, HEAD, HEALTH, NONCE, SESSION, SNAPSHOT, SYNC
from kosidesk.server.identity import nonces
from kosidesk.server.identity.codes import ACCOUNT as FOR_ACCOUNT
from kosidesk.server.identity.codes import Ticket
from kosidesk.server.identity.keys import Keys
from kosidesk.server.person import ADMIN, COORDINATION, COUNSELLOR, STAND
from tests.server.attacks.attack import Attack, Do
from tests.server.attacks.town import IDA, PEOPLE, REVOKED, ROLES, STRANGER, Town
from tests.server.identity.machines import Machine, auth_of, ticket
from tests.server.identity.offices import EVA, JON, MARA

DESCRIPTION = "/openapi.json"
STOLEN = access.Newcomer(MARA, "Mara", b"x" * 32)
WRONG = bytes(32)


def refused(answered: Any, *expected: int) -> None:
    assert answered.status in expected, answered


def enrolling(machine: Machine, code: str, who: access.Newcomer = STOLEN) -> access.Enrol:
    return access.Enrol(code, machine.keys.signing, machine.keys.sealing, who)


def somebody(counsellor: str = EVA) -> access.Newcomer:
    return access.Newcomer(counsellor, "Eva", auth_of(counsellor))


def enrol(town: Town, code: str, who: access.Newcomer | None = None, role: str = STRANGER) -> Any:
    machine = town.machines[role]
    return town.signed(machine, ENROL, enrolling(machine, code, who or somebody()))


def misread(code: str) -> str:
    return code[:-1] + ("0" if code[-1] != "0" else "1")


# Codes


def guess_a_code(role: str) -> Do:
    return lambda town: refused(enrol(town, "0000-0000-0000", role=role), faults.NO_SUCH_CODE)


def guess_five_times(town: Town) -> None:
    code = town.code(ticket())
    before = town.books()
    for _ in range(5):
        refused(enrol(town, misread(code)), faults.NO_SUCH_CODE)
        town.clock.pass_(minutes=1)
    refused(enrol(town, code), faults.NO_SUCH_CODE)
    assert town.books() == before


def guess_from_one_address(town: Town) -> None:
    code = town.code(ticket())
    for _ in range(5):
        refused(enrol(town, "0000-0000-0000"), faults.NO_SUCH_CODE)
    refused(enrol(town, code), faults.LATER)


def use_a_code_twice(town: Town) -> None:
    code = town.code(ticket())
    assert enrol(town, code).status == 200
    before = town.books()
    refused(town.signed(second := Machine(town.context.office), ENROL, enrolling(second, code)), 410)
    assert town.books() == before


def use_an_old_code(town: Town) -> None:
    code = town.code(ticket())
    town.clock.pass_(days=7)
    refused(enrol(town, code), faults.NO_SUCH_CODE)


def use_a_code_for_an_account(town: Town) -> None:
    refused(enrol(town, town.code(Ticket(FOR_ACCOUNT, counsellor=EVA))), faults.NO_SUCH_CODE)


def take_over_an_account_with_a_code(town: Town) -> None:
    refused(enrol(town, town.code(ticket(ADMIN)), STOLEN), faults.DENIED)


def be_nobody_known(town: Town) -> None:
    for id_ in ("", "mara", MARA.upper() + " ", "a" * 10_000):
        refused(enrol(town, town.code(ticket()), access.Newcomer(id_, "Mara", WRONG)), faults.DENIED)


def bring_no_keys(town: Town) -> None:
    said = access.Enrol(town.code(ticket()), b"", b"", somebody())
    refused(town.signed(town.machines[STRANGER], ENROL, said), faults.DENIED)


# Signatures and nonces


def sign_with_another_key(town: Town) -> None:
    mine, other = town.machines[STRANGER], Machine(town.context.office)
    refused(town.signed(other, ENROL, enrolling(mine, town.code(ticket()), somebody())), faults.DENIED)


def with_nonce(make: Callable[[Town], str]) -> Do:
    def do(town: Town) -> None:
        machine = town.machines[STRANGER]
        body = access.encoded(enrolling(machine, town.code(ticket()), somebody()))
        nonce = make(town)
        signature = machine.signing(nonce, ENROL, body)
        refused(town.sent(ENROL, body, nonce, signature), faults.DENIED)

    return do


def an_old_nonce(town: Town) -> str:
    nonce = nonces.new_nonce(town.context.office.keys, town.clock.now)
    town.clock.pass_(minutes=2)
    return nonce


def a_spent_nonce(town: Town) -> str:
    machine = town.machines[STRANGER]
    nonce = nonces.new_nonce(town.context.office.keys, town.clock.now)
    body = access.encoded(enrolling(machine, "0000-0000-0000", somebody()))
    refused(town.sent(ENROL, body, nonce, machine.signing(nonce, ENROL, body)), faults.NO_SUCH_CODE)
    return nonce


def replay_a_login(town: Town) -> None:
    """Overheard on another day of the same two minutes; the session it opened once is all it opens."""
    machine = town.machines[COUNSELLOR]
    body = access.encoded(access.Login(machine.id, JON, WRONG))
    request = machine.signed(town.clock.now, SESSION, body)
    for _ in range(2):
        refused(town.sent(SESSION, body, request.nonce, request.signature), faults.DENIED)


def use_a_signature_elsewhere(town: Town) -> None:
    machine = town.machines[COUNSELLOR]
    body = access.encoded(access.Login(machine.id, JON, auth_of(JON)))
    request = machine.signed(town.clock.now, ENROL, body)
    refused(town.sent(SESSION, body, request.nonce, request.signature), faults.DENIED)


def change_what_was_signed(town: Town) -> None:
    machine = town.machines[COUNSELLOR]
    signed = machine.signed(
        town.clock.now, SESSION, access.encoded(access.Login(machine.id, JON, auth_of(JON)))
    )
    other = access.encoded(access.Login(machine.id, MARA, auth_of(MARA)))
    refused(town.sent(SESSION, other, signed.nonce, signed.signature), faults.DENIED)


def sign_nothing(town: Town) -> None:
    body = access.encoded(access.Login(town.machines[COUNSELLOR].id, JON, auth_of(JON)))
    refused(town.post(SESSION, body), faults.DENIED)
    refused(town.post(SESSION, body, **{access.SIGNATURE_HEADER: "zz"}), faults.GARBLED)


# Logins


def log_in(role: str, counsellor: str, auth: bytes, device: str = "") -> Do:
    def do(town: Town) -> None:
        machine = town.machines[role]
        said = access.Login(town.machines[device or role].id, counsellor, auth)
        refused(town.signed(machine, SESSION, said), faults.DENIED)

    return do


def guess_a_passphrase(town: Town) -> None:
    machine = town.machines[COUNSELLOR]
    for _ in range(2):
        refused(town.signed(machine, SESSION, access.Login(machine.id, MARA, WRONG)), faults.DENIED)
    right = access.Login(machine.id, MARA, auth_of(MARA))
    refused(town.signed(machine, SESSION, right), faults.LATER)


def find_out_who_has_an_account(town: Town) -> None:
    machine = town.machines[COUNSELLOR]
    answers = [
        town.signed(machine, SESSION, access.Login(machine.id, who, WRONG)) for who in (MARA, "0" * 36)
    ]
    assert answers[0] == answers[1]
    refused(answers[0], faults.DENIED)


# Accounts


def open_account(role: str, code: Callable[[Town], str], who: access.Newcomer, expected: int) -> Do:
    def do(town: Town) -> None:
        machine = town.machines[role]
        said = access.OpenAccount(machine.id, code(town), who)
        refused(town.signed(machine, ACCOUNT, said), expected)

    return do


def no_code(_town: Town) -> str:
    return "0000-0000-0000"


def code_for(counsellor: str) -> Callable[[Town], str]:
    return lambda town: town.code(Ticket(FOR_ACCOUNT, role=COUNSELLOR, counsellor=counsellor))


# Tokens


def ask_with(make: Callable[[Town], dict[str, str]], method: str, path: str) -> Do:
    return lambda town: refused(town.web.ask(method, path, b"", make(town)), faults.DENIED)


def token(said: str) -> Callable[[Town], dict[str, str]]:
    return lambda _town: {"Authorization": f"Bearer {said}"}


def token_of(name: str) -> Callable[[Town], dict[str, str]]:
    return lambda town: town.token(name)


def what_the_database_holds(town: Town) -> dict[str, str]:
    return {"Authorization": f"Bearer {sha256(town.tokens[COORDINATION].encode()).hexdigest()}"}


def after(make: Callable[[Town], dict[str, str]], **time: float) -> Callable[[Town], dict[str, str]]:
    def later(town: Town) -> dict[str, str]:
        town.clock.pass_(**time)
        return make(town)

    return later


# Forms


def bring_too_much(role: str, path: str, much: int) -> Do:
    return lambda town: refused(town.web.ask("POST", path, b"x" * much, town.token(role)), faults.TOO_LARGE)


def bring_garbage(path: str) -> Do:
    def do(town: Town) -> None:
        for body in (b"", b"{", b"[" * 16_000, b"\xff\xfe", b"null", b'{"code": 7}'):
            refused(town.post(path, body), faults.GARBLED)

    return do


def listen(role: str, path: str) -> Do:
    def do(town: Town) -> None:
        answered = town.web.ask("GET", path, b"", town.token(role))
        assert answered.status == 200
        for secret in (MARA, JON, "Mara", "Musterstadt", *(machine.id for machine in town.machines.values())):
            assert not secret or secret.encode() not in answered.body

    return do


def ask_another_host(town: Town) -> None:
    refused(town.web.ask("GET", HEALTH, b"", {"host": "evil.example.org"}), 400)


def ask_for_other_doors(town: Town) -> None:
    for path in ("/v1/admin", "/v1/sync/../nonce", "//v1/sync", "/.env", "/v1/SYNC", "/"):
        refused(town.web.ask("GET", path, b"", town.token(COORDINATION)), 404, 405)
    for method in ("GET", "PUT", "DELETE", "TRACE"):
        refused(town.web.ask(method, SYNC, b"", town.token(COORDINATION)), 405)


BEHIND_TOKENS = (("POST", SYNC), ("GET", HEAD), ("POST", DIGEST), ("POST", SNAPSHOT), ("GET", SNAPSHOT))
LEFT_BY_ONE_ENROLMENT = frozenset({"device", "account", "author", "code"})
CODE = frozenset({"code"})
"""The attack had a code made for it; nobody used it."""

ENTRY = (
    Attack(STRANGER, "POST", ENROL, "misreads a code until it burns", "five tries", guess_five_times, CODE),
    Attack(STRANGER, "POST", ENROL, "guesses fast", "five a minute", guess_from_one_address, CODE),
    Attack(
        STRANGER,
        "POST",
        ENROL,
        "uses a code twice",
        "codes are good once",
        use_a_code_twice,
        LEFT_BY_ONE_ENROLMENT,
    ),
    Attack(STRANGER, "POST", ENROL, "uses an old code", "seven days", use_an_old_code, CODE),
    Attack(STRANGER, "POST", ENROL, "uses a recovery code", "one purpose", use_a_code_for_an_account, CODE),
    Attack(
        STRANGER,
        "POST",
        ENROL,
        "names the coordinator",
        "prove whose account it is",
        take_over_an_account_with_a_code,
        CODE,
    ),
    Attack(STRANGER, "POST", ENROL, "names nobody's id", "ids are UUIDs", be_nobody_known, CODE),
    Attack(STRANGER, "POST", ENROL, "brings no keys", "keys have 32 bytes", bring_no_keys, CODE),
    Attack(
        STRANGER,
        "POST",
        ENROL,
        "signs with another key",
        "own the key you bring",
        sign_with_another_key,
        CODE,
    ),
    Attack(
        STRANGER,
        "POST",
        ENROL,
        "makes a nonce itself",
        "nonces are the server's",
        with_nonce(lambda _: "00" * 40),
        CODE,
    ),
    Attack(
        STRANGER,
        "POST",
        ENROL,
        "brings another server's nonce",
        "nonces are the server's",
        with_nonce(lambda town: nonces.new_nonce(Keys(bytes(32)), town.clock.now)),
        CODE,
    ),
    Attack(STRANGER, "POST", ENROL, "brings an old nonce", "two minutes", with_nonce(an_old_nonce), CODE),
    Attack(STRANGER, "POST", ENROL, "brings a spent nonce", "good once", with_nonce(a_spent_nonce), CODE),
    Attack(STRANGER, "POST", ENROL, "sends garbage", "strict shapes", bring_garbage(ENROL)),
    Attack(STRANGER, "POST", ENROL, "sends too much", "16 KiB", bring_too_much(STRANGER, ENROL, 17 * 1024)),
    *(
        Attack(role, "POST", ENROL, "guesses a code", "codes are not guessed", guess_a_code(role))
        for role in ROLES
    ),
    Attack(COUNSELLOR, "POST", SESSION, "replays a login", "nonces are good once", replay_a_login),
    Attack(
        COUNSELLOR,
        "POST",
        SESSION,
        "signs for another door",
        "a signature has a path",
        use_a_signature_elsewhere,
    ),
    Attack(COUNSELLOR, "POST", SESSION, "changes what was signed", "the body counts", change_what_was_signed),
    Attack(COUNSELLOR, "POST", SESSION, "signs nothing", "devices sign", sign_nothing),
    Attack(COUNSELLOR, "POST", SESSION, "guesses a passphrase", "accounts wait", guess_a_passphrase),
    Attack(
        COUNSELLOR, "POST", SESSION, "asks who is known", "one refusal for all", find_out_who_has_an_account
    ),
    Attack(STRANGER, "POST", SESSION, "sends garbage", "strict shapes", bring_garbage(SESSION)),
    Attack(
        STRANGER,
        "POST",
        SESSION,
        "logs in without a device",
        "devices first",
        log_in(STRANGER, MARA, auth_of(MARA)),
    ),
    *(
        Attack(
            role,
            "POST",
            SESSION,
            "logs in on another's device",
            "a device proves itself",
            log_in(role, MARA, auth_of(MARA), device=COORDINATION),
        )
        for role in ROLES
        if role != COORDINATION
    ),
    *(
        Attack(
            role,
            "POST",
            SESSION,
            "logs in as the coordinator with her own passphrase",
            "an account proves itself",
            log_in(role, MARA, auth_of(PEOPLE[role])),
        )
        for role in (STAND, COUNSELLOR, ADMIN)
    ),
    Attack(
        COORDINATION,
        "POST",
        SESSION,
        "logs in as an account that does not exist",
        "accounts are opened by codes",
        log_in(COORDINATION, "0" * 36, WRONG),
    ),
    Attack(
        STRANGER,
        "POST",
        ACCOUNT,
        "uses somebody's recovery code",
        "devices first",
        open_account(STRANGER, code_for(MARA), STOLEN, faults.DENIED),
        CODE,
    ),
    Attack(
        COUNSELLOR,
        "POST",
        ACCOUNT,
        "takes an account with a code for a new one",
        "a code opens no other account",
        open_account(COUNSELLOR, code_for(""), STOLEN, faults.DENIED),
        CODE,
    ),
    Attack(
        COUNSELLOR,
        "POST",
        ACCOUNT,
        "uses a recovery code for another account",
        "a code opens no other account",
        open_account(COUNSELLOR, code_for(MARA), somebody(), faults.DENIED),
        CODE,
    ),
    Attack(
        COORDINATION,
        "POST",
        ACCOUNT,
        "opens an account that was revoked",
        "revoked is revoked",
        open_account(COORDINATION, code_for(IDA), somebody(IDA), faults.DENIED),
        CODE,
    ),
    Attack(
        REVOKED,
        "POST",
        ACCOUNT,
        "uses a code on a revoked device",
        "revoked is revoked",
        open_account(REVOKED, code_for(MARA), STOLEN, faults.DENIED),
        CODE,
    ),
    Attack(STRANGER, "POST", ACCOUNT, "sends garbage", "strict shapes", bring_garbage(ACCOUNT)),
    *(
        Attack(
            role,
            "POST",
            ACCOUNT,
            "guesses a code",
            "codes are not guessed",
            open_account(role, no_code, STOLEN, faults.NO_SUCH_CODE),
        )
        for role in (STAND, COUNSELLOR, COORDINATION, ADMIN)
    ),
    *(
        Attack(STRANGER, method, path, f"comes with {what}", "a token says who", ask_with(make, method, path))
        for method, path in BEHIND_TOKENS
        for what, make in (
            ("no token", lambda _town: {}),
            ("an empty token", token("")),
            ("a guessed token", token("A" * 43)),
            ("a token of 8 kB", token("A" * 8192)),
            ("what the database holds", what_the_database_holds),
            ("a token of a device that was revoked", token_of("revoked-before")),
            ("a token of an account that was revoked", token_of("account-before")),
        )
    ),
    *(
        Attack(
            role,
            method,
            path,
            f"comes with a token after {what}",
            "half an hour idle, twelve hours in all",
            ask_with(after(token_of(role), **time), method, path),
        )
        for role in PEOPLE
        for method, path in BEHIND_TOKENS
        for what, time in (("half an hour", {"minutes": 30}), ("twelve hours", {"hours": 12}))
    ),
    *(
        Attack(
            role, "POST", NONCE, "brings a body", "no more than is asked for", bring_too_much(role, NONCE, 1)
        )
        for role in ROLES
    ),
    *(
        Attack(role, "GET", path, "listens", "open doors say nothing of anybody", listen(role, path))
        for role in ROLES
        for path in (HEALTH, DESCRIPTION)
    ),
    Attack(STRANGER, "GET", HEALTH, "comes under another host", "trusted hosts only", ask_another_host),
    Attack(COORDINATION, "POST", SYNC, "tries other doors", "what is no door is no way", ask_for_other_doors),
)
