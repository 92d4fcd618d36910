"""Files as a conflict record what was said and not taken. A person decides; nothing is settled in silence."""

import json
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any
from uuid import UUID

from kosidesk.protocol.messages import Key, Said
from kosidesk.protocol.scopes import CASES
from kosidesk.server.draft import Draft

KIND, WHOLE, SOURCE, UNDECIDED = "conflict", "*", "abgleich", "undecided"


@dataclass(frozen=True)
class Dispute:
    """`theirs` was said by `author` at `at` and not taken, `mine` is what the record says, if it exists.

    `cause` is the operation, or whatever else said it; `scope` counts where the record is not there.
    """

    key: Key
    field: str
    base: Any
    theirs: Any
    mine: Any
    reason: str
    cause: str
    scope: str
    author: str
    at: str


def file(draft: Draft, dispute: Dispute) -> None:
    """The same disagreement told twice is filed once; another one about the same field is not lost."""
    base, theirs, mine = map(json_text, (dispute.base, dispute.theirs, dispute.mine))
    # The contents belong to the id: told again after a restore, a cause may meet something new.
    place = (KIND, derived_id(dispute.cause, *dispute.key, dispute.field, theirs, mine))
    if draft.row(place) is not None or draft.tomb(place) is not None:
        return
    values: Said = {
        "of_kind": dispute.key[0],
        "of_record": dispute.key[1],
        "field": dispute.field,
        "base": base,
        "theirs": theirs,
        "mine": mine,
        "source": SOURCE,
        "by": dispute.author,
        "at": dispute.at,
        "status": UNDECIDED,
        "reason": dispute.reason,
    }
    kept = {name: value for name, value in values.items() if value}
    draft.put(place, kept, _scope(draft, dispute, kept), dispute.author, dispute.at)


def _scope(draft: Draft, dispute: Dispute, values: Said) -> str:
    """As narrow as the record it is about."""
    there = draft.row(dispute.key) or draft.tomb(dispute.key)
    is_unknown_case = there is None and dispute.scope.startswith(CASES)
    return dispute.scope if is_unknown_case else draft.scope_of(KIND, values)


def json_text(value: Any) -> str:
    """How a conflict keeps a value; nothing is the empty text."""
    return "" if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True, default=dict)


def derived_id(*parts: str) -> str:
    """The same id for the same parts."""
    return str(UUID(bytes=blake2b("\x1f".join(parts).encode(), digest_size=16).digest()))
