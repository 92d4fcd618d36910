"""What can be expected to go wrong with the books: facts, no sentences (`server/words.py`)."""

from kosidesk.domain.errors import KosiError


class RestoredByHand(KosiError):
    """facts: place the database stands at, place it once stood at.

    The database is older than what this server has already told its desks: a copy was put back without
    `restore`, or the file is gone.
    """


class NoLedger(KosiError):
    """facts: file. Without its ledgers a restore would bring back who was erased or revoked."""


class LedgerDamaged(KosiError):
    """facts: file, line."""


class DatabaseAway(KosiError):
    """facts: reason from the driver. PostgreSQL does not answer, or does not let this server in."""


class NotABackup(KosiError):
    """facts: file. Its name is none that `back_up` gives."""
