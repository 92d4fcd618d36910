"""The server as a desk speaks to it: enrolment, sessions, rounds of the sync, news.

Whatever does not speak as our server does is not it: a captive portal's page changes nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar
from urllib.parse import urlencode

import msgspec

from kosidesk.domain.errors import DeskRevoked, Garbled, NotOurServer, Refused
from kosidesk.protocol import access, faults, orders, proof
from kosidesk.protocol.access import (
    Compare,
    Compared,
    Enrol,
    Enrolled,
    Head,
    Login,
    Nonce,
    Session,
    Snapshot,
    Want,
)
from kosidesk.protocol.codec import decode_reply, encode_request
from kosidesk.protocol.messages import Reply, Request
from kosidesk.schema import VERSION
from kosidesk.sync.line import ANSWER_S, Address, Line, Question

_OK = 200
_FRAMED = {"Content-Type": access.FRAME}
# The server adds up every record it holds before it says a word.
_COMPARING_S = 4 * ANSWER_S
_M = TypeVar("_M", bound=msgspec.Struct)


@dataclass(frozen=True)
class Identity:
    """Who speaks: a device that signs, a counsellor who logs in. `policy` is the key that signs orders."""

    device: str
    signing: bytes
    counsellor: str
    auth: bytes
    policy: bytes


@dataclass(frozen=True)
class Welcome:
    """What a new session brought. A revoked one may only hand in; `must_wipe` once the order was verified."""

    token: str
    lease_until: datetime
    revoked: bool = False
    must_wipe: bool = False


def meet(address: Address) -> None:
    """Makes sure that it is our server. Raises ServerUnreachable, NotOurServer."""
    line = Line(address)
    try:
        _answered(line, Question("GET", access.HEALTH))
    finally:
        line.close()


def enrol(address: Address, application: Callable[[str], Enrol], signing: bytes) -> Enrolled:
    """`application` is made for the agency with this id. Raises ServerUnreachable, NotOurServer, Refused."""
    line = Line(address)
    try:
        nonce = _nonce(line)
        body = access.encoded(application(nonce.realm))
        return _read(line, _signed(line, access.ENROL, body, signing, nonce), Enrolled)
    finally:
        line.close()


class Remote:
    """One conversation partner; `hang_up` may be called by any thread, everything else by one."""

    def __init__(self, address: Address, identity: Identity) -> None:
        self._identity, self._line = identity, Line(address)
        self.welcome: Welcome | None = None

    def log_in(self) -> Welcome:
        """Raises ServerUnreachable, NotOurServer, Refused, Cancelled."""
        who = self._identity
        login = access.encoded(Login(who.device, who.counsellor, who.auth))
        nonce = _nonce(self._line)
        session = _read(self._line, _signed(self._line, access.SESSION, login, who.signing, nonce), Session)
        order = orders.read(session.order, who.policy, who.device, nonce.nonce) if session.order else None
        self.welcome = Welcome(
            session.token,
            _instant(self._line, session.lease_until),
            session.revoked,
            order is not None and order.kind == orders.WIPE,
        )
        return self.welcome

    def sync(self, request: Request) -> Reply:
        """One round. Raises ServerUnreachable, NotOurServer, Refused, DeskRevoked, Cancelled."""
        body = self._with_token(Question("POST", access.SYNC, encode_request(request), _FRAMED))
        try:
            return decode_reply(body)
        except Garbled as error:
            raise NotOurServer(str(self._line.address), "answer") from error

    def head(self, seq: int) -> int:
        """Where the history stands, as soon as that is elsewhere than `seq`, or after half a minute."""
        path = f"{access.HEAD}?{urlencode({'seq': seq})}"
        body = self._with_token(Question("GET", path, patience=access.PATIENCE_S + ANSWER_S))
        return _read(self._line, body, Head).seq

    def compare(self, seq: int, *, whole: bool) -> dict[str, bytes] | None:
        """Kind → sums of what the server holds (`protocol.digest`); None if its history is not at `seq`."""
        asked = access.encoded(Compare(seq, VERSION, whole))
        question = Question("POST", access.DIGEST, asked, {"Content-Type": access.JSON}, _COMPARING_S)
        compared = _read(self._line, self._with_token(question), Compared)
        return compared.sums if compared.seq == seq else None

    def snapshot(self) -> Snapshot:
        """Has the server put together everything this desk may read."""
        asked = access.encoded(Want(VERSION))
        question = Question("POST", access.SNAPSHOT, asked, {"Content-Type": access.JSON}, _COMPARING_S)
        return _read(self._line, self._with_token(question), Snapshot)

    def part(self, name: str, start: int) -> bytes:
        """Of that snapshot, as much as the server likes to send at once."""
        path = f"{access.SNAPSHOT}?{urlencode({'name': name, 'start': start})}"
        return self._with_token(Question("GET", path))

    def hang_up(self) -> None:
        self._line.hang_up()

    def _with_token(self, question: Question) -> bytes:
        """A token that has grown old is renewed once. Raises DeskRevoked if that turns out."""
        welcome = self.welcome or self.log_in()
        try:
            return _answered(self._line, _shown(question, welcome))
        except Refused as error:
            if error.facts != (faults.DENIED,):
                raise
        renewed = self.log_in()
        if renewed.revoked and not welcome.revoked:
            raise DeskRevoked
        return _answered(self._line, _shown(question, renewed))


def _shown(question: Question, welcome: Welcome) -> Question:
    return replace(question, headers={**question.headers, "Authorization": f"Bearer {welcome.token}"})


def _instant(line: Line, said: str) -> datetime:
    try:
        found = datetime.fromisoformat(said)
    except ValueError as error:
        raise NotOurServer(str(line.address), "answer") from error
    if found.tzinfo is None:
        raise NotOurServer(str(line.address), "answer")
    return found


def _nonce(line: Line) -> Nonce:
    return _read(line, _answered(line, Question("POST", access.NONCE)), Nonce)


def _signed(line: Line, path: str, body: bytes, signing: bytes, nonce: Nonce) -> bytes:
    headers = {
        "Content-Type": access.JSON,
        access.NONCE_HEADER: nonce.nonce,
        access.SIGNATURE_HEADER: proof.sign(signing, "POST", path, nonce.nonce, body).hex(),
    }
    return _answered(line, Question("POST", path, body, headers))


def _answered(line: Line, question: Question) -> bytes:
    """Raises Refused where our server says no, NotOurServer where somebody else speaks."""
    answer = line.ask(question)
    kind = answer.kind.partition(";")[0].strip().lower()
    if kind not in (access.JSON, access.FRAME, access.PART):
        raise NotOurServer(str(line.address), "answer")
    if answer.status == _OK:
        return answer.body
    fault = faults.decoded(answer.body)
    if fault is None:
        raise NotOurServer(str(line.address), "answer")
    raise Refused(fault)


def _read(line: Line, body: bytes, shape: type[_M]) -> _M:
    try:
        return access.decoded(body, shape)
    except Garbled as error:
        raise NotOurServer(str(line.address), "answer") from error
