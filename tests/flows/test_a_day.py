"""A whole day at the desk without a window: through the services, and once more as commands are typed."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kosidesk.domain.change import Edit
from kosidesk.domain.consultation import CLOSED, HANDED_OUT
from kosidesk.domain.errors import NotPossibleNow
from kosidesk.domain.record import Record
from kosidesk.exchange import meaning
from kosidesk.exchange.parsing import preview
from kosidesk.printing.preview import page_texts
from kosidesk.schema import REGISTRY
from kosidesk.search.query import Choice, Query
from kosidesk.services import backups, consultations, editing, history, imports, offers, sheets, vault
from kosidesk.services.checks import check
from kosidesk.services.desk import Desk
from kosidesk.services.import_plan import Plan
from kosidesk.services.vault import NewDesk, Opened
from kosidesk.settings import Settings
from kosidesk.storage import read
from tests.desks import counted_ids, ticking_clock
from tests.feeds import Paths, stock, write_feed
from tests.terminals import PASSPHRASE, Terminal

COUNT, SOURCE = 60, "freinet:999"
MADE = stock(offers=COUNT)
# Offers without a trap of their own.
NUMBERS = [offer.number for offer in MADE.offers[40:44]]
MAIL = """Guten Tag,

ich interessiere mich für:

 * Angebot Nr. {0}
   Ein Angebot

 * Angebot Nr. 99999
   Gibt es nicht mehr

Link zur Anwendung:
https://www.example.org/ehrenamt/#/?cart={0},99999
"""


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    wanted = NewDesk("", "wuppertal", "Mara", PASSPHRASE)
    whole = vault.create(tmp_path / "desk", wanted, Settings(), ticking_clock(), counted_ids())
    yield whole
    whole.close()


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(tmp_path / "home", monkeypatch, capsys)


@pytest.fixture(scope="module")
def morning(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    """Everything the source has, in every format, with every trap."""
    return write_feed(tmp_path_factory.mktemp("morning"), offers=COUNT)


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    """The same at the end of the day: one title changed, one offer gone."""
    later = stock(offers=COUNT)
    later.offers[40] = replace(later.offers[40], title="Neuer Titel aus der Quelle")
    del later.offers[50]
    return later.write(tmp_path_factory.mktemp("evening"))


def everything(desk: Desk) -> dict[str, tuple[Record, ...]]:
    return {kind: read.all_of(desk.database, kind) for kind in REGISTRY}


def take(desk: Desk, file: Path, mapping: meaning.Explanation | None = None) -> Plan:
    looked = imports.look(desk, file, mapping=mapping)
    imports.take_over(desk, looked)
    return looked.plan


def mapping_of(table: Path) -> meaning.Explanation:
    return meaning.Explanation("tabelle", meaning.suggest(preview(table).columns))


def text_of(document: bytes) -> str:
    return " ".join(" ".join(page_texts(document)).split())


def test_a_day_at_the_desk(opened: Opened, morning: Paths, evening: Paths, tmp_path: Path) -> None:
    desk = opened.desk
    _take_in_every_format(desk, morning)
    _find_one(desk)
    _advise_a_client(desk)
    _disagree_with_the_source(desk, evening)
    before = everything(desk)
    taken = imports.take_over(desk, imports.look(desk, evening.detail_xml))
    assert history.undo(desk, taken.transaction).refused == ()
    assert everything(desk) == before
    assert check(opened) == ()
    backups.make(opened.desk, tmp_path / "stick" / "abend.kosibackup")
    vault.restore(tmp_path / "stick" / "abend.kosibackup", tmp_path / "other", PASSPHRASE)
    with vault.opened(tmp_path / "other", PASSPHRASE, Settings()) as other:
        assert everything(other.desk) == before
        assert check(other) == ()


def _take_in_every_format(desk: Desk, morning: Paths) -> None:
    listed = len(take(desk, morning.list_xml).new)
    assert COUNT - 3 <= listed <= COUNT
    for file in (morning.detail_xml, morning.csv, morning.map_json):
        take(desk, file)
    assert offers.count(desk) <= COUNT
    table = take(desk, morning.table_csv, mapping_of(morning.table_csv))
    assert len(table.new) > COUNT / 2


def _find_one(desk: Desk) -> None:
    wanted = MADE.offers[41]
    elsewhere = Choice(exclude=frozenset({"Nirgends"}))
    query = Query(desk.today(), wanted.title).choosing("fields", Choice(frozenset(wanted.fields)))
    query = query.choosing("districts", elsewhere)
    assert offers.rows(desk, offers.find(desk, query).ns)[0].number == wanted.number


def _advise_a_client(desk: Desk) -> None:
    """Two offers are picked, a third comes out of the client's own mail; she goes home with the sheet."""
    talk = consultations.begin(desk)
    first, second = (offers.by_number(desk, f"{SOURCE}:{number}").id for number in NUMBERS[:2])
    consultations.pick(desk, talk.id, first)
    consultations.pick(desk, talk.id, second)
    pasted = consultations.paste(desk, talk.id, MAIL.format(NUMBERS[2]))
    assert pasted.unknown == ("99999",)
    consultations.move(desk, talk.id, pasted.picked[0], 0)
    consultations.give_reason(desk, talk.id, second, "Ganz in Ihrer Nähe")
    shortlist = consultations.shortlist(desk, talk.id)
    assert shortlist.offers() == (pasted.picked[0], first, second)

    sheet = text_of(sheets.of_consultation(desk, talk.id).pdf)
    places = [sheet.index(offers.full(desk, offer).offer.title) for offer in shortlist.offers()]
    assert places == sorted(places)
    assert talk.code in sheet
    assert "Ganz in Ihrer Nähe" in sheet

    consultations.hand_out(desk, talk.id)
    consultations.close(desk, talk.id)
    done = consultations.shortlist(desk, talk.id)
    assert done.consultation.state == CLOSED
    assert {referral.state for referral in done.referrals} == {HANDED_OUT}
    with pytest.raises(NotPossibleNow):
        consultations.pick(desk, talk.id, first)


