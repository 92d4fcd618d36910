"""What a client wishes for, in a few words."""

from collections.abc import Iterator

from kosidesk.domain.wish import Wish
from kosidesk.i18n import _, ngettext, number
from kosidesk.services.words.matching import listed, times
from kosidesk.services.words.names import choice


def wished(wish: Wish) -> tuple[str, ...]:
    """What answers to statements can say: "für Kinder", "abends", "ohne Führungszeugnis"."""
    return (*_work(wish), *_frame(wish))


def _work(wish: Wish) -> Iterator[str]:
    if wish.target_groups:
        yield _("für {words}").format(words=listed(wish.target_groups))
    if wish.fields:
        yield _("Handlungsfeld {words}").format(words=listed(map(_quoted, wish.fields)))
    if without := (*wish.without_target_groups, *wish.without_fields):
        yield _("nicht: {words}").format(words=listed(map(_quoted, dict.fromkeys(without))))
    yield from map(choice, wish.motives)


def _frame(wish: Wish) -> Iterator[str]:
    if wish.week:
        yield times(wish.week)
    if wish.extents:
        yield listed(map(choice, wish.extents))
    if wish.hours_a_week is not None:
        yield _hours(wish.hours_a_week)
    if wish.remote:
        yield _("nur von zu Hause aus")
    if wish.certificate is not None:
        yield _("mit Führungszeugnis") if wish.certificate else _("ohne Führungszeugnis")


def _quoted(word: str) -> str:
    """The names of fields have commas and an "und" of their own."""
    return _("„{word}“").format(word=word)


def _hours(hours: float) -> str:
    most = ngettext(
        "höchstens {hours} Stunde in der Woche",
        "höchstens {hours} Stunden in der Woche",
        1 if hours == 1 else 2,
    )
    return most.format(hours=number(hours))
