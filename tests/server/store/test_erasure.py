"""Nothing of an erased person stays, neither in the file nor beside it, and the ledger never forgets."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from kosidesk.protocol.messages import Tomb
from kosidesk.server.store.errors import LedgerDamaged, NoLedger
from kosidesk.server.store.ledger import erasures
from kosidesk.server.store.store import Store
from tests.server.store.conftest import KEY, opened
from tests.server.store.entries import AT, MITTE, commit, erase, row, save, tomb

TOKEN = "Zwetschgenknoedel-4711"


_PAGE, _RESERVED, _SALT, _IV = 4096, 80, 16, 16
_LOG_HEADER, _FRAME_HEADER = 32, 24


def says(where: Path, token: str) -> bool:
    """Whether any page of the file or its log holds the token, the free ones included, once decrypted."""
    content = where.read_bytes()
    pages = [content[start : start + _PAGE] for start in range(0, len(content), _PAGE)]
    log = where.with_name(where.name + "-wal").read_bytes()
    frame = _FRAME_HEADER + _PAGE
    frames = (log[start : start + frame] for start in range(_LOG_HEADER, len(log), frame))
    pages += [each[_FRAME_HEADER:] for each in frames]
    return any(token.encode() in text for page in pages for text in _decrypted(page))


def _decrypted(page: bytes) -> Iterator[bytes]:
    """As any page, and as the first one, which begins with the salt."""
    end = _PAGE - _RESERVED
    for start in (0, _SALT):
        cipher = Cipher(algorithms.AES(KEY), modes.CBC(page[end : end + _IV])).decryptor()
        yield cipher.update(page[start:end]) + cipher.finalize()


def test_no_byte_of_an_erased_record_stays_in_the_file_or_its_log(tmp_path: Path, ledger: Path) -> None:
    where = tmp_path / "books.db"
    with opened(where, ledger) as store:
        for rev in range(1, 40):
            save(store, row("consultation", f"c{rev}", rev, MITTE, notes=f"Notiz {rev} " * 40))
        save(store, row("consultation", "secret", 40, MITTE, notes=f"{TOKEN} " * 200))
        assert says(where, TOKEN)
        erase(store, "consultation", "secret", 41)
        assert where.with_name("books.db-wal").stat().st_size == 0
        assert not says(where, TOKEN)


def test_the_ledger_has_it_before_the_database(where: str | Path, ledger: Path) -> None:
    with opened(where, ledger) as store:
        with pytest.raises(ZeroDivisionError):
            _erase_and_fail(store)
        assert [each.id for each in erasures(ledger).read()] == ["c1"]


def _erase_and_fail(store: Store) -> None:
    with store.writing() as books:
        books.save(commit(books, tomb("consultation", "c1", 1, MITTE, erased=True), erased=["c1"]))
        raise ZeroDivisionError


def test_a_lost_ledger_is_written_anew_from_the_database(where: str | Path, ledger: Path) -> None:
    with opened(where, ledger) as store:
        erase(store, "consultation", "c1", 1)
    before = ledger.read_bytes()
    ledger.unlink()
    with opened(where, ledger):
        assert ledger.read_bytes() == before


def test_the_ledger_names_nobody_who_did_it(ledger: Path) -> None:
    erasures(ledger).append([tomb("consultation", "c1", 7, MITTE, erased=True)])
    assert erasures(ledger).read() == [Tomb("consultation", "c1", 0, MITTE, erased=True, at=AT)]


def test_a_line_cut_off_by_a_crash_is_no_damage(ledger: Path) -> None:
    book = erasures(ledger)
    book.append([tomb("consultation", "c1", 1, erased=True)])
    whole = ledger.read_bytes()
    book.append([tomb("consultation", "c2", 2, erased=True)])
    torn = ledger.read_bytes()
    for end in range(len(whole), len(torn)):
        ledger.write_bytes(torn[:end])
        assert [each.id for each in book.read()] == ["c1"]
    book.append([tomb("consultation", "c3", 3, erased=True)])
    assert [each.id for each in book.read()] == ["c1", "c3"]


def test_any_changed_byte_of_the_ledger_is_noticed(ledger: Path) -> None:
    erasures(ledger).append(
        [tomb("consultation", "c1", 1, erased=True), tomb("consultation", "c2", 2, erased=True)]
    )
    content = ledger.read_bytes()
    for place in range(len(content) - 1):
        ledger.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        with pytest.raises(LedgerDamaged):
            erasures(ledger).read()


def test_no_ledger_is_said_so(ledger: Path) -> None:
    with pytest.raises(NoLedger):
        erasures(ledger).read()