def _disagree_with_the_source(desk: Desk, evening: Paths) -> None:
    """A title is changed here and there; nobody's word is lost, and the import can be taken back."""
    record = offers.by_number(desk, f"{SOURCE}:{NUMBERS[0]}")
    editing.save(desk, Edit(record, record.with_values(title="Unser Titel")))
    before = everything(desk)
    looked = imports.look(desk, evening.list_xml)
    (conflict,) = looked.plan.conflicts
    assert (conflict.field, conflict.mine) == ("title", "Unser Titel")
    assert [line.number for line in looked.plan.vanished] == [MADE.offers[50].number]
    taken = imports.take_over(desk, looked)
    assert offers.by_number(desk, f"{SOURCE}:{NUMBERS[0]}").get("title") == "Unser Titel"
    assert history.undo(desk, taken.transaction).refused == ()
    assert everything(desk) == before


def test_a_consultation_that_was_interrupted_goes_on_where_it_was(morning: Paths, terminal: Terminal) -> None:
    assert terminal.run("init").code == 0
    assert terminal.run("import", morning.list_xml, "--yes").code == 0
    with vault.opened(terminal.folder, PASSPHRASE, Settings()) as before:
        talk = consultations.begin(before.desk)
        for number in NUMBERS[:2]:
            consultations.pick(before.desk, talk.id, offers.by_number(before.desk, number).id)
        consultations.note(before.desk, talk.id, "kommt am Dienstag wieder")
        left = consultations.shortlist(before.desk, talk.id)
    with vault.opened(terminal.folder, PASSPHRASE, Settings()) as after:
        (found,) = consultations.open_ones(after.desk)
        assert consultations.shortlist(after.desk, found.id) == left
        assert consultations.by_code(after.desk, talk.code.lower()).notes == "kommt am Dienstag wieder"
        consultations.unpick(after.desk, talk.id, left.offers()[0])
        assert consultations.shortlist(after.desk, talk.id).offers() == left.offers()[1:]


def test_the_same_day_on_the_command_line(
    terminal: Terminal, morning: Paths, evening: Paths, tmp_path: Path
) -> None:
    terminal.json("init", "--counsellor", "Mara")
    first = terminal.json("import", morning.list_xml)
    more = terminal.json("import", morning.detail_xml, morning.csv, morning.map_json)
    assert first["new"] >= COUNT - 3
    assert first["refused"]
    assert more["vanished"] == 0
    assert terminal.run("import", morning.table_csv, "--json").code == 1
    mapping = _mapping_file(morning.table_csv, tmp_path)
    assert terminal.json("import", morning.table_csv, "--mapping", mapping)["new"] > COUNT / 2
    # A row that is too short for CSV is whole in XLSX.
    assert terminal.json("import", morning.table_xlsx)["new"] <= 1

    wanted = MADE.offers[41]
    found = terminal.json("find", wanted.title, "--field", wanted.fields[0], "--open")
    assert found[0]["number"] == wanted.number

    numbers = [f"{SOURCE}:{number}" for number in NUMBERS[:3]]
    terminal.json("sheet", *numbers, "--out", tmp_path / "zettel.pdf")
    text = text_of((tmp_path / "zettel.pdf").read_bytes())
    assert all(terminal.json("offer", number)["title"] in text for number in numbers)

    again = terminal.json("import", evening.list_xml)
    assert (again["new"], again["vanished"]) == (0, 1)
    assert terminal.json("offer", numbers[0])["title"] == "Neuer Titel aus der Quelle"

    before = [terminal.json("offer", number) for number in numbers]
    terminal.json("backup", tmp_path / "abend.kosibackup")
    terminal.folder = tmp_path / "anderer Rechner"
    assert terminal.run("restore", tmp_path / "abend.kosibackup", "--dry-run").code == 0
    terminal.json("restore", tmp_path / "abend.kosibackup")
    assert [terminal.json("offer", number) for number in numbers] == before
    assert terminal.json("check") == {"whole": True, "findings": []}


def test_a_newcomer_sees_something_in_a_minute(terminal: Terminal) -> None:
    """In processes of their own, with no terminal to ask for anything."""
    terminal.forget()
    assert terminal.run_program("demo", "--offers", 30).code == 0
    said = terminal.run_program("find", "Kinder", "--limit", 1, "--json")
    assert (said.code, said.err) == (0, "")
    (hit,) = json.loads(said.out)
    sheet = terminal.run_program("sheet", hit["number"], "--out", terminal.home / "zettel.pdf")
    assert (sheet.code, sheet.err) == (0, "")
    assert hit["title"] in text_of((terminal.home / "zettel.pdf").read_bytes())


def _mapping_file(table: Path, folder: Path) -> Path:
    explained = mapping_of(table)
    lines = [f'"{column}" = "{target}"' for column, target in explained.columns.items()]
    file = folder / "mapping.toml"
    text = "\n".join([f'source = "{explained.source}"', "[columns]", *lines])
    file.write_text(text, encoding="utf-8")
    return file
