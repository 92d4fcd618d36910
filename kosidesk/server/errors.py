"""What an operator of the server can understand and act on: facts, no sentences (`server/words.py`)."""

from kosidesk.domain.errors import KosiError


class NoServerHere(KosiError):
    """facts: folder. There is no server.toml."""


class ServerExists(KosiError):
    """facts: folder. A new server would overwrite one."""


class SettingsUnclear(KosiError):
    """facts: file, what about it. A value is missing, unknown or of another kind than it must be."""


class KeyExposed(KosiError):
    """facts: file. Somebody besides the owner may read the key."""


class KeyBesideBackups(KosiError):
    """facts: file, folder of the backups. Who copies one gets the other."""


class KeyUnreadable(KosiError):
    """facts: file. It is not there, or does not hold a key."""


class CertificateUnreadable(KosiError):
    """facts: file. It is not there, or holds no certificate."""


class AddressTaken(KosiError):
    """facts: address, port, reason from the system. Nothing can listen there."""


class OneProcessOnly(KosiError):
    """facts: none. Several processes were asked for on a file; that takes PostgreSQL."""


class NotUnique(KosiError):
    """facts: the name that was asked for. Several have it."""
