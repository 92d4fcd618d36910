"""Hostile and broken files are refused by a code, with the line where there is one."""

import json
import random
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kosidesk.domain.errors import KosiError, NeedsMapping, Unreadable
from kosidesk.exchange import limits, meaning
from kosidesk.exchange.feed import Feed
from kosidesk.exchange.parsing import preview
from tests.exchange.parsed import explained, parsed
from tests.feeds import write_feed, xlsx

_LIST = '<angebotsliste><angebot angebotsId="1"><angebotsname>{}</angebotsname></angebot></angebotsliste>'
_LAUGHS = (
    '<!DOCTYPE l [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
_OUTSIDE = '<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def _read(file: Path) -> Feed:
    try:
        return parsed(file)
    except NeedsMapping:
        return explained(file)


def _refusal(folder: Path, content: bytes | str) -> tuple[object, object]:
    """Code and line."""
    file = folder / "feed"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(Unreadable) as refused:
        _read(file)
    _, code, line, _ = refused.value.facts
    return code, line


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        pytest.param("", "empty", None, id="empty"),
        pytest.param(" \n\t ", "empty", None, id="blank"),
        pytest.param(b"\xef\xbb\xbf", "empty", None, id="only a mark"),
        pytest.param("Guten Tag\nanbei die Liste", "not_a_feed", None, id="a letter"),
        pytest.param("Guten Tag, Frau Weiß,\nanbei die Liste\nGruß\n", "not_a_feed", None, id="with commas"),
        pytest.param("title\nA\nB\n", "not_a_feed", None, id="a single column"),
        pytest.param("<!DOCTYPE html><html><body>Anmeldung", "not_a_feed", None, id="a login page"),
        pytest.param("<rss><item/></rss>", "not_a_feed", 1, id="another XML"),
        pytest.param('{"angebote": []}', "not_a_feed", 1, id="another JSON"),
        pytest.param("%PDF-1.7", "not_a_feed", None, id="a PDF"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_excel", None, id="old Excel"),
        # XML
        pytest.param(_LAUGHS + _LIST.format("&i;"), "bomb", 1, id="entity bomb"),
        pytest.param(_OUTSIDE + _LIST.format("&a;"), "bomb", 1, id="external entity"),
        pytest.param("\n" + _LIST.format("A")[:-20], "truncated", 2, id="XML that ends early"),
        pytest.param("<angebotsliste>\n\n<angebot></oje>", "malformed", 3, id="XML of crossed tags"),
        pytest.param("<angebotsliste>\n\0</angebotsliste>", "malformed", 2, id="NUL in XML"),
        pytest.param(_LIST.format("Ärzte").encode("cp1252"), "encoding", 1, id="XML not in UTF-8"),
        pytest.param('<?xml version="1.0" encoding="klingon"?><a/>', "encoding", 1, id="unknown encoding"),
        pytest.param("<angebotsliste>" * 100, "depth", 1, id="deep XML"),
        pytest.param(_LIST.format("A" * 20_000_000), "field", 1, id="XML field of 20 MB"),
        # JSON
        pytest.param("[\n\n" + "[" * 100_000, "depth", 3, id="deep JSON"),
        pytest.param("[" * 40 + "]" * 40, "depth", 1, id="rather deep JSON"),
        pytest.param('[{"id": 1,\n"text": "A"}', "truncated", 1, id="JSON list that ends early"),
        pytest.param('[{"id": 1,\n"text": "A', "truncated", 2, id="JSON text that ends early"),
        pytest.param('[{"id": 1}\n{"id": 2}]', "malformed", 1, id="JSON without a comma"),
        pytest.param("[\n]\nund mehr", "malformed", 2, id="JSON with a tail"),
        pytest.param('[{"id": 1},\n{"id": ' + "9" * 5_000 + "}]", "number", 2, id="huge number"),
        pytest.param('[{"id": 1, "geo_x": NaN}]', "number", 1, id="NaN"),
        pytest.param('[{"id": 1, "geo_x": -Infinity}]', "number", 1, id="Infinity"),
        pytest.param('[{"id": 1, "geo_x": 1e999}]', "number", 1, id="too large a number"),
        pytest.param('[{"id": 1, "id": 2}]', "duplicate_key", 1, id="key given twice"),
        pytest.param('[{"id": 1,\n"text": "\0"}]', "nul", 2, id="NUL in JSON"),
        pytest.param('[{"id": 1, "text": "Ä"}]'.encode("cp1252"), "encoding", 1, id="JSON not in UTF-8"),
        # CSV
        pytest.param('title;ort\nA;"B\nC;D\n', "truncated", 2, id="quote left open"),
        pytest.param('a,b;title\n1;"B\n3;"C\n', "malformed", 2, id="quotes that do not match"),
        pytest.param("title;ort\nA;\0B\n", "nul", 2, id="NUL in CSV"),
        pytest.param("title;ort\nA;\ufffd\n", "encoding", 2, id="damaged by another program"),
        pytest.param(b"title;ort\n\n\x81;B\n", "encoding", 3, id="neither UTF-8 nor cp1252"),
        pytest.param("title;ort\nA;" + "B" * 1_100_000, "field", 2, id="CSV field too long"),
        pytest.param(";".join(f"c{n}" for n in range(300)) + "\n", "columns", 1, id="too many columns"),
        pytest.param("title;ort\n" + "A;B\n" * 100_001, "rows", 100_002, id="too many rows"),
    ],
)
def test_file_is_refused(tmp_path: Path, content: bytes | str, code: str, line: int | None) -> None:
    assert _refusal(tmp_path, content) == (code, line)


