"""The vault header: what opens it, what never does, and what survives rewriting."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from kosidesk.domain.errors import NewerFile, NoDeskHere, VaultDamaged, WrongPassphrase
from kosidesk.storage import keys
from kosidesk.storage.keys import HEADER, PREVIOUS, Argon2, Header

CHEAP = Argon2(memory_kib=19_456, passes=1)
PHRASE = "vier kleine graue Katzen"
KEY = bytes(range(32))
MARA, JON = "mara-id", "jon-id"


@pytest.fixture
def header() -> Header:
    return Header("a-vault").with_passphrase(MARA, PHRASE, KEY, CHEAP)


def altered(header: Header, **parts: Any) -> Header:
    whole = msgspec.json.decode(keys.serialised(header))
    whole["slots"][0] |= parts
    found = keys.parse(msgspec.json.encode(whole))
    assert found is not None
    return found


def test_the_passphrase_opens_its_counsellors_slot(header: Header) -> None:
    two = header.with_passphrase(JON, "fünf große rote Hunde", KEY, CHEAP)

    assert two.unlock(PHRASE) == (KEY, MARA)
    assert two.unlock("fünf große rote Hunde") == (KEY, JON)


def test_a_decomposed_umlaut_is_the_same_passphrase(header: Header) -> None:
    whole = header.with_passphrase(JON, "für Elise im Grünen", KEY, CHEAP)

    assert whole.unlock("für Elise im Grünen")[1] == JON


def test_another_passphrase_does_not_open_it(header: Header) -> None:
    with pytest.raises(WrongPassphrase):
        header.unlock(PHRASE + " ")


@pytest.mark.parametrize(
    "tampering",
    [
        {"counsellor": JON},
        {
            "kdf": {
                "name": "argon2id",
                "salt": "AAAAAAAAAAAAAAAAAAAAAA==",
                "memory_kib": 19_456,
                "passes": 1,
                "lanes": 1,
            }
        },
        {"nonce": "AAAAAAAAAAAAAAAA"},
        {"wrap": "AAAA"},
        {"note": "something new"},
    ],
)
def test_a_slot_that_was_tampered_with_does_not_open(header: Header, tampering: dict[str, Any]) -> None:
    with pytest.raises(WrongPassphrase):
        altered(header, **tampering).unlock(PHRASE)


def test_a_slot_moved_to_another_vault_does_not_open(header: Header) -> None:
    with pytest.raises(WrongPassphrase):
        Header("another-vault", header.slots).unlock(PHRASE)


@pytest.mark.parametrize("cost", [{"memory_kib": 8}, {"passes": 99}, {"memory_kib": 2**40}, {"lanes": 0}])
def test_parameters_beyond_floor_and_ceiling_are_refused_before_deriving(
    header: Header, cost: dict[str, int]
) -> None:
    kdf = {**header.slots[0].parts["kdf"], **cost}

    with pytest.raises(VaultDamaged):
        altered(header, kdf=kdf).unlock(PHRASE)


def test_slots_of_an_unknown_kind_survive_rewriting(tmp_path: Path, header: Header) -> None:
    future = {"kind": "recovery", "sealed": "x", "to": {"some": ["paper"]}}
    keys.write_header(tmp_path, Header(header.vault, (keys.Slot(future), *header.slots)))

    keys.write_header(
        tmp_path, keys.read_header(tmp_path).with_passphrase(JON, "ganz neu und lang", KEY, CHEAP)
    )

    again = keys.read_header(tmp_path)
    assert dict(again.slots[0].parts) == future
    assert again.unlock(PHRASE) == (KEY, MARA)


def test_a_changed_passphrase_replaces_the_old_one(header: Header) -> None:
    changed = header.with_passphrase(MARA, "ganz neu und lang", KEY, CHEAP)

    assert changed.unlock("ganz neu und lang") == (KEY, MARA)
    with pytest.raises(WrongPassphrase):
        changed.unlock(PHRASE)


def test_a_damaged_header_gives_way_to_its_previous_copy(tmp_path: Path, header: Header) -> None:
    keys.write_header(tmp_path, header)
    keys.write_header(tmp_path, header.with_passphrase(JON, "ganz neu und lang", KEY, CHEAP))
    (tmp_path / HEADER).write_bytes(b'{"format": 1, "vau')

    assert keys.read_header(tmp_path).unlock(PHRASE) == (KEY, MARA)


def test_a_damaged_header_never_becomes_the_previous_copy(tmp_path: Path, header: Header) -> None:
    keys.write_header(tmp_path, header)
    keys.write_header(tmp_path, header)
    (tmp_path / HEADER).write_bytes(b"rubbish")

    keys.write_header(tmp_path, header)

    assert keys.parse((tmp_path / PREVIOUS).read_bytes()) is not None


def test_two_damaged_headers_and_no_header_are_told_apart(tmp_path: Path, header: Header) -> None:
    with pytest.raises(NoDeskHere):
        keys.read_header(tmp_path)
    (tmp_path / HEADER).write_bytes(b"rubbish")
    with pytest.raises(VaultDamaged):
        keys.read_header(tmp_path)


def test_a_newer_format_is_refused(tmp_path: Path, header: Header) -> None:
    (tmp_path / HEADER).write_bytes(b'{"format": 2, "vault": "x", "slots": []}')

    with pytest.raises(NewerFile):
        keys.read_header(tmp_path)


def test_the_header_holds_neither_key_nor_passphrase(header: Header) -> None:
    content = keys.serialised(header)

    assert KEY.hex().encode() not in content
    assert b"Katzen" not in content


def test_a_slot_that_is_none_does_not_shut_the_others_out(header: Header) -> None:
    broken = keys.Slot({"kind": keys.PASSPHRASE, "counsellor": JON, "kdf": "?"})

    assert Header(header.vault, (broken, *header.slots)).unlock(PHRASE) == (KEY, MARA)
    with pytest.raises(VaultDamaged):
        Header(header.vault, (broken,)).unlock(PHRASE)
