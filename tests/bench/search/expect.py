"""Writes what the rule expects of each query: `python -m tests.bench.search.expect`.

The numbers are those of the offers at 10,000. A smaller stock is the beginning of it, so what is expected
of 700 offers are the numbers among the first 700.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from tests.bench.search.judged import every
from tests.bench.search.relevance import offers, relevant

FILE = Path(__file__).with_name("expected.json")
SIZE = 10_000


def by_rule() -> dict[str, str]:
    """The numbers for the text of each query."""
    return {query.text: packed(relevant(query, offers(SIZE))) for query in every()}


def packed(numbers: Sequence[int]) -> str:
    """Rising numbers, neighbours as first-last."""
    return " ".join(_runs(numbers))


def _runs(numbers: Sequence[int]) -> Iterator[str]:
    for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        together = [number for _, number in run]
        yield "-".join(map(str, dict.fromkeys((together[0], together[-1]))))


def committed() -> Mapping[str, str]:
    expected: Mapping[str, str] = json.loads(FILE.read_text("utf-8"))
    return expected


def expected(size: int) -> dict[str, frozenset[int]]:
    """By the text of a query; of a stock larger than the committed one it follows from the rule."""
    if size > SIZE:
        return {query.text: frozenset(relevant(query, offers(size))) for query in every()}
    last = offers(size)[-1].number
    return {
        text: frozenset(number for number in unpacked(numbers) if number <= last)
        for text, numbers in committed().items()
    }


def unpacked(numbers: str) -> Iterator[int]:
    for run in numbers.split():
        first, _, last = run.partition("-")
        yield from range(int(first), int(last or first) + 1)


def main() -> None:
    FILE.write_text(json.dumps(by_rule(), ensure_ascii=False, indent=0) + "\n", "utf-8")


if __name__ == "__main__":
    main()
