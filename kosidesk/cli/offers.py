"""Commands that find and show offers."""

from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from kosidesk.cli import access, filters
from kosidesk.cli.answers import answer
from kosidesk.cli.mending import mended
from kosidesk.domain.ids import RecordId
from kosidesk.domain.record import Record, Typed
from kosidesk.i18n import ngettext, number
from kosidesk.schema import REGISTRY
from kosidesk.services import offers, passages, reading_hits, records, words
from kosidesk.services.desk import Desk
from kosidesk.services.offers import OfferRow

_EXPLAINED = 50
"""Hits of which is told where they have the words."""

_REFERENCES = frozenset({"offer", "organisation", "ordinal"})


def find(asked: Namespace) -> None:
    with access.opened(asked) as opened:
        desk = opened.desk
        query = mended(desk, partial(filters.query, asked, desk))
        if asked.facets:
            counted = mended(desk, partial(filters.counts, desk, query))
            answer(asked, counted, lambda: "\n".join(filters.told(counted)))
            return
        hits = mended(desk, partial(offers.find, desk, query))
        rows = offers.rows(desk, hits.ns[: asked.limit])
        why = {} if asked.json else _why(desk, query.text, rows)
    scored = list(zip(rows, hits.scores, strict=False))
    answer(
        asked,
        [_summary(row, score) for row, score in scored],
        lambda: "\n".join(
            [
                *(_line(row, why.get(row.id, "")) for row in rows),
                *filter(None, [words.understood(hits)]),
                _count(len(hits)),
            ]
        ),
    )


def _why(desk: Desk, text: str, rows: Sequence[OfferRow]) -> Mapping[RecordId, str]:
    """Where the best hits have the words that do not stand in their lines."""
    terms = reading_hits.why(desk, text)
    lines = {row.id: (row.title, _about(row)) for row in rows[:_EXPLAINED]}
    return passages.passages(desk, {id_: passages.missing(terms, line) for id_, line in lines.items()})


def _summary(row: OfferRow, score: float) -> dict[str, object]:
    return {
        "number": row.number,
        "title": row.title,
        "organisation": row.organisation,
        "district": row.district,
        "score": round(score, 6),
    }


def _line(row: OfferRow, why: str) -> str:
    return "\n".join(
        f"{head:>9}  {said}" for head, said in ((row.number, row.title), ("", _about(row)), ("", why)) if said
    )


def _about(row: OfferRow) -> str:
    return " · ".join(filter(None, (row.organisation, row.district, row.time_text)))


def _count(hits: int) -> str:
    return ngettext("{count} Angebot", "{count} Angebote", hits).format(count=number(hits))


def offer(asked: Namespace) -> None:
    with access.opened(asked) as opened:
        record = offers.by_number(opened.desk, asked.number)
        around = _around(opened.desk, record)
    answer(
        asked,
        {"id": record.id, **record.values, **{name: [*map(_plain, some)] for name, some in around.items()}},
        lambda: "\n\n".join("\n".join(_told(one)) for one in (record, *sum(around.values(), ()))),
    )


def _around(desk: Desk, record: Record) -> dict[str, tuple[Record, ...]]:
    """What belongs to an offer, by the names it has in the answer."""
    full = offers.full(desk, record.id)
    organisation = (full.organisation,) if full.organisation.id else ()
    named: dict[str, tuple[Typed, ...]] = {
        "organisations": organisation,
        "places": full.places,
        "contacts": full.contacts,
        "translations": full.translations,
    }
    return {
        name: tuple(records.record(desk, value.KIND, value.id) for value in values)
        for name, values in named.items()
    }


def _plain(record: Record) -> dict[str, object]:
    return {"id": record.id, **record.values}


def _told(record: Record) -> Iterator[str]:
    yield words.kind_name(record.kind)
    for name in REGISTRY[record.kind].names():
        if name not in _REFERENCES and (value := words.told(record.kind, name, record.get(name))):
            yield f"  {words.field_name(name)}: {value}".replace("\n", "\n    ")
