"""The child process reads, is stopped in time, and whatever happens to it is only a refusal."""

import os
import subprocess
import sys
from pathlib import Path
from threading import Event

import pytest

from kosidesk.domain.errors import NeedsMapping, Unreadable
from kosidesk.exchange import limits, meaning, reading
from kosidesk.exchange.town import Town
from tests.exchange.parsed import explained, parsed
from tests.feeds import TOWN, write_feed, xlsx


def _refusal(path: Path, cancelled: Event | None = None) -> tuple[object, ...]:
    with pytest.raises(Unreadable) as refused:
        reading.read(path, town=TOWN, cancelled=cancelled)
    return refused.value.facts


def test_child_says_what_the_parser_says(tmp_path: Path) -> None:
    paths = write_feed(tmp_path)
    for path in (paths.list_xml, paths.detail_xml, paths.csv, paths.map_json):
        assert reading.read(path, town=TOWN) == parsed(path)


def test_table_is_previewed_suggested_and_read(tmp_path: Path) -> None:
    path = write_feed(tmp_path).table_xlsx
    seen = reading.preview(path)
    assert len(seen.rows) == 10
    feed = reading.read(path, town=TOWN, mapping=meaning.suggest(seen.columns))
    assert feed == explained(path)


def test_progress_counts_entries(tmp_path: Path) -> None:
    path = write_feed(tmp_path, offers=600, traps=()).map_json
    told: list[int] = []
    reading.read(path, town=TOWN, progress=told.append)
    assert told == [250, 500, 600]


def test_child_that_no_longer_keeps_to_its_limits_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_feed(tmp_path, offers=300, traps=()).map_json
    monkeypatch.setattr(limits, "ROWS", 100)  # here only; the child goes by its own
    assert _refusal(path)[:2] == ("map.json", limits.TOO_MANY_ROWS)


def test_unexplained_table_is_named(tmp_path: Path) -> None:
    path = write_feed(tmp_path).table_csv
    with pytest.raises(NeedsMapping) as needed:
        reading.read(path, town=Town())
    name, columns = needed.value.facts
    assert name == "table.csv"
    assert "Community Council" in columns  # type: ignore[operator]


def test_refusal_names_file_and_line(tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_text("<angebotsliste>\n<angebot>\n")
    assert _refusal(file) == ("feed.xml", limits.TRUNCATED, 3, "")


def test_missing_file_is_refused(tmp_path: Path) -> None:
    assert _refusal(tmp_path / "nowhere.xml")[:2] == ("nowhere.xml", limits.NO_FILE)


def test_xml_is_no_table_to_preview(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as refused:
        reading.preview(write_feed(tmp_path).list_xml)
    assert refused.value.facts[:2] == ("list.xml", limits.NOT_A_FEED)


def test_cancelled_reading_stops_the_child(tmp_path: Path) -> None:
    file = _slow(tmp_path)
    cancelled = Event()
    cancelled.set()
    assert _refusal(file, cancelled)[1] == limits.CANCELLED


def test_reading_out_of_time_stops_the_child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SECONDS", 0.0)
    assert _refusal(_slow(tmp_path))[1] == limits.TIME


def _slow(folder: Path) -> Path:
    """Seconds of work for the child."""
    return write_feed(folder, offers=6_000, traps=["html"]).detail_xml


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits memory")
def test_reading_out_of_memory_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "table.xlsx"
    file.write_bytes(xlsx([["title", "ort"], *(["A" * 900, str(n)] for n in range(90_000))]))
    monkeypatch.setattr(reading, "_COMMAND", _child("limits.MEMORY = 150_000_000"))
    assert _refusal(file)[1] in {limits.OUT_OF_MEMORY, limits.CRASHED}


@pytest.mark.parametrize(
    "death",
    [
        "os._exit(3)",
        "os.abort()",
        "os.write(1, bytes(9))",
        "os.write(1, bytes([0, 0, 0, 2, 1, 2]))",
        "raise TypeError",
    ],
)
def test_child_that_dies_or_babbles_is_only_a_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, death: str
) -> None:
    file = write_feed(tmp_path).list_xml
    monkeypatch.setattr(reading, "_COMMAND", (sys.executable, "-c", f"import os; {death}"))
    assert _refusal(file) == ("list.xml", limits.CRASHED, None, "")


def test_what_a_library_prints_does_not_reach_the_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chatty = "from kosidesk.exchange import parsing; parse = parsing.parse\n"
    chatty += (
        "def loud(*given):\n    print('hello', flush=True)\n    return parse(*given)\nparsing.parse = loud"
    )
    monkeypatch.setattr(reading, "_COMMAND", _child(chatty))
    path = write_feed(tmp_path).list_xml
    assert reading.read(path, town=TOWN) == parsed(path)


def test_child_does_not_learn_where_the_passphrase_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KOSIDESK_PASSPHRASE_FILE", "/somewhere")
    told = tmp_path / "told"
    script = f"import os, pathlib; pathlib.Path({str(told)!r}).write_text(repr(dict(os.environ)))"
    monkeypatch.setattr(reading, "_COMMAND", (sys.executable, "-c", script))
    _refusal(write_feed(tmp_path).list_xml)
    assert "KOSIDESK" not in told.read_text()
    assert os.environ["KOSIDESK_PASSPHRASE_FILE"] == "/somewhere"


def test_child_takes_no_module_from_the_folder_it_is_started_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('planted')")
    path = write_feed(tmp_path / "feeds").map_json
    monkeypatch.chdir(tmp_path)
    assert len(reading.read(path, town=TOWN).entries) > 0


def test_child_loads_neither_window_nor_database() -> None:
    script = "import sys, kosidesk.exchange.child; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout
    packages = {name.partition(".")[0] for name in loaded.split()}
    assert packages.isdisjoint({"PySide6", "sqlalchemy", "sqlcipher3", "reportlab", "cryptography", "babel"})


def _child(before: str) -> tuple[str, ...]:
    """A child in which something is different."""
    script = f"from kosidesk.exchange import child, limits\n{before}\nchild.main()"
    return (sys.executable, "-c", script)
