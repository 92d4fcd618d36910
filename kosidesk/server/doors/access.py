"""Doors for who is not known yet: a nonce, a new device, an account, a session."""

from kosidesk.protocol import access
from kosidesk.protocol.access import encoded
from kosidesk.server import directory
from kosidesk.server.context import Context
from kosidesk.server.doors.door import Answer, Call
from kosidesk.server.identity import enrolment, opening, realm, sessions
from kosidesk.server.identity.accounts import Account
from kosidesk.server.identity.devices import PublicKeys
from kosidesk.server.identity.enrolment import Application, Enrolled
from kosidesk.server.identity.newcomer import Newcomer
from kosidesk.server.identity.nonces import new_nonce
from kosidesk.server.identity.opening import Opening
from kosidesk.server.identity.sessions import Login
from kosidesk.server.identity.signed import Signed


def nonce(context: Context, call: Call) -> Answer:
    with context.store.looking() as connection:
        ours = realm.realm(connection)
    return Answer(encoded(access.Nonce(new_nonce(context.office.keys, call.now), ours.id)))


def enrol(context: Context, call: Call) -> Answer:
    said = access.decoded(call.body, access.Enrol)
    request = _signed(call, access.ENROL)
    enrolled = enrolment.enrol(context.office, application(said), request, call.address, call.now)
    return Answer(encoded(told(enrolled)), facts={"device": enrolled.device.id})


def application(said: access.Enrol) -> Application:
    return Application(said.code, PublicKeys(said.signing, said.sealing), _newcomer(said.newcomer))


def told(enrolled: Enrolled) -> access.Enrolled:
    """What the device takes home, on the wire or on paper."""
    return access.Enrolled(
        realm=enrolled.realm.id,
        realm_name=enrolled.realm.name,
        policy=enrolled.realm.policy,
        device=enrolled.device.id,
        device_name=enrolled.device.name,
        profile=enrolled.device.profile,
        lease_secret=enrolled.lease_secret,
        lease_until=enrolled.device.lease_until.isoformat(),
        account=_account(enrolled.account),
    )


def open_account(context: Context, call: Call) -> Answer:
    said = access.decoded(call.body, access.OpenAccount)
    wanted = Opening(said.device, said.code, _newcomer(said.newcomer))
    request = _signed(call, access.ACCOUNT)
    account = opening.open_account(context.office, wanted, request, call.address, call.now)
    return Answer(encoded(_account(account)), facts={"device": said.device})


def open_session(context: Context, call: Call) -> Answer:
    said = access.decoded(call.body, access.Login)
    login = Login(said.device, said.counsellor, said.auth)
    opened = sessions.open_session(
        context.office, login, _signed(call, access.SESSION), call.address, call.now
    )
    directory.introduce(context.store, said.counsellor, call.now)
    session = access.Session(
        token=opened.token,
        lease_until=opened.lease_until.isoformat(),
        role=opened.role,
        teams=tuple(sorted(opened.teams)),
        failures=opened.failures,
        revoked=opened.revoked,
        order=opened.order,
    )
    return Answer(encoded(session), facts={"device": said.device})


def _signed(call: Call, path: str) -> Signed:
    return Signed("POST", path, call.nonce, call.body, call.signature)


def _newcomer(said: access.Newcomer) -> Newcomer:
    return Newcomer(said.counsellor, said.name, said.auth)


def _account(account: Account) -> access.Account:
    return access.Account(account.counsellor, account.name, account.role, tuple(sorted(account.teams)))
