"""Whether this desk remembers what was looked for in vain."""

from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from kosidesk.i18n import _
from kosidesk.ui.kit.cards import Card
from kosidesk.ui.wardrobe import Wardrobe


class SearchCard(Card):
    """One question; what was remembered before is forgotten on the screen that shows it."""

    def __init__(self, wardrobe: Wardrobe, parent: QWidget) -> None:
        words = _(
            "Findet eine Suche nach Angeboten nichts, merkt sich dieses Gerät die Wörter 90 Tage lang, damit "
            "daraus Synonyme werden können. Sie stehen unter „Nachfrage“ und verlassen das Gerät nicht von "
            "selbst. Nicht gemerkt wird, was Ziffern hat oder nach Telefonnummer, E-Mail oder dem Namen "
            "einer Klientin aussieht."
        )
        super().__init__(_("Suche"), words, parent)
        self._wardrobe = wardrobe
        self._remembers = QCheckBox(_("Wörter merken, die nichts finden"), self)
        self._remembers.setChecked(wardrobe.settings.remember_missed)
        self._remembers.clicked.connect(self._take)
        self.body.addWidget(self._remembers)

    @Slot()
    def _take(self) -> None:
        self._wardrobe.keep(replace(self._wardrobe.settings, remember_missed=self._remembers.isChecked()))
