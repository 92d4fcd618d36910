"""A server with desks, people and records worth attacking, made once; every attack gets a copy of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from shutil import copytree
from typing import Any
from uuid import UUID

from kosidesk.protocol import access, codec
from kosidesk.protocol.messages import PROTOCOL, Action, Code, Entry, Operation, Reply, Request, Tomb
from kosidesk.schema import VERSION
from kosidesk.server import settings
from kosidesk.server.app import application
from kosidesk.server.context import Context, open_context
from kosidesk.server.founding import Wanted, found
from kosidesk.server.identity import tables as identity
from kosidesk.server.identity.codes import Ticket
from kosidesk.server.identity.revoke import revoke_account, revoke_device
from kosidesk.server.person import ADMIN, COORDINATION, COUNSELLOR, DESK, STAND
from kosidesk.server.store import tables as books
from tests.server.attacks.web import HOST, Answered, Web
from tests.server.identity.machines import Machine, code, enrolled, joined
from tests.server.identity.offices import EVA, JON, MARA, NOW

ADA = "00000000-0000-7000-8000-00000000000d"
IDA = "00000000-0000-7000-8000-00000000000e"
STRANGER, REVOKED = "stranger", "revoked"
PEOPLE = {STAND: EVA, COUNSELLOR: JON, COORDINATION: MARA, ADMIN: ADA, REVOKED: JON}
ROLES = (STRANGER, *PEOPLE)

NORTH, SOUTH, WEST = "nord", "süd", "west"
MAY_READ = {
    STRANGER: set(),
    STAND: {"public"},
    COUNSELLOR: {"public", "agency", "case:", f"case:{SOUTH}"},
    COORDINATION: {"public", "agency", "case:", f"case:{SOUTH}", f"case:{NORTH}"},
    ADMIN: {"public", "agency"},
    REVOKED: set(),
}

# What may change though nothing has happened: tries are counted, tokens noted, refusals kept.
_BOOKKEEPING = {"visit", "attempt", "spent_nonce", "quarantine", "applied"}
_NOTED = {
    "device": {"seen_at", "lease_until", "ratchet", "ratchet_before", "doubled_at", "erased_upto"},
    "session": {"used_at"},
    "code": {"tries"},
}


def record_id(number: int) -> str:
    return str(UUID(int=0x7000_8000_0000_0000_0000 + number))


OFFER, GONE_OFFER, MAIL, AGENCY = map(record_id, (1, 2, 3, 4))
SOUTH_CASE, NORTH_CASE, ERASED_CASE, NORTH_PART = map(record_id, (5, 6, 7, 8))
NORTH_CONFLICT, NORTH_NOVELTY = map(record_id, (9, 10))
_OPERATIONS = iter(range(10_000, 10_000_000))


def does(action: str, kind: str, record: str, scope: str = "", **values: Any) -> Operation:
    """An operation; a value is a new one, or a pair of what was and what is."""
    told = {name: said if isinstance(said, tuple) else (None, said) for name, said in values.items()}
    number = record_id(next(_OPERATIONS))
    at = NOW.isoformat()
    return Operation(number, number, action, kind, record, scope, told, JON, at, VERSION)


def creates(kind: str, record: str, scope: str = "", **values: Any) -> Operation:
    return does(Action.CREATE, kind, record, scope, **values)


def changes(kind: str, record: str, scope: str = "", **values: Any) -> Operation:
    return does(Action.CHANGE, kind, record, scope, **values)


def deletes(kind: str, record: str, scope: str = "", **values: Any) -> Operation:
    return does(Action.DELETE, kind, record, scope, **values)


def erases(kind: str, record: str, scope: str = "") -> Operation:
    return does(Action.ERASE, kind, record, scope)


STOCK = (
    creates("counsellor", MARA, name="Mara", role=COORDINATION),
    creates("counsellor", JON, name="Jon", role=COUNSELLOR),
    creates("agency", AGENCY, name="Agentur Musterstadt"),
    creates("offer", OFFER, title="Vorlesen", description="In der Bücherei", fields=["Kultur"]),
    creates("offer", GONE_OFFER, title="Gießen"),
    deletes("offer", GONE_OFFER, title=("Gießen", None)),
    creates("contact", MAIL, offer=OFFER, name="Tom Test", mail="tom@example.org", private=True),
    creates("consultation", SOUTH_CASE, code="S", team=SOUTH, notes="Eine Notiz"),
    creates("consultation", NORTH_CASE, code="N", team=NORTH, notes="Geheime Notiz"),
    creates("consultation", ERASED_CASE, code="E", team=SOUTH, notes="Weg damit"),
    creates("referral", NORTH_PART, consultation=NORTH_CASE, offer=OFFER, state="noted"),
    creates(
        "conflict",
        NORTH_CONFLICT,
        of_kind="consultation",
        of_record=NORTH_CASE,
        field="notes",
        theirs='"Geheimer"',
        status="undecided",
    ),
    creates("novelty", NORTH_NOVELTY, f"case:{NORTH}", whatever="Geheim"),
    erases("consultation", ERASED_CASE),
)


def require_hers(role: str, reply: Reply) -> None:
    """Of erasures everybody hears, and of nothing else that is not hers to read."""
    told = {one.scope for one in codec.entries_of(reply.page) if not (isinstance(one, Tomb) and one.erased)}
    assert told | set(reply.cursors) <= MAY_READ[role], "told what is not hers to read"


@dataclass
class Clock:
    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **time: float) -> None:
        self.now += timedelta(**time)


@dataclass(frozen=True)
class Town:
    """The server, and what an attacker got hold of: machines and tokens of every role."""

    context: Context
    web: Web
    clock: Clock
    machines: dict[str, Machine]
    tokens: dict[str, str] = field(default_factory=dict)

    def token(self, role: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.tokens[role]}"} if role in self.tokens else {}

    def post(self, path: str, body: bytes = b"", **headers: str) -> Answered:
        return self.web.ask("POST", path, body, headers)

    def signed(self, machine: Machine, path: str, message: Any) -> Answered:
        body = access.encoded(message)
        request = machine.signed(self.clock.now, path, body)
        return self.sent(path, body, request.nonce, request.signature)

    def sent(self, path: str, body: bytes, nonce: str, signature: bytes) -> Answered:
        headers = {access.NONCE_HEADER: nonce, access.SIGNATURE_HEADER: signature.hex()}
        return self.web.ask("POST", path, body, headers)

    def request(self, role: str, *operations: Operation, **said: Any) -> Request:
        device = self.machines[role].id if role in self.machines else ""
        whole = {"protocol": PROTOCOL, "schema": VERSION, "device": device, "lineage": (), "seen": ()}
        return Request(**{**whole, "cursors": {}, "rows": 1000, "operations": operations, **said})  # type: ignore[arg-type]

    def sync(self, role: str, *operations: Operation, **said: Any) -> Reply:
        answered = self.asks(role, codec.encode_request(self.request(role, *operations, **said)))
        assert answered.status == 200, answered
        reply = codec.decode_reply(answered.body)
        require_hers(role, reply)
        return reply

    def entries(self, role: str) -> tuple[Entry, ...]:
        return codec.entries_of(self.sync(role).page)

    def asks(self, role: str, body: bytes) -> Answered:
        return self.web.ask("POST", access.SYNC, body, self.token(role))

    def code(self, for_: Ticket) -> str:
        return code(self.context.office, for_, self.clock.now)

    def books(self) -> dict[str, Any]:
        """Everything the server keeps, but for the bookkeeping."""
        every = (*identity.METADATA.sorted_tables, *books.METADATA.sorted_tables)
        with self.context.store.looking() as connection:
            return {
                table.name: sorted(
                    repr({k: v for k, v in row._mapping.items() if k not in _NOTED.get(table.name, ())})
                    for row in connection.execute(table.select())
                )
                for table in every
                if table.name not in _BOOKKEEPING
            }


@contextmanager
def opened(folder: Path, found_: Town | None = None) -> Iterator[Town]:
    clock = Clock()
    context = open_context(settings.load(folder), clock)
    web = Web(application(context))
    machines = found_.machines if found_ else {STRANGER: Machine(context.office)}
    here = {role: replace(machine, office=context.office) for role, machine in machines.items()}
    yield Town(context, web, clock, here, dict(found_.tokens) if found_ else {})
    web.close()
    context.close()


def settle(folder: Path) -> Town:
    """Founds the server, enrols a machine for every role, and fills the books."""
    found(folder, Wanted("Agentur Musterstadt", {"hosts": [HOST], "behind_proxy": True}), NOW)
    with opened(folder) as town:
        office = town.context.office
        town.machines[COORDINATION] = enrolled(office, MARA, COORDINATION, DESK, NORTH, SOUTH)
        town.machines[COUNSELLOR] = enrolled(office, JON, COUNSELLOR, DESK, SOUTH)
        town.machines[STAND] = enrolled(office, EVA, COUNSELLOR, STAND, SOUTH)
        town.machines[ADMIN] = enrolled(office, ADA, ADMIN, DESK, NORTH, SOUTH)
        town.machines[REVOKED] = enrolled(office, JON, COUNSELLOR)
        joined(town.machines[COORDINATION], IDA, COUNSELLOR, SOUTH)
        for role, counsellor in PEOPLE.items():
            if role != REVOKED:
                town.tokens[role] = town.machines[role].log_in(counsellor).token
        town.tokens["revoked-before"] = town.machines[REVOKED].log_in(JON).token
        town.tokens["account-before"] = town.machines[COORDINATION].log_in(IDA).token
        codes = {ack.code for ack in town.sync(COORDINATION, *STOCK).acks}
        assert codes == {Code.OK}, "the stock must be taken whole"
        with office.writing() as connection:
            revoke_device(connection, town.machines[REVOKED].id)
            revoke_account(connection, IDA)
        town.tokens[REVOKED] = town.machines[REVOKED].log_in(JON).token
        return town


@contextmanager
def copy(founded: Path, town: Town, folder: Path) -> Iterator[Town]:
    copytree(founded, folder)
    with opened(folder, town) as mine:
        yield mine
