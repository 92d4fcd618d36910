"""What the invented stock is put together from, as it lies in resources/demo."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

import msgspec

from kosidesk import paths
from kosidesk.domain.offer import VOLUNTEERING


@dataclass(frozen=True)
class Family:
    """A kind of organisation, and what one of it says of itself."""

    key: str
    names: tuple[str, ...]
    about: tuple[str, ...]


@dataclass(frozen=True)
class Topic:
    """Something people can do. `weight` counts of a thousand offers; the first field and group fit best.

    `translations` are those of the `summary`, by language.
    """

    family: str
    weight: int
    fields: tuple[str, ...]
    target_groups: tuple[str, ...]
    does: tuple[str, ...]
    titles: tuple[str, ...]
    openings: tuple[str, ...]
    tasks: tuple[str, ...]
    details: tuple[str, ...]
    kind: str = VOLUNTEERING
    remote: bool = False
    summary: str = ""
    translations: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Times:
    """Ways to say when; `share` counts of 429 offers."""

    share: int
    texts: tuple[str, ...]
    flexible: bool = False


@dataclass(frozen=True)
class Mention:
    """What only some offers say; `share` counts of 429. Where there is no `value`, `field` takes the text."""

    field: str
    share: int
    texts: tuple[str, ...]
    value: int | str | tuple[str, ...] | None = None
    asked: bool = False


@dataclass(frozen=True)
class Material:
    """All of it, as the files name it."""

    first_names: tuple[str, ...]
    family_firsts: tuple[str, ...]
    family_seconds: tuple[str, ...]
    functions: tuple[str, ...]
    place_firsts: tuple[str, ...]
    place_seconds: tuple[str, ...]
    street_firsts: tuple[str, ...]
    street_seconds: tuple[str, ...]
    stops: tuple[str, ...]
    who: tuple[str, ...]
    gives: tuple[str, ...]
    start: tuple[str, ...]
    close: tuple[str, ...]
    title_ends: tuple[str, ...]
    days: tuple[str, ...]
    parts: tuple[str, ...]
    times: tuple[Times, ...]
    mentions: tuple[Mention, ...]
    families: tuple[Family, ...]
    topics: tuple[Topic, ...]

    def topics_of(self, family: Family) -> tuple[Topic, ...]:
        return tuple(topic for topic in self.topics if topic.family == family.key)


@cache
def material() -> Material:
    said: dict[str, object] = {}
    for name in ("names", "sentences", "families", "topics"):
        said |= tomllib.loads((paths.RESOURCES / "demo" / f"{name}.toml").read_text("utf-8"))
    return msgspec.convert(said, Material)
