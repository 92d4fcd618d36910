"""Whatever a keyboard, a clipboard or a cat types: it must neither end a search nor hold it up."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from kosidesk.search.query import Query
from kosidesk.services import offers, understanding
from kosidesk.services.desk import Desk
from tests.bench.meter import Meter, Numbers, cost
from tests.bench.ours import desks
from tests.bench.queries import TYPED

_SEED = 6
_FEW, _MANY, _MANY_FROM = 2_000, 20_000, 10_000
_MOST_PIECES = 12
_LETTERS = 10_000
_LAST = 0x10FFFF

_SIGNS = (*"\"'`´*()^:;-+{}[]\\%_§#,./@&|<>=?!~", '""', "--", "/*", "'; DROP TABLE offer_fts; --")
_OPERATORS = ("AND", "OR", "NOT", "NEAR", "NEAR(", "title :", "{title} :", "^titel", "rank", "rowid")
_CONTROLS = (*map(chr, range(32)), "\x7f", "\x85", "\u00ad", "\u200b", "\u2028", "\ufeff", "\uffff")
_SURROGATES = ("\ud800", "\udbff", "\udc80", "\udfff", "a\ud83d", "\ude42a")
_RIGHT_TO_LEFT = ("עזרה", "ילדים", "مساعدة", "ﷺ", "\u202eredniK", "\u200f", "\u2067abc")
_EMOJI = ("🙂", "👩‍👩‍👧‍👦", "🏳️‍🌈", "👍🏽", "🇩🇪", "5️⃣")
_UNUSUAL = ("İ", "ǆ", "ẞ", "ſ", "Ⅷ", "①", "½", "学生", "ํ", "e" + "\u0301" * 50, "𝕳𝖎𝖑𝖋𝖊", "Hilfe")


def measure(folder: Path, size: int, _meter: Meter) -> Numbers:
    """What a desk reads once, it has read before."""
    with desks.opened(folder, size) as desk:
        understanding.prepare(desk)
        _fails(desk, TYPED[0])
        queries = _queries(understanding.words(desk), _MANY if size >= _MANY_FROM else _FEW)
        costs, failed = zip(*(_searched(desk, text) for text in queries), strict=True)
        return {
            "longest_cpu_ms": max(costs),
            "exceptions_count": sum(failed),
            "queries_count": len(costs),
        }


def _searched(desk: Desk, text: str) -> tuple[float, bool]:
    failed: list[bool] = []
    return cost(lambda: failed.append(_fails(desk, text))).cpu, failed[0]


def _fails(desk: Desk, text: str) -> bool:
    try:
        offers.find(desk, Query(desk.today(), text))
    except Exception:  # noqa: BLE001 - whatever it is, it is counted
        return True
    return False


def _queries(words: Sequence[str], many: int) -> Iterator[str]:
    """The same ones each time."""
    chance = Random(_SEED)  # noqa: S311 - nothing is kept secret by it
    return (_query(chance, words) for _ in range(many))


def _query(chance: Random, words: Sequence[str]) -> str:
    pieces = (_piece(chance, words) for _ in range(chance.randint(1, _MOST_PIECES)))
    return chance.choice(("", " ", " ", " ")).join(pieces)


def _piece(chance: Random, words: Sequence[str]) -> str:
    """Half of them are words, whole, cut or mistyped."""
    if chance.random() < 1 / 2:
        word = chance.choice((chance.choice(words), chance.choice(TYPED)))
        return chance.choice((word, word[: chance.randint(1, len(word))], _mistyped(chance, word)))
    odd: tuple[tuple[str, ...], ...] = (
        _SIGNS,
        _OPERATORS,
        _CONTROLS,
        _SURROGATES,
        _RIGHT_TO_LEFT,
        _EMOJI,
        _UNUSUAL,
    )
    return chance.choice(
        (
            *(chance.choice(kind) for kind in odd),
            chr(chance.randint(0, _LAST)),
            chance.choice(words)[:1] * _LETTERS,
        )
    )


def _mistyped(chance: Random, word: str) -> str:
    letters = list(word)
    chance.shuffle(letters)
    at = chance.randrange(len(word))
    return chance.choice((word[:at] + word[at + 1 :], word[:at] + letters[0] + word[at:], "".join(letters)))
