"""What can be done from anywhere, by typing what it is called."""

from collections.abc import Iterator, Sequence
from functools import partial

from kosidesk.app.models import Models
from kosidesk.app.wishes import Wishes
from kosidesk.i18n import _
from kosidesk.ui.frame.finder import Command
from kosidesk.ui.frame.screen import Screen
from kosidesk.ui.kit.keys import Key
from kosidesk.ui.main_window import MainWindow


def commands(
    screens: Sequence[Screen], models: Models, wishes: Wishes, window: MainWindow
) -> tuple[Command, ...]:
    """What is wanted most first; then every screen that has an entry in the navigation."""
    return (*_actions(models, wishes, window), *_screens(screens, window))


def _actions(models: Models, wishes: Wishes, window: MainWindow) -> Iterator[Command]:
    begin = models.conversation.begin
    yield Command("begin", _("Beratung beginnen"), begin, _key("Ctrl+B"), _("neu Gespräch Termin"))
    yield Command("print", _("Zettel drucken"), wishes.see_sheet, _key("Ctrl+P"), _("ansehen Vorschau Bogen"))
    new_offer, new_organisation = partial(wishes.edit, "offer", ""), partial(wishes.edit, "organisation", "")
    yield Command("new_offer", _("Neues Angebot"), new_offer, words=_("anlegen aufnehmen eintragen"))
    yield Command(
        "new_organisation",
        _("Neue Einrichtung"),
        new_organisation,
        words=_("anlegen aufnehmen eintragen Stelle Verein"),
    )
    sync = models.syncing.sync
    yield Command("sync", _("Jetzt abgleichen"), sync, _key("Ctrl+R"), _("Server übertragen senden"))
    yield Command("sync_state", _("Stand des Abgleichs"), wishes.see_sync, words=_("Server Verbindung"))
    looked_for = _("gesucht ohne Treffer Synonyme Zahlen Statistik")
    yield Command("demand", _("Nachfrage öffnen"), wishes.see_demand, words=looked_for)
    yield Command("undo", _("Rückgängig"), window.undo_wanted.emit, _key("Ctrl+Z"), _("zurücknehmen"))
    yield Command("lock", _("Sperren"), window.lock_wanted.emit, words=_("abmelden beenden Passwort"))
    yield Command("tour", _("Rundgang"), wishes.take_tour, words=_("üben lernen Einführung Hilfe"))
    yield Command("help", _("Hilfe und Tasten"), window.show_keys, _key("F1"), _("Tastatur Anleitung"))


def _screens(screens: Sequence[Screen], window: MainWindow) -> Iterator[Command]:
    for screen in screens:
        if screen.in_navigation:
            opened = _("{screen} öffnen").format(screen=screen.title)
            yield Command(screen.name, opened, partial(window.go, screen.name))


def _key(sequence: str) -> str:
    return Key(sequence, "").name()