def test_table_may_be_no_larger_than_its_limit(tmp_path: Path) -> None:
    assert _refusal(tmp_path, b"title;ort\n" + b"A;B\n" * 6_000_000) == ("size", None)


def _workbook(extra: dict[str, bytes]) -> bytes:
    return xlsx([["title", "ort"], ["A", "B"]], extra)


def _zip(parts: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def _lying() -> bytes:
    """A workbook whose directory says 10 bytes of a part that unpacks to 150 million."""
    honest = bytearray(_workbook({"xl/media/image1.png": b"\0" * 150_000_000}))
    directory = honest.index(b"PK\x01\x02")
    local, central = honest.rindex(b"PK\x03\x04", 0, directory), honest.rindex(b"PK\x01\x02")
    for size_at in (local + 22, central + 24):  # APPNOTE.TXT 4.3.7, 4.3.12: uncompressed size
        honest[size_at : size_at + 4] = (10).to_bytes(4, "little")
    return bytes(honest)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        pytest.param(lambda: _workbook({"xl/media/a.bin": b"\0" * 110_000_000}), "bomb", id="zip bomb"),
        pytest.param(_lying, "truncated", id="zip bomb that lies about its size"),
        pytest.param(
            lambda: _workbook({f"xl/{n}.xml": b"" for n in range(300)}), "bomb", id="too many parts"
        ),
        pytest.param(lambda: _workbook({"xl/vbaProject.bin": b"x"}), "macros", id="macros"),
        pytest.param(lambda: _workbook({"xl/externalLinks/e1.xml": b"x"}), "external", id="external links"),
        pytest.param(lambda: _zip({"a.txt": b"x"}), "not_a_feed", id="another archive"),
        pytest.param(lambda: _zip({"xl/workbook.xml": b"<"}), "malformed", id="broken workbook"),
        pytest.param(lambda: _workbook({})[:-30], "truncated", id="archive that ends early"),
        pytest.param(lambda: xlsx([]), "empty", id="empty sheet"),
    ],
)
def test_workbook_is_refused(tmp_path: Path, make: Callable[[], bytes], code: str) -> None:
    assert _refusal(tmp_path, make()) == (code, None)


def test_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as refused:
        parsed(tmp_path)
    assert refused.value.facts[1] == limits.NO_FILE


