"""How the window looks and speaks; every choice is worn at once."""

from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from kosidesk import settings as choices
from kosidesk.i18n import _, languages, number
from kosidesk.ui.kit.cards import Card
from kosidesk.ui.kit.choice_box import ChoiceBox
from kosidesk.ui.kit.forms import field, form
from kosidesk.ui.wardrobe import Wardrobe


class LookCard(Card):
    """Theme, size of the text, language, motion."""

    def __init__(self, wardrobe: Wardrobe, parent: QWidget) -> None:
        super().__init__(_("Aussehen"), parent=parent)
        self._wardrobe = wardrobe
        self._theme, self._size, self._language = (ChoiceBox(self) for _each in range(3))
        self._still = QCheckBox(_("Bewegungen vermeiden"), self)
        self._fill()
        self.show_settings()
        layout = form()
        field(layout, _("Farben"), self._theme)
        field(layout, _("Schriftgröße"), self._size)
        hint = _("Gilt für Bildschirme, die danach geöffnet werden, und überall nach dem nächsten Start.")
        field(layout, _("Sprache"), self._language, hint)
        layout.addRow("", self._still)
        self.body.addLayout(layout)
        for combo in (self._theme, self._size, self._language):
            combo.activated.connect(self._take)
        self._still.clicked.connect(self._take)

    def show_settings(self) -> None:
        """What the window wears now."""
        worn = self._wardrobe.settings
        self._theme.setCurrentIndex(self._theme.findData(worn.theme))
        self._size.setCurrentIndex(max(0, self._size.findData(worn.text_size)))
        self._language.setCurrentIndex(max(0, self._language.findData(worn.language)))
        self._still.setChecked(worn.reduced_motion)

    def _fill(self) -> None:
        names = {
            choices.SYSTEM: _("wie das System"),
            choices.LIGHT: _("hell"),
            choices.DARK: _("dunkel"),
            choices.CONTRAST: _("hoher Kontrast"),
        }
        for theme in choices.THEMES:
            self._theme.addItem(names[theme], theme)
        for size in choices.TEXT_SIZES:
            self._size.addItem(_("{percent} %").format(percent=number(round(size * 100))), size)
        for language in languages():
            self._language.addItem(_LANGUAGES.get(language, language), language)

    @Slot()
    def _take(self) -> None:
        self._wardrobe.wear(
            replace(
                self._wardrobe.settings,
                theme=self._theme.currentData(),
                text_size=self._size.currentData(),
                language=self._language.currentData(),
                reduced_motion=self._still.isChecked(),
            )
        )


# A language is called by its own name, whatever the window speaks.
_LANGUAGES = {"de": "Deutsch", "en": "English", "uk": "Українська", "ar": "العربية"}
