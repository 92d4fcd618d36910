"""Counsellors by name: who advises with an account has a record, so that every desk can say who wrote what.

Only the coordination may write such records, so a counsellor's desk cannot bring her own.
"""

from datetime import datetime
from uuid import UUID, uuid5

from kosidesk.domain.ids import RecordId
from kosidesk.protocol.messages import PROTOCOL, Action, Operation, Request
from kosidesk.protocol.scopes import AGENCY
from kosidesk.schema import VERSION
from kosidesk.server.answer import answer
from kosidesk.server.identity import accounts
from kosidesk.server.identity.accounts import Account
from kosidesk.server.person import COORDINATION, COUNSELLOR, Person
from kosidesk.server.store.store import Store

_KIND = "counsellor"
_OPERATIONS = UUID("00000000-0000-7000-8000-000000000001")


def introduce(store: Store, counsellor: str, now: datetime) -> None:
    """Through the law, as the coordination would; once, and never again if she was deleted."""
    key = (_KIND, counsellor)
    with store.looking() as connection:
        account = accounts.account(connection, counsellor)
    if account is None or account.role != COUNSELLOR:
        return
    with store.reading() as books:
        if books.rows([key]) or books.tombs([key]):
            return
    coordination = Person("server", RecordId(counsellor), role=COORDINATION)
    with store.writing() as books:
        told = (_operation(account, now),)
        request = Request(PROTOCOL, VERSION, coordination.device, books.lineage(), (), {}, 1, told)
        answer(books, coordination, request, now.isoformat())


def _operation(account: Account, now: datetime) -> Operation:
    id_ = str(uuid5(_OPERATIONS, account.counsellor))
    return Operation(
        id=id_,
        transaction=id_,
        action=Action.CREATE,
        kind=_KIND,
        record=account.counsellor,
        scope=AGENCY,
        differences={"name": (None, account.name), "role": (None, account.role)},
        author=account.counsellor,
        at=now.isoformat(),
        schema=VERSION,
    )
