"""Shows what can be set, one card a matter."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from kosidesk.domain.city import City
from kosidesk.i18n import _, ngettext, number, short_day
from kosidesk.services import theses
from kosidesk.ui.kit.cards import Card
from kosidesk.ui.kit.heads import ScreenHead, section
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import column, scrolling
from kosidesk.ui.preferences.agency_card import AgencyCard
from kosidesk.ui.preferences.desk_card import BackupCard, PassphraseCard
from kosidesk.ui.preferences.look_card import LookCard
from kosidesk.ui.preferences.model import Preferences, Set
from kosidesk.ui.preferences.search_card import SearchCard
from kosidesk.ui.preferences.server_card import ServerCard
from kosidesk.ui.preferences.server_model import Joining
from kosidesk.ui.theme import LARGE, look

_WIDTH = 820


class PreferencesScreen(QWidget):
    """Every card saves by itself."""

    def __init__(self, model: Preferences, joining: Joining, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        content = QWidget()
        self._look = LookCard(model.wardrobe, content)
        self._agency = AgencyCard(content)
        searching = SearchCard(model.wardrobe, content)
        self._backups = BackupCard(model, content)
        passphrase = PassphraseCard(model, content)
        self._server = ServerCard(joining, content)
        city = _city_card(model.opened.desk.city, content)
        cards = (self._look, self._agency, self._server, self._backups, passphrase, searching, city)
        for card in cards:
            card.setMaximumWidth(look().pixels(_WIDTH))
        head = ScreenHead(_("Einstellungen"), content)
        content.setLayout(column(head, *cards, None, gap=LARGE, margin=LARGE))
        self._scroll = scrolling(content, self)
        self.setLayout(column(self._scroll))
        joining.asked.connect(self._show_server)
        self._agency.save_wanted.connect(model.save_agency)
        model.shown.connect(self._show)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look.show_settings()
        self._model.look()

    @Slot()
    def _show_server(self) -> None:
        self._scroll.ensureWidgetVisible(self._server)
        self._server.enter()

    @Slot(object)
    def _show(self, found: Set) -> None:
        self._agency.show_agency(found.agency)
        self._backups.show_folder(found.backups)


def _city_card(city: City, parent: QWidget) -> Card:
    """What the city folder says; it is edited as files."""
    card = Card(_("Stadt {name}").format(name=city.name), parent=parent)
    districts = ngettext("{count} Stadtteil", "{count} Stadtteile", len(city.districts))
    fields = ngettext("{count} Handlungsfeld", "{count} Handlungsfelder", len(city.words["fields"]))
    groups = ngettext("{count} Zielgruppe", "{count} Zielgruppen", len(city.words["target_groups"]))
    counted = (
        districts.format(count=number(len(city.districts))),
        fields.format(count=number(len(city.words["fields"]))),
        groups.format(count=number(len(city.words["target_groups"]))),
    )
    card.body.addWidget(PlainLabel(" · ".join(counted), card, role="meta", wrap=True))
    if unknown := theses.unknown_words(city):
        said = _(
            "In den Thesen stehen Wörter, die die Stadt nicht kennt: {words}. Kein Angebot passt zu ihnen."
        )
        words = said.format(words=" · ".join(unknown))
        card.body.addWidget(PlainLabel(words, card, role="wrong", wrap=True))
    for figure in city.figures:
        card.body.addWidget(section(figure.explains, card))
        as_of = _("{text} (Stand {day})").format(text=figure.text, day=short_day(figure.as_of))
        card.body.addWidget(PlainLabel(as_of, card, wrap=True))
    return card
