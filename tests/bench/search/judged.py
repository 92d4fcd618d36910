"""The judged queries: `tuning()` is for whoever builds an engine, `held_out()` is for the figures alone.

Held-out queries are never printed one by one; only what an engine comes to over a kind of them is.
"""

import tomllib
from functools import cache
from hashlib import sha256
from pathlib import Path

import msgspec

SYNONYM, EVERYDAY = "synonym", "everyday"
KINDS = ("typo", "inflection", "compound", "umlaut", SYNONYM, EVERYDAY, "lookup", "half-typed")
FILE = Path(__file__).with_name("queries.toml")


class Meaning(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Topics by their first title, and single titles of topics that are not meant as a whole."""

    topics: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()


class Query(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is typed, and the rule by which an offer is relevant to it; `like` names a shared meaning."""

    text: str
    kind: str
    means: str
    like: str = ""
    topics: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    street: str = ""
    postcode: str = ""
    organisation: str = ""
    number: str = ""

    @property
    def is_held_out(self) -> bool:
        return int(sha256(self.text.encode()).hexdigest()[-1], 16) % 2 == 0


class Change(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A correction of what was expected of a query of the tuning half."""

    text: str
    reason: str


class Judged(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    queries: tuple[Query, ...]
    meanings: dict[str, Meaning]
    changed: tuple[Change, ...]


@cache
def judged() -> Judged:
    return msgspec.convert(tomllib.loads(FILE.read_text("utf-8")), Judged)


def every() -> tuple[Query, ...]:
    return judged().queries


def tuning() -> tuple[Query, ...]:
    return tuple(query for query in every() if not query.is_held_out)


def held_out() -> tuple[Query, ...]:
    return tuple(query for query in every() if query.is_held_out)
