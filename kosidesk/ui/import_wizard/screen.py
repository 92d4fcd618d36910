"""Shows where the file is on its way, one page a step."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kosidesk.domain.errors import KosiError
from kosidesk.i18n import N_, _, ngettext, number
from kosidesk.services import words
from kosidesk.services.imports import Glance, Import
from kosidesk.ui import messages
from kosidesk.ui.import_wizard.lines import Result
from kosidesk.ui.import_wizard.mapping import MappingPage
from kosidesk.ui.import_wizard.model import ImportWizard
from kosidesk.ui.import_wizard.preview import PreviewPage
from kosidesk.ui.import_wizard.results import ResultsPage
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.cards import DecisionCard, ProgressCard
from kosidesk.ui.kit.heads import EmptyState, ScreenHead
from kosidesk.ui.kit.keys import Key, press
from kosidesk.ui.kit.layouts import column
from kosidesk.ui.tasks import Tasks
from kosidesk.ui.theme import LARGE, MEDIUM

_CHOOSE = Key("Ctrl+O", N_("Datei zum Importieren wählen"))
KEYS = (_CHOOSE,)


class ImportScreen(QWidget):
    """`conflicts_wanted` leads to what the import left to decide."""

    conflicts_wanted = Signal()
    find_wanted = Signal()

    def __init__(self, model: ImportWizard, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._pages = QStackedWidget(self)
        self._choose = Button(_("Datei wählen …"), self, kind="primary", icon="import")
        self._progress = ProgressCard(self)
        self._asking = column(None)
        self._card: DecisionCard | None = None
        self._mapping, self._preview = MappingPage(self), PreviewPage(tasks, self)
        self._results = ResultsPage(self)
        self._begin_page, self._progress_page, self._asking_page = self._simple_pages()
        for page in (self._mapping, self._preview, self._results):
            self._pages.addWidget(page)
        self.setLayout(column(self._pages))
        self._connect()

    def _simple_pages(self) -> tuple[QWidget, QWidget, QWidget]:
        sentence = _(
            "Exporte aus Freinet (XML, CSV), die Karte der Stadt (JSON) und jede Tabelle (CSV, XLSX). "
            "Eine Datei lässt sich auch auf das Fenster ziehen. "
            "Vor dem Übernehmen ist zu sehen, was sich ändert."
        )
        empty = EmptyState("import", sentence, self, self._choose)
        return self._page(column(empty)), self._page(column(self._progress, None)), self._page(self._asking)

    def _page(self, content: QVBoxLayout) -> QWidget:
        page = QWidget(self)
        layout = column(ScreenHead(_("Importieren"), page), gap=MEDIUM, margin=LARGE)
        layout.addLayout(content, 1)
        page.setLayout(layout)
        self._pages.addWidget(page)
        return page

    def _connect(self) -> None:
        self._choose.clicked.connect(self._choose_files)
        self._progress.cancelled.connect(self._model.cancel)
        self._mapping.explained.connect(self._model.explain)
        self._mapping.skipped.connect(self._model.skip)
        self._preview.taken.connect(self._model.take_over)
        self._preview.skipped.connect(self._model.skip)
        self._results.undo_wanted.connect(self._model.undo)
        self._results.more_wanted.connect(self._choose_files)
        self._results.conflicts_wanted.connect(self.conflicts_wanted)
        self._results.find_wanted.connect(self.find_wanted)
        self._model.begun.connect(self._show_reading)
        self._model.advanced.connect(self._show_progress)
        self._model.unexplained.connect(self._ask_meaning)
        self._model.foreign.connect(self._ask_foreign)
        self._model.shrunken.connect(self._ask_shrunken)
        self._model.looked.connect(self._show_preview)
        self._model.failed.connect(self._show_refusal)
        self._model.writing.connect(self._show_writing)
        self._model.finished.connect(self._show_results)
        self._model.left.connect(self._show_begin)
        press(_CHOOSE, self, self._choose_files)

    @Slot()
    def _choose_files(self) -> None:
        kinds = _("Angebote (*.xml *.csv *.json *.xlsx)")
        files: tuple[Path, ...] = messages.choose_files(self, _("Dateien importieren"), kinds)
        self._model.start(files)

    @Slot(str)
    def _show_reading(self, file: str) -> None:
        self._pages.setCurrentWidget(self._progress_page)
        self._progress.begin(_("{file} wird gelesen").format(file=file))

    @Slot(object)
    def _show_progress(self, entries: int) -> None:
        if entries:
            said = ngettext("{count} Eintrag gelesen", "{count} Einträge gelesen", entries)
            self._progress.advance(0, 0, said.format(count=number(entries)))

    @Slot()
    def _show_writing(self) -> None:
        self._pages.setCurrentWidget(self._progress_page)
        self._progress.begin(_("Wird auf den Schreibtisch gelegt"), can_stop=False)

    @Slot(str, object)
    def _ask_meaning(self, file: str, glance: Glance) -> None:
        self._pages.setCurrentWidget(self._mapping)
        self._mapping.show_table(file, glance)

    @Slot(object, str)
    def _show_preview(self, looked: Import, remark: str) -> None:
        self._pages.setCurrentWidget(self._preview)
        self._preview.show_import(looked, remark)

    @Slot(object)
    def _show_results(self, results: tuple[Result, ...]) -> None:
        self._pages.setCurrentWidget(self._results)
        self._results.show_results(results)

    @Slot()
    def _show_begin(self) -> None:
        self._pages.setCurrentWidget(self._begin_page)
        self._choose.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str, object, object)
    def _ask_shrunken(self, file: str, now: int, before: int) -> None:
        title = _("{file} enthält viel weniger als beim letzten Mal").format(file=file)
        text = _(
            "Jetzt sind es {now} Angebote, zuletzt waren es {before}. "
            "Vielleicht ist der Export unvollständig. Was in der Datei fehlt, gälte danach als verschwunden."
        ).format(now=number(now), before=number(before))
        answers = (
            (_("Datei auslassen und neu exportieren"), self._model.skip),
            (_("Das stimmt so, weiter zur Vorschau"), self._model.accept),
        )
        self._ask(title, text, answers)

    @Slot(str, str, str)
    def _ask_foreign(self, file: str, found: str, ours: str) -> None:
        title = _("{file} kommt von einer anderen Agentur").format(file=file)
        text = _(
            "Die Datei nennt als Quelle {found}, dieser Schreibtisch führt {ours}. "
            "Ihre Angebote können neben unseren stehen, unter ihrer eigenen Quelle."
        ).format(found=found, ours=ours)
        answers = (
            (_("Datei auslassen"), self._model.skip),
            (_("Als eigene Quelle, weiter zur Vorschau"), partial(self._model.accept_source, found)),
        )
        self._ask(title, text, answers)

    @Slot(str, object)
    def _show_refusal(self, file: str, error: KosiError) -> None:
        title = _("{file} kann nicht übernommen werden").format(file=file)
        self._ask(title, words.sentence(error), ((_("Weiter"), self._model.skip),))

    def _ask(self, title: str, text: str, answers: tuple[tuple[str, Callable[[], None]], ...]) -> None:
        """Each answer comes with what it leads to."""
        if self._card is not None:
            self._card.hide()
            self._card.deleteLater()
        self._card = DecisionCard(title, text, answers, self)
        self._card.decided.connect(self._decide)
        self._asking.insertWidget(0, self._card)
        self._pages.setCurrentWidget(self._asking_page)
        self._card.enter()

    @Slot(object)
    def _decide(self, go_on: Callable[[], None]) -> None:
        go_on()
