"""What one line of each list says; plain functions."""

from kosidesk.domain.demand import Wanted
from kosidesk.domain.few import FEW
from kosidesk.domain.missed_search import SearchQuestion
from kosidesk.i18n import _, number, short_day
from kosidesk.services.synonyms import Entry, Source
from kosidesk.ui.demand.model import Asked
from kosidesk.ui.kit.row import Row


def wanted_line(one: Wanted) -> Row:
    """How often it was looked for, and how many offers there were then."""
    said = _("ohne Treffer: {nothing} · 1–4 Treffer: {scarce} · mehr: {enough}")
    nothing, scarce, enough = map(_told, (one.nothing, one.scarce, one.enough))
    return Row(one.word, said.format(nothing=nothing, scarce=scarce, enough=enough), _total(one))


def asked_line(one: Asked) -> Row:
    return Row(one.words, whence(one))


def entry_line(one: Entry) -> Row:
    return Row(" · ".join(one.group.words), source_words(one))


def whence(one: Asked) -> str:
    """From where a question comes, or how often these words found nothing."""
    if isinstance(one, SearchQuestion):
        on = short_day(one.asked_on) if one.asked_on else ""
        return _("Frage an die Koordination vom {day}").format(day=on)
    on = short_day(one.last_on) if one.last_on else ""
    said = _("hier {count}-mal ohne Treffer, zuletzt am {day}")
    return said.format(count=number(one.times), day=on)


def source_words(one: Entry) -> str:
    source = {
        Source.AGENCY: _("von der Agentur"),
        Source.CITY: _("von der Stadt"),
        Source.PROGRAM: _("vom Programm"),
    }[one.source]
    return " · ".join(filter(None, (source, one.group.about)))


def _told(count: int | None) -> str:
    return _("unter {few}-mal").format(few=number(FEW)) if count is None else _times(count)


def _times(count: int) -> str:
    return _("{count}-mal").format(count=number(count))


def _total(one: Wanted) -> str:
    if one.total is not None:
        return _times(one.total)
    shown = one.at_least()
    return _("mindestens {count}-mal").format(count=number(shown)) if shown else ""
