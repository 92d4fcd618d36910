"""How this server is set up: `server.toml` in its folder, made by `init` and edited by hand. No secrets."""

import tomllib
from pathlib import Path

import msgspec
import tomlkit

from kosidesk.i18n import _
from kosidesk.server.errors import NoServerHere, ServerExists, SettingsUnclear

FILE = "server.toml"
PORT = 8443
_POSTGRESQL = "postgresql://"


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Paths may be relative to the folder the file lies in. Unknown names are refused: they are typos."""

    folder: Path
    hosts: tuple[str, ...]
    address: str = "0.0.0.0"  # noqa: S104 - a server is there to be reached; `hosts` says under which names
    port: int = PORT
    behind_proxy: bool = False
    database: str = "kosidesk.db"
    key: Path = Path("keys/database.key")
    certificate: Path = Path("keys/certificate.pem")
    certificate_key: Path = Path("keys/certificate.key")
    backups: Path = Path("backups")
    ledger: Path = Path("ledger")

    @property
    def on_postgresql(self) -> bool:
        return self.database.startswith(_POSTGRESQL)

    @property
    def store(self) -> str | Path:
        """Where the records are: the URL of a PostgreSQL database, or a file."""
        return self.database if self.on_postgresql else self.folder / self.database

    @property
    def spelled_hosts(self) -> tuple[str, ...]:
        """As they stand in an address: IPv6 in brackets."""
        return tuple(f"[{host}]" if ":" in host else host for host in self.hosts)

    @property
    def url(self) -> str:
        """Where desks find it, under the first of its names."""
        host = self.spelled_hosts[0]
        return f"https://{host}" if self.behind_proxy else f"https://{host}:{self.port}"


def load(folder: Path) -> Settings:
    """Raises NoServerHere, SettingsUnclear."""
    folder = folder.absolute()
    file = folder / FILE
    try:
        said = tomllib.loads(file.read_text("utf-8"))
    except OSError as error:
        raise NoServerHere(str(folder)) from error
    except ValueError as error:
        raise SettingsUnclear(str(file), str(error)) from error
    try:
        found = settings(folder, **said)
    except (msgspec.ValidationError, TypeError) as error:
        raise SettingsUnclear(str(file), str(error)) from error
    if not found.hosts:
        raise SettingsUnclear(str(file), "hosts")
    return found


def settings(folder: Path, **said: object) -> Settings:
    """Raises msgspec.ValidationError."""
    defaults = {name: str(path) for name, path in _PATHS.items()}
    given = {**defaults, **said, "folder": str(folder)}
    return msgspec.convert(given, Settings, dec_hook=lambda _kind, value: folder / value)


_PATHS = {
    field.name: field.default for field in msgspec.structs.fields(Settings) if isinstance(field.default, Path)
}


def write(folder: Path, found: Settings) -> None:
    """A file that explains itself. Raises ServerExists, OSError."""
    document = tomlkit.document()
    for name, explained in _explained():
        for line in explained.splitlines():
            document.add(tomlkit.comment(line))
        document.add(name, tomlkit.item(_plain(folder, getattr(found, name))))
        document.add(tomlkit.nl())
    try:
        with (folder / FILE).open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(tomlkit.dumps(document))
    except FileExistsError as error:
        raise ServerExists(str(folder)) from error


def _plain(folder: Path, value: object) -> object:
    if isinstance(value, Path):
        return value.relative_to(folder).as_posix() if value.is_relative_to(folder) else str(value)
    return list(value) if isinstance(value, tuple) else value


def _explained() -> tuple[tuple[str, str], ...]:
    return (
        ("hosts", _("Unter diesen Namen und Adressen erreichen die Schreibtische den Server.")),
        ("address", _("Auf welcher Adresse dieses Rechners er lauscht, und auf welchem Port.")),
        ("port", ""),
        (
            "behind_proxy",
            _("true, wenn ein Reverse-Proxy auf diesem Rechner die Verbindung verschlüsselt."),
        ),
        (
            "database",
            _("Eine Datei, oder eine Adresse wie postgresql://kosidesk@localhost/kosidesk."),
        ),
        (
            "key",
            _("Der Schlüssel der Datenbank. Er darf nie dort liegen, wo die Sicherungen liegen."),
        ),
        ("certificate", _("Das Zertifikat der Verbindung und sein Schlüssel.")),
        ("certificate_key", ""),
        ("backups", _("Wohin Sicherungen kommen; am besten auf einen anderen Datenträger.")),
        (
            "ledger",
            _("Das Verzeichnis der Löschungen. Es gehört nicht in die Sicherung, denn es überlebt sie."),
        ),
    )
