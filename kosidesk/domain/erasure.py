"""What a client is told once she is forgotten."""

from dataclasses import dataclass
from datetime import date

from kosidesk.domain.change import Changes


@dataclass(frozen=True)
class Receipt:
    """The talk with this code is forgotten since the day `on`, by whom.

    `backups_until` is the day from which no copy of this desk holds her; None if none does today.
    """

    changes: Changes
    code: str
    on: date
    backups_until: date | None = None
    by: str = ""
