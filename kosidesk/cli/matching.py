"""The command that says which offers fit a wish, and why others do not."""

from argparse import Namespace
from collections.abc import Iterator
from functools import partial

from kosidesk.cli import access, texts
from kosidesk.cli.answers import answer
from kosidesk.cli.mending import mended
from kosidesk.domain.wish import Wish
from kosidesk.i18n import _, ngettext, number
from kosidesk.services import fits, wish_files
from kosidesk.services.desk import Desk
from kosidesk.services.fits import Fit, Fits, LeftOut
from kosidesk.services.offers import OfferRow
from kosidesk.services.words.matching import exclusion_name


def match(asked: Namespace) -> None:
    text = texts.read(asked.wish)
    with access.opened(asked) as opened:
        desk = opened.desk
        wish = wish_files.parse(text, texts.name(asked.wish), desk.city)
        found, left_out = mended(desk, partial(_matched, asked, desk, wish))
    answer(asked, _summary(found, left_out), lambda: "\n".join(_told(found, left_out)))


def _matched(asked: Namespace, desk: Desk, wish: Wish) -> tuple[Fits, tuple[LeftOut, ...]]:
    found = fits.fits(desk, wish, most=asked.most, without=asked.without)
    return found, fits.left_out(desk, wish, without=asked.without) if asked.excluded else ()


def _summary(found: Fits, left_out: tuple[LeftOut, ...]) -> dict[str, object]:
    return {
        "total": found.total,
        "fits": [
            {
                **_named(fit.row),
                "percent": fit.percent,
                "score": round(fit.score, 6),
                "reasons": fit.reasons,
                "doubts": fit.doubts,
            }
            for fit in found.best
        ],
        "excluded": found.excluded,
        "left_out": [{**_named(one.row), "why": one.why} for one in left_out],
    }


def _named(row: OfferRow) -> dict[str, object]:
    return {"number": row.number, "title": row.title, "organisation": row.organisation}


def _told(found: Fits, left_out: tuple[LeftOut, ...]) -> Iterator[str]:
    yield from map(_fit, found.best)
    yield ngettext("{count} Angebot kommt infrage", "{count} Angebote kommen infrage", found.total).format(
        count=number(found.total)
    )
    if found.excluded:
        counts = (
            _("{what} {count}").format(what=exclusion_name(code), count=number(count))
            for code, count in sorted(found.excluded.items())
        )
        yield _("Nicht dabei: {counts}").format(counts=", ".join(counts))
    for one in left_out:
        yield f"{one.row.number:>9}  {one.row.title}\n{'':>9}  {one.why}"


def _fit(fit: Fit) -> str:
    percent = _("{count} %").format(count=number(fit.percent))
    lines = (
        f"{percent:>6}  {fit.row.number:>9}  {fit.row.title}",
        " · ".join(filter(None, (fit.row.organisation, fit.row.district, fit.row.time_text))),
        fit.spoken,
    )
    return f"\n{'':>17}  ".join(filter(None, lines))
