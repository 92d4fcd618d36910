"""What somebody types, as the search of this desk understands it: with its synonyms and its own words."""

from threading import Lock
from weakref import WeakKeyDictionary

from kosidesk.search.compounds import is_word
from kosidesk.search.synonyms import synonyms
from kosidesk.search.terms import parse
from kosidesk.services import synonyms as of_desk
from kosidesk.services.desk import Desk
from kosidesk.storage import offer_text
from kosidesk.storage.database import Database
from kosidesk.storage.index_damage import noticed
from kosidesk.storage.offer_meaning import Asked
from kosidesk.storage.offer_search import Recent

_known: WeakKeyDictionary[Database, tuple[int, tuple[str, ...]]] = WeakKeyDictionary()
_at_known = Lock()
_recent: WeakKeyDictionary[Database, Recent] = WeakKeyDictionary()


def asked(desk: Desk, text: str, group: tuple[str, ...] = ()) -> Asked:
    """`group` are words that would mean the same, beside the desk's synonyms."""
    groups = of_desk.groups(desk)
    return Asked(parse(text), synonyms((*groups, group) if group else groups), lambda: words(desk))


def words(desk: Desk) -> tuple[str, ...]:
    """Every word of the stock, folded; read anew when there are new ones."""
    with _at_known:
        with desk.database.reading() as connection:
            newest = offer_text.newest_word(connection)
            seen, known = _known.get(desk.database, (None, ()))
            if seen != newest:
                known = offer_text.words(connection)
                _known[desk.database] = newest, known
        return known


def prepare(desk: Desk) -> None:
    """Reads what the first search with a slip in it would otherwise wait for. Raises IndexDamaged."""
    with noticed():
        words(desk)
    is_word("")


def recent(desk: Desk) -> Recent:
    """What the last search of this desk met."""
    return _recent.setdefault(desk.database, Recent())
