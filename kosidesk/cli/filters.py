"""Filters of the offers on the command line: what is wanted, what is not, and how many are left."""

from argparse import ArgumentTypeError, Namespace, _ArgumentGroup
from collections.abc import Callable, Iterator
from functools import partial

from kosidesk.domain.city import DISTRICTS, FIELDS, TARGET_GROUPS, spelt, unknown
from kosidesk.domain.ids import normalised
from kosidesk.i18n import _, number
from kosidesk.search.query import FACETS, OPEN, Facets, Near, Query
from kosidesk.services import offers, points
from kosidesk.services.desk import Desk
from kosidesk.services.words import facet_name, facet_word

_USUAL_KM = 3.0
_VOCABULARIES = (FIELDS, TARGET_GROUPS, DISTRICTS)

_Pair = tuple[str, str]
"""A facet and a word of it, as it was typed."""


def add(command: _ArgumentGroup) -> None:
    """Every filter may be given as its name and a word; the usual ones have options of their own."""
    told = _(
        "nur mit diesem Wort, etwa places=open; von mehreren eines Filters genügt eines. "
        "Filter sind {facets}; ihre Wörter zählt --facets auf"
    )
    _add(command, "with", _pair, _("FILTER=WORT"), told.format(facets=", ".join(FACETS)))
    _add(command, "without", _pair, _("FILTER=WORT"), _("nicht mit diesem Wort"))
    for facet, option, metavar, wanted, unwanted in (
        (FIELDS, "field", _("HANDLUNGSFELD"), _("nur aus diesem Feld"), _("nicht aus diesem Feld")),
        (TARGET_GROUPS, "target", _("ZIELGRUPPE"), _("nur für diese"), _("nicht für diese")),
        (DISTRICTS, "district", _("STADTTEIL"), _("nur in diesem"), _("nicht in diesem")),
    ):
        of_facet = partial(_of, facet)
        _add(command, option, of_facet, metavar, wanted)
        _add(command, f"not-{option}", of_facet, metavar, unwanted)
    is_open = ("places", OPEN)
    command.add_argument(
        "--open", action="append_const", dest="wanted", const=is_open, help=_("nur mit freien Plätzen")
    )
    command.add_argument("--near", metavar=_("ORT"), help=_("nur um diesen Stadtteil oder diese Haltestelle"))
    command.add_argument(
        "--within",
        type=_kilometres,
        default=_USUAL_KM,
        metavar=_("KM"),
        help=_("so viele Kilometer Luftlinie von dort; sonst 3"),
    )
    command.add_argument(
        "--facets", action="store_true", help=_("zählt, was je Filter und Wort übrig bleibt")
    )


def query(asked: Namespace, desk: Desk) -> Query:
    """Words are taken as the offers have them, as a person reads them or as the city also calls them."""
    made = Query(desk.today(), " ".join(asked.text), near=_near(asked, desk))
    known = (
        offers.facets(desk, Query(desk.today(), statuses=frozenset()))
        if asked.wanted + asked.unwanted
        else {}
    )
    for facet, typed in asked.wanted:
        word = _meant(asked, desk, known, facet, typed)
        made = made.choosing(facet, made.choice(facet).with_include(word, on=True))
    for facet, typed in asked.unwanted:
        word = _meant(asked, desk, known, facet, typed)
        made = made.choosing(facet, made.choice(facet).with_exclude(word, on=True))
    return made


def counts(desk: Desk, made: Query) -> Facets:
    counted = offers.facets(desk, made)
    return {facet: counted[facet] for facet in FACETS}


def told(counted: Facets) -> Iterator[str]:
    """The counts as a person reads them, the most frequent words first."""
    for facet, of_facet in ((facet, words) for facet, words in counted.items() if words):
        yield facet_name(facet)
        most = sorted(of_facet.items(), key=lambda one: (-one[1], one[0]))
        yield from (f"{number(count):>9}  {facet_word(facet, word)}" for word, count in most)


def _add(
    command: _ArgumentGroup, option: str, type_: Callable[[str], _Pair], metavar: str, told: str
) -> None:
    dest = "unwanted" if option.startswith(("not-", "without")) else "wanted"
    command.add_argument(
        f"--{option}", action="append", default=[], dest=dest, type=type_, metavar=metavar, help=told
    )


def _of(facet: str, typed: str) -> _Pair:
    return facet, typed


def _pair(typed: str) -> _Pair:
    name, _sign, word = typed.partition("=")
    wanted = normalised(name)
    facet = next((one for one in FACETS if wanted in (one, normalised(facet_name(one)))), None)
    if facet is None or not word:
        raise ArgumentTypeError(_("„{text}“ nennt keinen Filter und sein Wort").format(text=typed))
    return facet, word


def _kilometres(typed: str) -> float:
    try:
        km = float(typed.replace(",", "."))
    except ValueError:
        km = 0.0
    if not 0 < km < 1000:
        raise ArgumentTypeError(_("„{text}“ ist keine Entfernung in Kilometern").format(text=typed))
    return km


def _near(asked: Namespace, desk: Desk) -> Near | None:
    if asked.near is None:
        return None
    point = points.point(desk, asked.near)
    if point:
        return Near(point.latitude, point.longitude, asked.within)
    asked.refuse(_("„{place}“ ist hier weder Stadtteil noch Haltestelle").format(place=asked.near))
    return None


def _meant(asked: Namespace, desk: Desk, known: Facets, facet: str, typed: str) -> str:
    """A word of the city or a code that no offer has finds none; what nobody knows was mistyped."""
    label = spelt(desk.city, facet, typed) if facet in _VOCABULARIES else typed
    wanted = normalised(label)
    words = (
        word for word in known[facet] if wanted in (normalised(word), normalised(facet_word(facet, word)))
    )
    if word := next(words, None):
        return word
    is_coded = facet_word(facet, typed) != typed
    if not is_coded and (facet not in _VOCABULARIES or unknown(desk.city, facet, (typed,))):
        told = _("„{word}“ ist kein Wort des Filters „{filter}“; --facets zählt sie auf")
        asked.refuse(told.format(word=typed, filter=facet_name(facet)))
    return label
