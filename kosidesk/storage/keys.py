"""The vault header: which passphrases open the desk's file.

A random 32-byte key encrypts the database and never changes hands; each slot holds it wrapped under what
one counsellor knows. The wrap is AES-256-GCM under an Argon2id key (RFC 9106), and everything else in the
slot is its associated data, so that neither slots nor parameters can be exchanged. Slots of kinds this
version does not know are kept when the header is rewritten.
"""

import base64
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from kosidesk import paths
from kosidesk.domain.errors import CannotRead, NewerFile, NoDeskHere, VaultDamaged, WrongPassphrase
from kosidesk.storage.files import write_atomically

FORMAT = 1
PASSPHRASE = "passphrase"  # noqa: S105 - the name of a slot kind
HEADER, PREVIOUS = paths.HEADER, paths.PREVIOUS_HEADER

_SALT_BYTES, _NONCE_BYTES, _KEY_BYTES = 16, 12, 32


class Argon2(msgspec.Struct, frozen=True):
    """Parameters of Argon2id: memory in KiB, passes, lanes."""

    memory_kib: int = 65_536
    passes: int = 3
    lanes: int = 1

    def require_sane(self) -> None:
        """Lowered parameters would weaken the slot, huge ones stall the machine. Raises VaultDamaged."""
        if not (19_456 <= self.memory_kib <= 1_048_576 and 1 <= self.passes <= 10 and 1 <= self.lanes <= 4):
            raise VaultDamaged(HEADER)


@dataclass(frozen=True)
class Slot:
    """One way to the key. `parts` is the slot as it stands in the file, unknown members included."""

    parts: Mapping[str, Any]

    @property
    def kind(self) -> str:
        return str(self.parts.get("kind", ""))

    @property
    def counsellor(self) -> str:
        return str(self.parts.get("counsellor", ""))


@dataclass(frozen=True)
class Header:
    """The whole header; no personal data, counsellors appear by id alone."""

    vault: str
    slots: tuple[Slot, ...] = ()
    format: int = FORMAT

    def with_passphrase(
        self, counsellor: str, passphrase: str, key: bytes, cost: Argon2 | None = None
    ) -> Self:
        """Replaces the counsellor's passphrase slot, or adds one; all other slots stay as they are."""
        cost = cost or Argon2()
        slot = _sealed(self, counsellor, passphrase, key, cost)
        kept = (s for s in self.slots if (s.kind, s.counsellor) != (PASSPHRASE, counsellor))
        return replace(self, slots=(*kept, slot))

    def unlock(self, passphrase: str) -> tuple[bytes, str]:
        """The database key and the counsellor whose slot opened. Raises WrongPassphrase, VaultDamaged."""
        damaged = False
        for slot in self.slots:
            if slot.kind == PASSPHRASE:
                try:
                    return _opened(self, slot, passphrase), slot.counsellor
                except WrongPassphrase:
                    continue
                except VaultDamaged:  # another counsellor's slot may still open
                    damaged = True
        raise VaultDamaged(HEADER) if damaged else WrongPassphrase


def new_header(vault: str) -> tuple[Header, bytes]:
    """An empty header and the random key of its database."""
    return Header(vault), secrets.token_bytes(_KEY_BYTES)


def read_header(folder: Path) -> Header:
    """The header, or its previous good copy. Raises NoDeskHere, VaultDamaged, NewerFile."""
    candidates = [folder / name for name in (HEADER, PREVIOUS) if (folder / name).exists()]
    if not candidates:
        raise NoDeskHere(str(folder))
    for path in candidates:
        header = parse(_content(path))
        if header is not None:
            return header
    raise VaultDamaged(HEADER)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CannotRead(path.name, error.strerror or str(error)) from error


def write_header(folder: Path, header: Header) -> None:
    """Keeps the header it replaces as the previous good copy. Raises CannotWrite."""
    current = folder / HEADER
    if current.exists() and parse(current.read_bytes()) is not None:
        write_atomically(folder / PREVIOUS, current.read_bytes())
    write_atomically(current, serialised(header))


def replace_header(folder: Path, header: Header) -> None:
    """Leaves no copy of the header before: an old passphrase must not open the desk. Raises CannotWrite."""
    write_header(folder, header)
    write_atomically(folder / PREVIOUS, serialised(header))


def serialised(header: Header) -> bytes:
    whole = {
        "format": header.format,
        "vault": header.vault,
        "slots": [dict(slot.parts) for slot in header.slots],
    }
    return msgspec.json.format(msgspec.json.encode(whole), indent=1)


def parse(content: bytes) -> Header | None:
    """None if this is no header. Raises NewerFile."""
    try:
        whole = msgspec.json.decode(content, type=_File)
    except msgspec.MsgspecError:
        return None
    if whole.format > FORMAT:
        raise NewerFile(whole.format, FORMAT)
    return Header(whole.vault, tuple(Slot(parts) for parts in whole.slots), whole.format)


class _File(msgspec.Struct):
    format: int
    vault: str
    slots: list[dict[str, Any]]


def _sealed(header: Header, counsellor: str, passphrase: str, key: bytes, cost: Argon2) -> Slot:
    salt, nonce = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
    parts = {
        "kind": PASSPHRASE,
        "counsellor": counsellor,
        "kdf": {"name": "argon2id", "salt": _text(salt), **msgspec.to_builtins(cost)},
        "nonce": _text(nonce),
    }
    wrap = AESGCM(_derived(passphrase, salt, cost)).encrypt(nonce, key, _associated(header, parts))
    return Slot({**parts, "wrap": _text(wrap)})


def _opened(header: Header, slot: Slot, passphrase: str) -> bytes:
    """Raises WrongPassphrase, for a slot that was tampered with too; VaultDamaged for one that is no slot."""
    try:
        kdf = slot.parts["kdf"]
        cost = msgspec.convert({k: v for k, v in kdf.items() if k not in ("name", "salt")}, Argon2)
        salt, nonce, wrap = (_bytes(part) for part in (kdf["salt"], slot.parts["nonce"], slot.parts["wrap"]))
    except (KeyError, TypeError, AttributeError, ValueError, msgspec.ValidationError) as error:
        raise VaultDamaged(HEADER) from error
    cost.require_sane()
    known = {name: part for name, part in slot.parts.items() if name != "wrap"}
    try:
        return AESGCM(_derived(passphrase, salt, cost)).decrypt(nonce, wrap, _associated(header, known))
    except (InvalidTag, ValueError) as error:
        raise WrongPassphrase from error


def _derived(passphrase: str, salt: bytes, cost: Argon2) -> bytes:
    typed = unicodedata.normalize("NFKC", passphrase).encode()
    kdf = Argon2id(
        salt=salt,
        length=_KEY_BYTES,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
    return kdf.derive(typed)


def _associated(header: Header, parts: Mapping[str, Any]) -> bytes:
    bound = {"format": header.format, "vault": header.vault, **parts}
    return msgspec.json.encode(bound, order="deterministic")


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
