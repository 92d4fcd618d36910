"""A file is read, explained, looked at and taken over; nothing is changed before that."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kosidesk.domain.change import Edit
from kosidesk.exchange.notices import HTML
from kosidesk.services import offers
from kosidesk.services.import_plan import Disagreement, Line, Notice, Plan, Refused
from kosidesk.ui import messages
from kosidesk.ui.import_wizard.dropping import FileDrop
from kosidesk.ui.import_wizard.lines import groups, summary
from kosidesk.ui.import_wizard.mapping import complain
from kosidesk.ui.import_wizard.model import ImportWizard
from kosidesk.ui.import_wizard.screen import ImportScreen
from kosidesk.ui.kit.row_model import PAGE
from kosidesk.ui.tasks import Lane
from tests.feeds import Paths, write_feed
from tests.ui.bench import Bench, Heard, bench
from tests.ui.looks import cut_off, nameless

TABLE = "Nummer;Titel;Verein;Bemerkung\n1;Vorlesen;Talblick;nett\n2;Garten;Talblick;\n"
WAIT_MS = 20_000


@pytest.fixture
def here(tmp_path: Path, qtbot: QtBot) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        yield made


@pytest.fixture
def model(here: Bench) -> ImportWizard:
    return ImportWizard(here.desk, here.tasks, here.bus, here.owner)


@pytest.fixture
def feed(tmp_path: Path) -> Paths:
    return write_feed(tmp_path / "feed", offers=12, traps=())


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "vereine.csv"
    path.write_text(TABLE, "utf-8")
    return path


@pytest.fixture
def screen(model: ImportWizard, here: Bench, qtbot: QtBot) -> ImportScreen:
    made = ImportScreen(model, here.tasks)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    return made


def take_over(model: ImportWizard, path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(model.looked, timeout=WAIT_MS):
        model.start((path,))
    with qtbot.waitSignal(model.finished, timeout=WAIT_MS):
        model.take_over()


def button(screen: QWidget, words: str) -> QPushButton:
    """The one in sight."""
    found = (b for b in screen.findChildren(QPushButton) if words in (b.text(), b.accessibleName()))
    return next(one for one in found if one.isVisible())


def said(screen: QWidget) -> str:
    return " ".join(label.text() for label in screen.findChildren(QLabel) if label.isVisible())


def test_looking_changes_nothing_and_taking_over_does(
    here: Bench, model: ImportWizard, feed: Paths, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(model.looked, timeout=WAIT_MS) as looked:
        model.start((feed.list_xml,))
    assert summary(looked.args[0].plan) == "12 neu · 0 geändert · 0 unverändert · 0 verschwunden"
    assert offers.count(here.desk) == 0
    with qtbot.waitSignal(model.finished, timeout=WAIT_MS) as finished:
        model.take_over()
    assert offers.count(here.desk) == 12
    assert [one.file for one in finished.args[0]] == ["list.xml"]


def test_an_import_is_taken_back_as_one(here: Bench, model: ImportWizard, feed: Paths, qtbot: QtBot) -> None:
    take_over(model, feed.list_xml, qtbot)
    with qtbot.waitSignals([model.done, model.left], timeout=WAIT_MS):
        model.undo(model._results[0])
    assert offers.count(here.desk) == 0


def test_several_files_come_one_after_the_other(model: ImportWizard, feed: Paths, qtbot: QtBot) -> None:
    begun = Heard(model.begun, model)
    with qtbot.waitSignal(model.looked, timeout=WAIT_MS):
        model.start((feed.list_xml, feed.detail_xml))
    with qtbot.waitSignal(model.looked, timeout=WAIT_MS):
        model.take_over()
    with qtbot.waitSignal(model.finished, timeout=WAIT_MS) as finished:
        model.take_over()
    assert begun.all == ["list.xml", "detail.xml"]
    assert [one.file for one in finished.args[0]] == ["list.xml", "detail.xml"]


def test_reading_can_be_stopped(here: Bench, model: ImportWizard, tmp_path: Path, qtbot: QtBot) -> None:
    feed = write_feed(tmp_path / "long", offers=3000, traps=())
    model.start((feed.detail_xml,))
    with qtbot.waitSignal(model.left, timeout=WAIT_MS):
        model.cancel()
    assert offers.count(here.desk) == 0


def test_a_second_import_waits_for_the_first(model: ImportWizard, feed: Paths, qtbot: QtBot) -> None:
    with qtbot.waitSignal(model.looked, timeout=WAIT_MS):
        assert model.start((feed.list_xml,))
        assert not model.start((feed.csv,))


def test_whoever_writes_meanwhile_gets_a_new_preview(
    here: Bench, model: ImportWizard, feed: Paths, qtbot: QtBot
) -> None:
    take_over(model, feed.list_xml, qtbot)
    with qtbot.waitSignal(model.looked, timeout=WAIT_MS):
        model.start((feed.detail_xml,))
    number = offers.rows(here.desk, (1,))[0].number
    record = offers.by_number(here.desk, number)
    here.desk.write(Edit(record, record.with_values(notes="gerade geschrieben")))
    with qtbot.waitSignal(model.looked, timeout=WAIT_MS) as again:
        model.take_over()
    assert "inzwischen" in again.args[1]
    with qtbot.waitSignal(model.finished, timeout=WAIT_MS):
        model.take_over()
    assert offers.by_number(here.desk, number).get("notes") == "gerade geschrieben"


def test_a_halved_feed_is_asked_about_in_words(
    screen: ImportScreen, model: ImportWizard, feed: Paths, tmp_path: Path, qtbot: QtBot
) -> None:
    take_over(model, feed.list_xml, qtbot)
    half = write_feed(tmp_path / "half", offers=5, traps=())
    with qtbot.waitSignal(model.shrunken, timeout=WAIT_MS):
        model.start((half.list_xml,))
    assert "Jetzt sind es 5 Angebote, zuletzt waren es 12." in said(screen)
    with qtbot.waitSignal(model.looked, timeout=WAIT_MS) as looked:
        QTest.mouseClick(button(screen, "Das stimmt so, weiter zur Vorschau"), Qt.MouseButton.LeftButton)
    assert len(looked.args[0].plan.vanished) == 7


def test_another_agencys_list_is_asked_about_and_stands_beside_ours(
    here: Bench, screen: ImportScreen, model: ImportWizard, feed: Paths, qtbot: QtBot
) -> None:
    take_over(model, feed.list_xml, qtbot)
    foreign = feed.list_xml
    foreign.write_text(foreign.read_text("utf-8").replace('agenturId="999"', 'agenturId="998"'), "utf-8")
    with qtbot.waitSignal(model.foreign, timeout=WAIT_MS):
        model.start((foreign,))
    assert "Die Datei nennt als Quelle freinet:998, dieser Schreibtisch führt freinet:999." in said(screen)
    with qtbot.waitSignal(model.looked, timeout=WAIT_MS) as looked:
        go_on = button(screen, "Als eigene Quelle, weiter zur Vorschau")
        QTest.mouseClick(go_on, Qt.MouseButton.LeftButton)
    assert looked.args[0].plan.source == "freinet:998"
    assert len(looked.args[0].plan.new) == offers.count(here.desk) == 12


def test_a_file_that_is_none_is_refused_with_a_sentence(
    screen: ImportScreen, model: ImportWizard, tmp_path: Path, qtbot: QtBot
) -> None:
    broken = tmp_path / "kaputt.xml"
    broken.write_text("<angebote><angebot>", "utf-8")
    with qtbot.waitSignal(model.failed, timeout=WAIT_MS):
        model.start((broken,))
    assert "kaputt.xml kann nicht übernommen werden" in said(screen)
    assert cut_off(screen) == []
    with qtbot.waitSignal(model.left):
        QTest.keyClick(screen.focusWidget(), Qt.Key.Key_Return)


def test_a_table_is_explained_once(
    screen: ImportScreen, model: ImportWizard, here: Bench, table: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(model.unexplained, timeout=WAIT_MS):
        model.start((table,))
    chosen = {
        c.accessibleName(): c.currentData() for c in screen._mapping.findChildren(QComboBox) if c.isVisible()
    }
    assert chosen["Titel"] == "offer.title"
    assert chosen["Bemerkung"] == ""
    assert "z. B. Vorlesen | Garten" in said(screen)
    assert nameless(screen) == []
    assert cut_off(screen) == []
    with qtbot.waitSignal(model.looked, timeout=WAIT_MS):
        QTest.mouseClick(button(screen, "Weiter zur Vorschau"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(model.finished, timeout=WAIT_MS):
        QTest.keyClick(screen.focusWidget(), Qt.Key.Key_Return)
    with qtbot.waitSignal(model.looked, timeout=WAIT_MS) as again:
        model.start((table,))
    assert summary(again.args[0].plan) == "0 neu · 0 geändert · 2 unverändert · 0 verschwunden"


@pytest.mark.parametrize(
    ("targets", "words"),
    [
        ((), "Eine Spalte muss der Titel"),
        (("offer.title", "number", "number"), "ist zweimal gewählt"),
        (("offer.title", "number"), ""),
    ],
)
def test_a_meaning_that_cannot_be_is_explained(targets: tuple[str, ...], words: str) -> None:
    assert words in complain(targets)
    assert bool(complain(targets)) == bool(words)


def test_a_source_needs_a_name(screen: ImportScreen, model: ImportWizard, table: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(model.unexplained, timeout=WAIT_MS):
        model.start((table,))
    explained = Heard(screen._mapping.explained, screen)
    screen._mapping._source.clear()
    QTest.mouseClick(button(screen, "Weiter zur Vorschau"), Qt.MouseButton.LeftButton)
    assert "Bitte der Quelle einen Namen geben." in said(screen)
    assert explained.all == []


def test_every_kind_of_line_is_told_in_words() -> None:
    line = Line("12", "Vorlesen", "Haus am Wald", ("title", "time_text", "title"))
    plan = Plan(
        "list.xml", "list_xml", "freinet:999", (), (line,), (line,), 3, (line,),
        (Refused(7, "repeated_number", "12"),),
        (Notice(HTML, 2, (3, 9), ("<b>",)),),
        (Disagreement(line, "time_text", "samstags", "dienstags"),),
    )  # fmt: skip
    rows = {group.name: group.row(0) for group in groups(plan)}
    assert list(rows) == ["neu", "geändert", "verschwunden", "Widerspruch", "abgelehnt", "Hinweis"]
    assert rows["geändert"].meta == "Haus am Wald · anders: Titel, Zeit"
    assert rows["abgelehnt"].number == "Zeile 7"
    assert rows["Hinweis"].title.startswith("2 × ")
    assert rows["Hinweis"].meta == "<b> · Zeilen 3, 9"
    assert "hier „dienstags“, in der Datei „samstags“" in rows["Widerspruch"].meta


@pytest.mark.parametrize(
    ("notice", "meta"),
    [
        (Notice(HTML, 1, (1311,)), "Zeile 1311"),
        (Notice(HTML, 30, tuple(range(1, 11))), "Zeilen 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, …"),
        (Notice(HTML, 10, tuple(range(1, 11))), "Zeilen 1, 2, 3, 4, 5, 6, 7, 8, 9, 10"),
    ],
)
def test_a_notice_names_its_lines_and_says_where_there_are_more(notice: Notice, meta: str) -> None:
    plan = Plan("list.xml", "list_xml", "freinet:999", (), (), (), 3, (), (), (notice,), ())
    assert groups(plan)[0].row(0).meta == meta


def test_a_page_on_its_way_belongs_to_the_list_that_asked_for_it(
    here: Bench, screen: ImportScreen, model: ImportWizard, tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(model.looked, timeout=WAIT_MS):
        model.start((write_feed(tmp_path / "traps", offers=300).list_xml,))
    page, go_on = screen._preview, Event()
    assert page._groups[0].count > PAGE > page._groups[-1].count
    here.tasks.run(page, go_on.wait, bool, bool, lane=Lane.READ)
    page._rows.data(page._rows.index(page._groups[0].count - 1))
    page._choose(len(page._groups) - 1)
    go_on.set()
    qtbot.waitUntil(here.tasks.is_idle)
    assert page._rows.rowCount() == page._groups[-1].count


def test_the_preview_leads_from_list_to_list(
    screen: ImportScreen, model: ImportWizard, tmp_path: Path, qtbot: QtBot
) -> None:
    feed = write_feed(tmp_path / "traps", offers=30)
    with qtbot.waitSignal(model.looked, timeout=WAIT_MS) as looked:
        model.start((feed.list_xml,))
    plan = looked.args[0].plan
    assert plan.notices
    tab = button(screen, f"{len(plan.notices)} Hinweise")
    QTest.mouseClick(tab, Qt.MouseButton.LeftButton)
    assert screen._preview._rows.rowCount() == len(plan.notices)
    assert tab.isChecked()
    assert nameless(screen) == []
    assert cut_off(screen) == []


def test_a_chosen_file_is_read(
    screen: ImportScreen, model: ImportWizard, feed: Paths, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(messages, "choose_files", lambda *_: (feed.list_xml,))
    with qtbot.waitSignal(model.looked, timeout=WAIT_MS):
        QTest.keyClick(screen, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(model.left):
        QTest.mouseClick(button(screen, "Nicht übernehmen"), Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(("name", "taken"), [("liste.XML", True), ("brief.docx", False)])
def test_files_are_dropped_on_the_window(name: str, taken: bool, qtbot: QtBot, tmp_path: Path) -> None:  # noqa: FBT001 - pytest sends it
    window = QWidget()
    qtbot.addWidget(window)
    drop = FileDrop(window)
    dropped = Heard(drop.dropped, window)
    told = QMimeData()
    told.setUrls([QUrl.fromLocalFile(str(tmp_path / name)), QUrl("https://example.org/liste.xml")])
    rest = (Qt.DropAction.CopyAction, told, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(5, 5), *rest)
    QApplication.sendEvent(window, enter)
    QApplication.sendEvent(window, QDropEvent(QPointF(5, 5), *rest))
    assert dropped.all == ([(tmp_path / name,)] if taken else [])
