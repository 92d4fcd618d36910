"""A desk as the server sees it: keys, and requests signed with them."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from kosidesk.protocol import proof
from kosidesk.protocol.papers import new_sealing_key, sealing_public
from kosidesk.server.identity import accounts, codes, nonces
from kosidesk.server.identity.accounts import Account
from kosidesk.server.identity.codes import ACCOUNT, ENROLMENT, Ticket
from kosidesk.server.identity.devices import PublicKeys
from kosidesk.server.identity.enrolment import Application, Enrolled, enrol
from kosidesk.server.identity.newcomer import Newcomer
from kosidesk.server.identity.office import Office
from kosidesk.server.identity.opening import Opening, open_account
from kosidesk.server.identity.sessions import Login, Opened, open_session
from kosidesk.server.identity.signed import Signed
from kosidesk.server.person import COORDINATION, COUNSELLOR, DESK
from tests.server.identity.offices import JON, MARA, NOW

HERE = "192.0.2.7"
BODY = b"what a desk says"
NAMES = {MARA: "Mara", JON: "Jon"}


def auth_of(counsellor: str) -> bytes:
    """As `proof.auth_value` would make it of her passphrase, without the work."""
    return counsellor.encode()[-32:]


def newcomer(counsellor: str = MARA) -> Newcomer:
    return Newcomer(counsellor, NAMES.get(counsellor, "Eva"), auth_of(counsellor))


def ticket(role: str = COUNSELLOR, profile: str = DESK, *teams: str) -> Ticket:
    return Ticket(ENROLMENT, role=role, teams=frozenset(teams), device_name="Laptop 3", profile=profile)


def code(office: Office, for_: Ticket, now: datetime = NOW) -> str:
    with office.writing() as connection:
        return codes.issue(connection, office.hashing, for_, now)


@dataclass(frozen=True)
class Machine:
    """Not enrolled while it has no id."""

    office: Office
    key: bytes = field(default_factory=proof.new_key)
    sealing: bytes = field(default_factory=new_sealing_key)
    id: str = ""

    @property
    def keys(self) -> PublicKeys:
        return PublicKeys(proof.public(self.key), sealing_public(self.sealing))

    def signed(self, now: datetime, path: str = "/v1/session", body: bytes = BODY) -> Signed:
        nonce = nonces.new_nonce(self.office.keys, now)
        return Signed("POST", path, nonce, body, self.signing(nonce, path, body))

    def signing(self, nonce: str, path: str, body: bytes) -> bytes:
        return proof.sign(self.key, "POST", path, nonce, body)

    def application(self, typed: str, counsellor: str = MARA) -> Application:
        return Application(typed, self.keys, newcomer(counsellor))

    def enrol(self, typed: str, counsellor: str = MARA, now: datetime = NOW) -> Enrolled:
        application = self.application(typed, counsellor)
        return enrol(self.office, application, self.signed(now, "/v1/enrol"), HERE, now)

    def log_in(self, counsellor: str = MARA, auth: bytes | None = None, now: datetime = NOW) -> Opened:
        login = Login(self.id, counsellor, auth_of(counsellor) if auth is None else auth)
        return open_session(self.office, login, self.signed(now), HERE, now)

    def open_account(
        self, typed: str, counsellor: str, auth: bytes | None = None, now: datetime = NOW
    ) -> Account:
        who = replace(newcomer(counsellor), auth=auth or auth_of(counsellor))
        request = self.signed(now, "/v1/account")
        return open_account(self.office, Opening(self.id, typed, who), request, HERE, now)


def enrolled(
    office: Office, counsellor: str = MARA, role: str = COORDINATION, profile: str = DESK, *teams: str
) -> Machine:
    """A new machine with this counsellor's account, made if there is none."""
    machine = Machine(office)
    home = machine.enrol(code(office, ticket(role, profile, *teams)), counsellor)
    return replace(machine, id=home.device.id)


def joined(machine: Machine, counsellor: str, role: str = COUNSELLOR, *teams: str) -> None:
    """Another counsellor gets an account on this machine."""
    typed = code(machine.office, Ticket(ACCOUNT, role=role, teams=frozenset(teams)))
    machine.open_account(typed, counsellor)


def account(office: Office, counsellor: str) -> Account | None:
    with office.writing() as connection:
        return accounts.account(connection, counsellor)