def test_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as refused:
        preview(tmp_path / "nowhere.csv")
    assert refused.value.facts[1] == limits.NO_FILE


def test_file_that_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "feed.csv"
    file.write_text("title;ort\n")

    def forbidden(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)  # root may read everything, so no mode bits can show this
    with pytest.raises(Unreadable) as refused:
        parsed(file)
    assert refused.value.facts[1] == limits.DENIED


# Cleaned instead of refused


def test_escaped_signs_that_no_text_can_hold_are_left_out(tmp_path: Path) -> None:
    file = tmp_path / "map.json"
    file.write_text(r'[{"id": 1, "text": "A\ud800B\u0000C\u202eD", "zielgruppen": ["\udfff", "Kinder"]}]')
    (entry,) = parsed(file).entries
    assert entry.offer["title"] == "ABCD"
    assert entry.offer["target_groups"] == ("Kinder",)


def test_formulas_stay_texts(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_text("title;telefon\n=1+1;'+49 202 000-1\n@SUM(A1);'=HYPERLINK()\n")
    entries = explained(file).entries
    assert [entry.offer["title"] for entry in entries] == ["=1+1", "@SUM(A1)"]
    assert [entry.contacts[0]["phone"] for entry in entries] == ["+49 202 000-1", "=HYPERLINK()"]


def test_dict_in_a_cell_is_never_called(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    victim = tmp_path / "victim"
    call = f"{{'latitude': open({str(victim)!r}, 'w')}}"
    file.write_text(f'title;locality\nA;"{call}"\n')
    feed = explained(file)
    assert not victim.exists()
    assert feed.entries[0].places == ()


# Laws

_quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
_heads = st.sampled_from(
    [b"", b"<angebotsliste>", b"<angebote>", b"[", b"{", b"title;ort\n", b"PK\x03\x04", b"\xff\xfe"]
)


def _read_or_refuse(file: Path) -> None:
    try:
        feed = _read(file)
    except KosiError:
        return
    for entry in feed.entries:
        everything = (entry.number, entry.offer, entry.organisation, entry.places, entry.contacts)
        json.dumps(everything, ensure_ascii=False, allow_nan=False).encode()


@_quick
@given(head=_heads, content=st.binary(max_size=300))
def test_random_bytes_are_read_or_refused(tmp_path: Path, head: bytes, content: bytes) -> None:
    file = tmp_path / "feed"
    file.write_bytes(head + content)
    _read_or_refuse(file)


@_quick
@given(seed=st.integers(0, 2**32), cuts=st.integers(1, 8))
def test_mutilated_feeds_are_read_or_refused(tmp_path: Path, seed: int, cuts: int) -> None:
    chance = random.Random(seed)  # noqa: S311  repeatable on purpose
    paths = write_feed(tmp_path, offers=4, traps=["html", "nbsp"])
    everything = (
        paths.list_xml,
        paths.detail_xml,
        paths.csv,
        paths.map_json,
        paths.table_csv,
        paths.table_xlsx,
    )
    file = chance.choice(everything)
    content = bytearray(file.read_bytes())
    for _ in range(cuts):
        at = chance.randrange(len(content))
        content[at : at + chance.randrange(6)] = chance.randbytes(chance.randrange(4))
    file.write_bytes(content)
    _read_or_refuse(file)


@_quick
@given(cells=st.lists(st.lists(st.text(max_size=12), min_size=17, max_size=17), min_size=1, max_size=4))
def test_any_cells_are_read_or_refused(tmp_path: Path, cells: list[list[str]]) -> None:
    rows = write_feed(tmp_path, offers=1, traps=["python_dict"]).table_csv
    header = rows.read_text(encoding="utf-8").splitlines()[0].split(",")
    assert set(meaning.suggest(header).values()) >= {"offer.title", "place.locality_dict"}
    lines = [
        ",".join(header),
        *(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in cells),
    ]
    rows.write_bytes("\r\n".join(lines).encode("utf-8", "surrogatepass"))
    _read_or_refuse(rows)
