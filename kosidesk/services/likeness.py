"""When two organisations, or two contacts of one owner, may be one: by the traits they share."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from urllib.parse import urlsplit

from rapidfuzz import fuzz, process

from kosidesk.domain.ids import RecordId
from kosidesk.domain.record import Record
from kosidesk.search.words import sorting_key

NAME, PHONE, MAIL, WEB, ADDRESS = "name", "phone", "mail", "web", "address"
REASONS = (NAME, PHONE, MAIL, WEB, ADDRESS)

FIELDS = ("name", "phone", "mobile", "mail", "web", "street", "postcode", "town")
"""All that a record is recognised by."""

# One house, one page or one switchboard may be that of several; both together seldom are.
_ENOUGH = frozenset({NAME, PHONE, MAIL})
# What more than so many have in common tells them apart no more.
_CROWD = 4

_LEGAL_FORMS = frozenset(
    {"ev", "e", "v", "ggmbh", "gmbh", "gemeinnutzige", "gemeinnutziger", "ug", "gug", "ag", "eg", "kg"}
)
_ALIKE = 90
# So many letters can be added to a name before it is less alike than that.
_LONGER = 200 / _ALIKE - 1
_TOO_SHORT = 6
_DIGITS = re.compile(r"\d+")
_ABROAD = re.compile(r"^(?:\+|00)49")
_WWW = "www."


@dataclass(frozen=True)
class Traits:
    """What a record is recognised by, each as it is compared. Contacts of different owners are no pair."""

    id: RecordId
    owner: str
    name: str
    ways: frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Pair:
    """Two that may be one, and why; `reasons` are some of `REASONS`, in their order."""

    first: RecordId
    second: RecordId
    reasons: tuple[str, ...]


def traits(record: Record) -> Traits:
    owner = record.text("offer") or record.text("organisation") if record.kind == "contact" else ""
    return told(record.id, owner, *map(record.text, FIELDS))


# Whoever types asks for all of them at every key, and they are always the same.
@lru_cache(maxsize=20_000)
def told(  # noqa: PLR0917 - a record is recognised by as much
    id_: RecordId,
    owner: str,
    name: str,
    phone: str,
    mobile: str,
    mail: str,
    web: str,
    street: str,
    postcode: str,
    town: str,
) -> Traits:
    """The same of a record's `FIELDS`."""
    ways = (
        (PHONE, _phone(phone)),
        (PHONE, _phone(mobile)),
        (MAIL, mail.strip().casefold()),
        (WEB, _host(web)),
        (ADDRESS, _address(street, postcode, town)),
    )
    return Traits(id_, owner, _name(name), frozenset(way for way in ways if way[1]))


def pairs(known: Iterable[Traits]) -> tuple[Pair, ...]:
    """The likeliest first."""
    owned: dict[str, list[Traits]] = defaultdict(list)
    for one in sorted(known, key=lambda one: one.id):
        owned[one.owner].append(one)
    found = [pair for of_one in owned.values() if len(of_one) > 1 for pair in _pairs(of_one)]
    return tuple(sorted(found, key=_least_likely))


def alike(one: Traits, known: Sequence[Traits]) -> tuple[Pair, ...]:
    """Which of these it may be; for somebody who is typing it."""
    others = [other for other in known if other.id != one.id and other.owner == one.owner]
    found: dict[RecordId, set[str]] = defaultdict(set)
    for at in _named_alike(one.name, [other.name for other in others]):
        found[others[at].id].add(NAME)
    for way in one.ways:
        sharing = [other.id for other in others if way in other.ways]
        for id_ in sharing if len(sharing) < _CROWD else ():
            found[id_].add(way[0])
    named = (_pair(one.id, other, reasons) for other, reasons in found.items() if _are_enough(reasons))
    return tuple(sorted(named, key=_least_likely))


def _pairs(known: Sequence[Traits]) -> Iterator[Pair]:
    found: dict[tuple[RecordId, RecordId], set[str]] = defaultdict(set)
    for both in _namesakes(known):
        found[min(both), max(both)].add(NAME)
    sharing: dict[tuple[str, str], list[RecordId]] = defaultdict(list)
    for one in known:
        for way in one.ways:
            sharing[way].append(one.id)
    for (what, _said), ids in sharing.items():
        for first, second in combinations(ids if len(ids) <= _CROWD else (), 2):
            found[first, second].add(what)
    return (_pair(*ids, reasons) for ids, reasons in found.items() if _are_enough(reasons))


def _namesakes(known: Iterable[Traits]) -> Iterator[tuple[RecordId, RecordId]]:
    """Only names of about the same length are compared: others cannot be alike enough."""
    by_length = sorted(known, key=lambda one: len(one.name))
    names = [one.name for one in by_length]
    lengths = list(map(len, names))
    for at, one in enumerate(by_length):
        end = bisect_right(lengths, len(one.name) * _LONGER)
        for behind in _named_alike(one.name, names[at + 1 : end]):
            yield one.id, by_length[at + 1 + behind].id


def _named_alike(name: str, others: Sequence[str]) -> Iterator[int]:
    """Where among the others a spelling of this name stands. A number makes another name: "Kita Hofaue 2"."""
    if not name:
        return
    least = _ALIKE if len(name) >= _TOO_SHORT else 100
    digits = _DIGITS.findall(name)
    for other, _score, at in process.extract(name, others, scorer=fuzz.ratio, score_cutoff=least, limit=None):
        if _DIGITS.findall(other) == digits:
            yield at


def _are_enough(reasons: set[str]) -> bool:
    return bool(reasons & _ENOUGH) or len(reasons) > 1


def _pair(first: RecordId, second: RecordId, reasons: set[str]) -> Pair:
    return Pair(first, second, tuple(reason for reason in REASONS if reason in reasons))


def _least_likely(pair: Pair) -> tuple[int, bool, RecordId, RecordId]:
    return -len(pair.reasons), NAME not in pair.reasons, pair.first, pair.second


def _name(name: str) -> str:
    """Letters and digits alone, without legal form: "Caritas Verband e. V." is "Caritasverband"."""
    said = sorting_key(name).split()
    return "".join([word for word in said if word not in _LEGAL_FORMS] or said)


def _phone(number: str) -> str:
    """Digits as they are dialled in the country; none for a mere extension."""
    national = _ABROAD.sub("0", "".join(sign for sign in number if sign.isdigit() or sign == "+"))
    return national if len(national) >= _TOO_SHORT else ""


def _host(web: str) -> str:
    """What cannot be read as an address says nothing."""
    try:
        host = urlsplit(web if "//" in web else f"//{web}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix(_WWW)


def _address(street: str, postcode: str, town: str) -> str:
    """A house; a street without a number is none, and of postcode and town one will do."""
    if not _DIGITS.search(street):
        return ""
    key = "".join(sorting_key(street).split()).replace("strasse", "str")
    return f"{key} {postcode or sorting_key(town)}"
