"""Writes title, description and time of an invented offer out of the material."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from kosidesk.services.demo.material import Family, Material, Mention, Times, Topic

_NEAR = 4  # characters by which a title may miss its length for the sake of variety


@dataclass(frozen=True)
class Said:
    """A mention in the words of one offer."""

    mention: Mention
    text: str


@dataclass(frozen=True)
class Subject:
    """What a description is about."""

    family: Family
    topic: Topic
    said: Sequence[Said] = ()


@dataclass(frozen=True, order=True)
class _Part:
    """A piece of a description: the paragraph it belongs to, its place there, and its text."""

    paragraph: int
    place: int
    text: str


def title(rng: Random, material: Material, topic: Topic, district: str, length: float) -> str:
    """One of about `length` characters."""
    ends = ("", *(" " + end.format(district=district) for end in material.title_ends))
    choices = [title + end for title in topic.titles for end in ends]
    near = [choice for choice in choices if abs(len(choice) - length) <= _NEAR]
    return rng.choice(near) if near else min(choices, key=lambda choice: abs(len(choice) - length))


def description(rng: Random, material: Material, subject: Subject, length: float) -> str:
    """Paragraphs and a list, of about `length` characters; what is `said` is always among them."""
    parts = list(_must(rng, subject))
    filling = _filling(material, subject)
    written = len(_paragraphs(parts))
    for part in (_tasks(rng, subject.topic), *rng.sample(filling, len(filling))):
        if written + len(part.text) / 2 < length:
            parts.append(part)
            written += len(part.text) + 2
    return _paragraphs(sorted(parts))


def time_text(rng: Random, material: Material, times: Times) -> str:
    day, other = sorted(rng.sample(material.days, 2), key=material.days.index)
    start, hours, minutes = rng.randint(8, 16), rng.randint(2, 4), rng.choice(("", ".15", ".30"))
    return rng.choice(times.texts).format(
        day=day,
        other=other,
        part=rng.choice(material.parts),
        start=f"{start}{minutes}",
        end=f"{start + hours}{minutes}",
        hours=hours,
        more=hours + 2,
    )


_WORK, _LIST, _ABOUT, _WHO, _GIVES, _START, _CLOSE = range(7)


def _must(rng: Random, subject: Subject) -> Iterator[_Part]:
    yield _Part(_WORK, 0, rng.choice(subject.topic.openings))
    for one in subject.said:
        yield _Part(_WHO if one.mention.asked else _GIVES, 0, one.text)


def _tasks(rng: Random, topic: Topic) -> _Part:
    items = rng.sample(topic.tasks, rng.randint(4, len(topic.tasks)))
    return _Part(_LIST, 0, "\n".join(("Ihre Aufgaben:", *(f"• {item}" for item in items))))


def _filling(material: Material, subject: Subject) -> list[_Part]:
    sources = (
        (_WORK, subject.topic.details),
        (_ABOUT, subject.family.about),
        (_WHO, material.who),
        (_GIVES, material.gives),
        (_START, material.start),
        (_CLOSE, material.close),
    )
    return [
        _Part(paragraph, place, text)
        for paragraph, texts in sources
        for place, text in enumerate(texts, start=1)
    ]


def _paragraphs(parts: Sequence[_Part]) -> str:
    written: dict[int, list[str]] = {}
    for part in parts:
        written.setdefault(part.paragraph, []).append(part.text)
    return "\n\n".join(" ".join(written[paragraph]) for paragraph in sorted(written))
