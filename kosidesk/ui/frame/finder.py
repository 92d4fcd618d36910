"""Looks everywhere for what is typed into the search line; no widgets."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kosidesk.domain.errors import Cancelled, KosiError
from kosidesk.i18n import _, ngettext, number, short_day
from kosidesk.services import finding, words
from kosidesk.services.desk import Desk
from kosidesk.services.finding import Found, TalkRow
from kosidesk.services.offers import OfferRow
from kosidesk.services.organisations import OrganisationRow
from kosidesk.ui.frame.palette import Entry
from kosidesk.ui.kit.row import Row, light_mark
from kosidesk.ui.tasks import Lane, Tasks

COMMAND, OFFER, ORGANISATION, TALK = "command", "offer", "organisation", "consultation"

_TYPING_MS = 70
_MOST_COMMANDS = 5
_CODE = 8
"""So many signs name a talk, even without the one to check them by; fewer may begin a word."""


@dataclass(frozen=True)
class Command:
    """Something the window can do; found by its title and by `words`, `key` is how else it is reached."""

    name: str
    title: str
    do: Callable[[], object]
    key: str = ""
    words: str = ""


class Finder(QObject):
    """`found` carries a tuple of `Entry`, the commands first; `refused` a `KosiError`."""

    found = Signal(object)
    refused = Signal(object)

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks = desk, tasks
        self._text = ""
        self._commands: Sequence[Command] = ()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self._ask)

    def offer(self, commands: Sequence[Command]) -> None:
        """What can be done from anywhere, what is wanted most first."""
        self._commands = tuple(commands)

    @Slot(str)
    def look(self, text: str) -> None:
        self._text = text
        self._typing.start()

    def do(self, name: str) -> None:
        """A command that was chosen."""
        next(command for command in self._commands if command.name == name).do()

    @Slot()
    def _ask(self) -> None:
        work = partial(finding.look, self._desk, self._text)
        self._tasks.run(self, work, partial(self._show, self._text), self._fail, lane=Lane.READ)

    def _show(self, asked: str, found: Found) -> None:
        if asked == self._text:
            self.found.emit((*self._met(asked), *_entries(found, by_code=len(asked.strip()) >= _CODE)))

    def _fail(self, error: KosiError) -> None:
        """A search of the offer list that was given up may take this one with it."""
        if isinstance(error, Cancelled):
            self._typing.start()
        else:
            self.refused.emit(error)

    def _met(self, typed: str) -> Iterator[Entry]:
        titles = [f"{command.title} {command.words}" for command in self._commands]
        for place in finding.named(titles, typed)[:_MOST_COMMANDS]:
            command = self._commands[place]
            yield Entry(COMMAND, command.name, Row(command.title, command.key, _("Befehl")))


def _entries(found: Found, *, by_code: bool) -> Iterator[Entry]:
    for talk in found.talks:
        yield Entry(TALK, talk.id, _talk(talk, _("Beratung")), is_meant=by_code)
    for talk in found.near:
        yield Entry(TALK, talk.id, _talk(talk, _("Beratung, vielleicht gemeint")))
    for offer in found.offers:
        yield Entry(OFFER, offer.id, _offer(offer))
    for body in found.organisations:
        yield Entry(ORGANISATION, body.id, _organisation(body))


def _offer(offer: OfferRow) -> Row:
    meta = " · ".join(filter(None, (offer.organisation, offer.district, offer.number)))
    return Row(offer.title, meta, _("Angebot"), light_mark(offer.freshness.light))


def _organisation(body: OrganisationRow) -> Row:
    some = ngettext("{count} Angebot", "{count} Angebote", body.active)
    meta = " · ".join(filter(None, (body.town, some.format(count=number(body.active)))))
    return Row(body.name, meta, _("Einrichtung"))


def _talk(talk: TalkRow, kind: str) -> Row:
    begun = short_day(talk.begun_at.astimezone().date()) if talk.begun_at else ""
    facts = (words.choice(talk.state), begun, words.choice(talk.kind))
    return Row(talk.code, " · ".join(filter(None, facts)), kind)
