"""Writing an offer's summary in other languages."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kosidesk.domain.offer import translation_id
from kosidesk.domain.record import Record
from kosidesk.services import editing, offers, translations, words
from kosidesk.services.desk import Desk
from kosidesk.settings import Settings
from kosidesk.ui.application import Application
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.editing.model import Editor
from kosidesk.ui.editing.screen import EditingScreen
from kosidesk.ui.editing.translation_form import TranslationForm
from kosidesk.ui.editing.translations import TranslationList
from kosidesk.ui.inputs.plain import TextInput
from kosidesk.ui.tasks import Tasks
from tests.desks import JON, offer
from tests.ui.looks import cut_off, nameless

ARABIC, TURKISH = "نقرأ القصص للأطفال.", "Çocuklara kitap okuyoruz."
_SETTLING = 10
"""Turns of the event loop until nested layouts have agreed."""


@pytest.fixture
def record(desk: Desk) -> Record:
    return offer(desk, "Vorlesen", summary="Wir lesen Kindern vor.")


@pytest.fixture
def make_screen(
    qtbot: QtBot, desk: Desk, tasks: Tasks, bus: ChangeBus
) -> Iterator[Callable[[], EditingScreen]]:
    owner = QObject()

    def make() -> EditingScreen:
        made = EditingScreen(Editor(desk, tasks, bus, owner), desk)
        qtbot.addWidget(made)
        return made

    yield make
    owner.deleteLater()


@pytest.fixture
def screen(qtbot: QtBot, make_screen: Callable[[], EditingScreen]) -> EditingScreen:
    made = make_screen()
    made.resize(1100, 640)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def after_crash(make_screen: Callable[[], EditingScreen]) -> EditingScreen:
    """What a person meets who opens the program again."""
    return make_screen()


def opened(qtbot: QtBot, screen: EditingScreen, record: Record) -> TranslationList:
    with qtbot.waitSignals([screen.model.opened, screen.model.directed]):
        screen.edit(record.kind, record.id)
    cards = screen._page()._translations
    assert cards is not None
    return cards


def add(cards: TranslationList, language: str) -> None:
    cards._choice.setCurrentIndex(cards._choice.findData(language))
    cards._add.click()


def form_of(cards: TranslationList, record: Record, language: str) -> TranslationForm:
    form = cards.forms[translation_id(record.id, language)]
    assert isinstance(form, TranslationForm)
    return form


def offered(cards: TranslationList) -> list[str]:
    return [cards._choice.itemData(row) for row in range(cards._choice.count())]


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def told(desk: Desk, record: Record) -> dict[str, str]:
    return {one.language: one.text for one in offers.full(desk, record.id).translations}


def test_a_translation_is_typed_and_saved_with_its_offer(
    qtbot: QtBot, screen: EditingScreen, record: Record, desk: Desk
) -> None:
    cards = opened(qtbot, screen, record)
    add(cards, "tr")
    qtbot.keyClicks(focused(), TURKISH)
    with qtbot.waitSignal(screen.left):
        screen.model.save()
    assert told(desk, record) == {"tr": TURKISH}


def test_a_language_is_offered_once_and_again_when_its_translation_went(
    qtbot: QtBot, screen: EditingScreen, record: Record, desk: Desk
) -> None:
    translations.translate(desk, record.id, "ar", ARABIC)
    every = [language.code for language in translations.languages()]
    cards = opened(qtbot, screen, record)
    assert offered(cards) == [code for code in every if code != "ar"]
    add(cards, "tr")
    assert not {"ar", "tr"} & set(offered(cards))
    screen.model.remove(translation_id(record.id, "ar"))
    assert offered(cards) == [code for code in every if code != "tr"]


def test_a_translation_can_be_removed_and_written_anew_in_one_go(
    qtbot: QtBot, screen: EditingScreen, record: Record, desk: Desk
) -> None:
    translations.translate(desk, record.id, "tr", "Kitap")
    cards = opened(qtbot, screen, record)
    screen.model.remove(translation_id(record.id, "tr"))
    assert focused() is not None
    add(cards, "tr")
    qtbot.keyClicks(focused(), TURKISH)
    with qtbot.waitSignal(screen.left):
        screen.model.save()
    assert told(desk, record) == {"tr": TURKISH}


def test_when_every_language_is_there_none_is_offered(
    qtbot: QtBot, screen: EditingScreen, record: Record
) -> None:
    cards = opened(qtbot, screen, record)
    for language in translations.languages():
        add(cards, language.code)
    assert cards._more.isHidden()


def test_an_empty_translation_is_not_kept(
    qtbot: QtBot, screen: EditingScreen, record: Record, desk: Desk
) -> None:
    add(opened(qtbot, screen, record), "tr")
    with qtbot.waitSignal(screen.left):
        screen.model.save()
    assert told(desk, record) == {}


def test_a_stored_translation_that_was_emptied_is_asked_about(
    qtbot: QtBot, screen: EditingScreen, record: Record, desk: Desk
) -> None:
    translations.translate(desk, record.id, "tr", TURKISH)
    form = form_of(opened(qtbot, screen, record), record, "tr")
    form._input.setPlainText("")
    with qtbot.waitSignal(screen.model.refused_to_save):
        screen.model.save()
    assert form._remark.isVisible()
    assert focused() is form._input


def test_what_was_typed_survives_a_crash(
    qtbot: QtBot, screen: EditingScreen, after_crash: EditingScreen, record: Record
) -> None:
    add(opened(qtbot, screen, record), "ar")
    focused().setPlainText(ARABIC)  # type: ignore[attr-defined]
    screen.model.keep()
    with qtbot.waitSignal(after_crash.model.draft_found):
        after_crash.resume()
    after_crash.model.take_draft()
    cards = after_crash._page()._translations
    assert cards is not None
    assert form_of(cards, record, "ar")._input.value() == ARABIC


def test_the_german_summary_stands_beside_and_follows_what_is_typed(
    qtbot: QtBot, screen: EditingScreen, record: Record
) -> None:
    cards = opened(qtbot, screen, record)
    add(cards, "tr")
    german = form_of(cards, record, "tr")._german
    assert german.text() == "Auf Deutsch: Wir lesen Kindern vor."
    screen._page().form.enter("summary")
    focused().setPlainText("Wir lesen Märchen vor.")  # type: ignore[attr-defined]
    assert german.text() == "Auf Deutsch: Wir lesen Märchen vor."
    focused().setPlainText("")  # type: ignore[attr-defined]
    assert "keine Kurzbeschreibung" in german.text()


@pytest.mark.parametrize(
    ("language", "from_right"), [("ar", True), ("fa", True), ("tr", False), ("ti", False)]
)
def test_an_empty_field_begins_on_the_side_of_its_language(
    qtbot: QtBot, screen: EditingScreen, record: Record, language: str, *, from_right: bool
) -> None:
    cards = opened(qtbot, screen, record)
    add(cards, language)
    for _turn in range(_SETTLING):
        QApplication.processEvents()
    written = form_of(cards, record, language)._input
    middle = written.viewport().width() / 2
    assert (written.cursorRect().x() > middle) is from_right
    qtbot.keyClicks(written, "Kino")
    assert (written.cursorRect().x() > middle) is from_right


def test_a_plain_field_still_begins_on_the_left(qtbot: QtBot) -> None:
    plain = TextInput(3)
    qtbot.addWidget(plain)
    assert plain.layoutDirection() is Qt.LayoutDirection.LeftToRight


def test_a_field_is_spoken_with_its_language_in_german_and_its_own_words(
    qtbot: QtBot, screen: EditingScreen, record: Record
) -> None:
    cards = opened(qtbot, screen, record)
    add(cards, "ar")
    spoken = QAccessible.queryAccessibleInterface(form_of(cards, record, "ar")._input)
    assert spoken is not None
    assert spoken.text(QAccessible.Text.Name) == words.language_label("ar") == "Arabisch – العربية"
    assert spoken.text(QAccessible.Text.Description)
    assert cards._choice.accessibleName() == "Sprache"


def test_somebody_faster_with_the_same_language_is_named_beside_the_field(
    qtbot: QtBot, screen: EditingScreen, record: Record, desk: Desk
) -> None:
    cards = opened(qtbot, screen, record)
    add(cards, "tr")
    qtbot.keyClicks(focused(), TURKISH)
    translations.translate(replace(desk, user=JON), record.id, "tr", "Kitap")
    with qtbot.waitSignal(screen.model.overtaken):
        screen.model.save()
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    assert "Jon schrieb: Kitap" in form_of(cards, record, "tr")._remark.text()
    with qtbot.waitSignal(screen.left):
        screen.model.save()
    assert told(desk, record) == {"tr": TURKISH}


def test_a_language_only_a_newer_program_knows_is_shown_by_its_code(
    qtbot: QtBot, screen: EditingScreen, record: Record, desk: Desk
) -> None:
    newer = editing.new_record(desk, "translation", offer=record.id, language="ku", text="Em dixwînin.")
    desk.write(editing.Edit(None, newer))
    form = form_of(opened(qtbot, screen, record), record, "ku")
    assert form._input.accessibleName() == "ku"
    assert form._input.value() == "Em dixwînin."


@pytest.mark.parametrize("look", [Settings(), Settings(theme="dark", text_size=1.5)])
@pytest.mark.parametrize("width", [1200, 870])
def test_every_control_speaks_and_nothing_is_cut_off(
    look: Settings, width: int, qapp: Application, qtbot: QtBot, screen: EditingScreen
) -> None:
    qapp.use(look)
    try:
        screen.resize(width, 600)
        record = offer(screen.model._desk, "Vorlesen", summary="Wir lesen Kindern vor. " * 9)
        cards = opened(qtbot, screen, record)
        for language in ("ar", "ti", "de-leicht"):
            add(cards, language)
            screen.model.type_in(translation_id(record.id, language), "text", "x" * 40_000)
        for _turn in range(_SETTLING):
            QApplication.processEvents()
        assert cut_off(screen) == []
        assert nameless(screen) == []
    finally:
        qapp.use(Settings())
