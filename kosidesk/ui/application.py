"""The one QApplication: its looks, its words, its garbage, its last resort."""

import gc
from collections.abc import Sequence

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator, Slot
from PySide6.QtWidgets import QApplication

from kosidesk import i18n
from kosidesk.settings import SYSTEM, Settings
from kosidesk.ui import theme

_COLLECT_MS = 250


class Application(QApplication):
    """Made once per process, before any window."""

    def __init__(self, arguments: Sequence[str] = ("kosidesk",), settings: Settings | None = None) -> None:
        super().__init__(list(arguments))
        self.setApplicationName("KosiDesk")
        self.setDesktopFileName("kosidesk")
        self._settings = settings or Settings()
        self._qt_words = QTranslator(self)
        self.setStyle("Fusion")
        theme.load_fonts()
        self._collect_here()
        self.use(self._settings)
        hints = self.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow_system)

    def use(self, settings: Settings) -> None:
        """Looks and speaks as the settings say, from now on."""
        self._settings = settings
        i18n.use(settings.language)
        QLocale.setDefault(QLocale(i18n.language()))
        self.removeTranslator(self._qt_words)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._qt_words.load(f"qtbase_{i18n.language()}", folder):
            self.installTranslator(self._qt_words)
        theme.wear(self, settings)

    @Slot()
    def _follow_system(self) -> None:
        if self._settings.theme == SYSTEM:
            theme.wear(self, self._settings)

    def _collect_here(self) -> None:
        # Python's collector runs in whatever thread allocates, and there it would destroy widgets
        # (PYSIDE-2254 and many more); so it is switched off and asked for on this thread.
        gc.disable()
        # What the program consists of stays: looking through it each time would hold the window up.
        gc.freeze()
        self.aboutToQuit.connect(self._collect_as_usual)
        timer = QTimer(self)
        timer.setInterval(_COLLECT_MS)
        timer.timeout.connect(self._collect)
        timer.start()

    @Slot()
    def _collect(self) -> None:
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return

    @Slot()
    def _collect_as_usual(self) -> None:
        gc.enable()
