"""What can be expected to go wrong: facts, no sentences.

`services/words.py` turns each of these into a German sentence that says what to do next. Everything that is
not a `KosiError` is a bug.
"""

from kosidesk.domain.fault import Fault


class KosiError(Exception):
    """Something a person can understand and act on. Its arguments are the facts."""

    def __init__(self, *facts: object) -> None:
        super().__init__(*facts)
        self.facts = facts


# The desk and its file


class NoDeskHere(KosiError):
    """facts: folder. There is no vault header, nothing to open."""


class DeskExists(KosiError):
    """facts: folder. A new desk would overwrite one."""


class DeskBusy(KosiError):
    """facts: none. Another program has the desk open."""


class WrongPassphrase(KosiError):
    """facts: none."""


class WeakPassphrase(KosiError):
    """facts: code ("short", "blocked")."""


class NoPassphrase(KosiError):
    """facts: file name, or "" where nobody can be asked. The passphrase could not be had."""


class VaultDamaged(KosiError):
    """facts: file name. Neither the header nor its previous copy can be read."""


class FileDamaged(KosiError):
    """facts: file name. The database is unreadable, or not encrypted."""


class IndexDamaged(KosiError):
    """facts: none. The search cannot be relied on; it is made anew from the offers, which are whole."""


class NewerFile(KosiError):
    """facts: version found, version known. Written by a newer KosiDesk."""


class DiskFull(KosiError):
    """facts: file name."""


class ProgramTooOld(KosiError):
    """facts: part, version found, version needed."""


class Cancelled(KosiError):
    """facts: none. A person stopped it, or a newer question made the answer useless."""


class NotWhole(KosiError):
    """facts: how many findings a check of the desk had."""


# Backups


class BackupDamaged(KosiError):
    """facts: file name."""


class FolderNotEmpty(KosiError):
    """facts: folder."""


# Records


class NotFound(KosiError):
    """facts: kind, what was asked for."""


class Ambiguous(KosiError):
    """facts: number, tuple of the choices as "SOURCE:NUMBER"."""


class ChangedMeanwhile(KosiError):
    """facts: kind, id, who changed it (a counsellor's id or "")."""


class NotPossibleNow(KosiError):
    """facts: what was wanted, the state that forbids it."""


class Invalid(KosiError):
    """facts: tuple of `Fault`. Everything that is wrong with a record, at once."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(faults)
        self.faults = faults


# Files that come in


class Unreadable(KosiError):
    """facts: file name, code, line or None, detail. The whole file is refused and nothing was taken over.

    Codes are listed in `exchange/limits.py`.
    """


class NeedsMapping(KosiError):
    """facts: file name, tuple of the columns. A table nobody has explained yet."""


class ForeignSource(KosiError):
    """facts: file name, source the file names, source of this desk. The offers of another agency."""


class UnclearWish(KosiError):
    """facts: file name, tuple of `Fault`. A wish was written down, but not as a wish."""


class Shrunken(KosiError):
    """facts: file name, offers now, offers before. An empty or suddenly halved feed."""


# Paper


class PrinterFailed(KosiError):
    """facts: detail from the system."""


class PrinterNotReady(KosiError):
    """facts: printer as it is known here ("" for the standard one), a code of `printing.printers.trouble`."""


class CannotRead(KosiError):
    """facts: file name, reason."""


class CannotWrite(KosiError):
    """facts: file name, reason."""


# The central server


class ServerUnreachable(KosiError):
    """facts: address, what the system says. Nothing was changed; it is tried again."""


class NotOurServer(KosiError):
    """facts: address, code. Somebody else answered: a captive portal, or another certificate.

    Codes are "certificate" and "answer".
    """


class Garbled(KosiError):
    """facts: code. What came is not what was sent, or not ours at all; nothing of it was taken.

    Codes are listed in `protocol/frame.py`.
    """


class PaperRefused(KosiError):
    """facts: code. A file that joins a desk to the server without a network is not what it should be.

    Codes are listed in `protocol/papers.py`.
    """


class DeskRevoked(KosiError):
    """facts: none. The server has barred this desk."""


class UpgradeNeeded(KosiError):
    """facts: none. What was sent is taken, but this program is too old to read the server's records."""


class Refused(KosiError):
    """facts: number of the fault (`protocol.faults`). The server understood, and will not."""


class NotConnected(KosiError):
    """facts: none. This desk knows no server."""


class ManyGone(KosiError):
    """facts: how many records would go. The server deleted suspiciously much; a person looks first."""


class LeaseEnded(KosiError):
    """facts: none. Too long without the server: personal records stay closed until it is reached."""
