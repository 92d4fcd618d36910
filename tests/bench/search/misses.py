"""What is not found yet: `python -m tests.bench.search.misses [SIZE]`, the tuning half alone.

For each query that does not have all it could among the first five: what is meant, what came first (a plus
marks what is relevant), and how much was found.
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from kosidesk.services import demo_desk
from kosidesk.settings import Settings
from tests.bench.search import answers, expect
from tests.bench.search.judged import KINDS, Query, tuning
from tests.bench.search.quality import FIRST, recall
from tests.bench.search.relevance import Facts, meaning_of, offers
from tests.bench.stocks import now

SIZE = 700


def main() -> None:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else SIZE
    print(*report(size), sep="\n")


def report(size: int) -> Iterator[str]:
    expected, known = expect.expected(size), {offer.number: offer for offer in offers(size)}
    queries = sorted(tuning(), key=lambda query: KINDS.index(query.kind))
    found = _found(size, queries)
    recalls = {query: recall([found[query]], expected[query.text]) for query in queries}
    for query in queries:
        if recalls[query] < 1:
            yield f"\n{query.text!r} ({query.kind}): {recalls[query]:.1f} of {_meant(query)}"
            yield from (_line(known[n], relevant=n in expected[query.text]) for n in found[query][:FIRST])
    yield f"\n{size} offers, recall of the tuning half: {sum(recalls.values()) / len(queries):.3f}"
    for kind in KINDS:
        of_kind = [recall for query, recall in recalls.items() if query.kind == kind]
        yield f"  {kind:<12}{sum(of_kind) / len(of_kind):.3f} of {len(of_kind)}"


def _found(size: int, queries: list[Query]) -> dict[Query, tuple[int, ...]]:
    """On a desk made for this: an older index may hold what the engine no longer writes."""
    with tempfile.TemporaryDirectory() as folder:
        made = demo_desk.open_demo(Path(folder) / "desk", Settings(), offers=size, clock=now)
        with closing(made) as whole:
            find = answers.main_list(whole.desk)
            return {query: tuple(find(query.text)) for query in queries}


def _meant(query: Query) -> str:
    meaning = meaning_of(query)
    narrowed = (*query.districts, query.street, query.postcode, query.organisation, query.number)
    return " | ".join(filter(None, (*meaning.topics, *meaning.titles, *narrowed)))


def _line(offer: Facts, *, relevant: bool) -> str:
    return f"  {'+' if relevant else '-'} {offer.number} {offer.title[:70]}   [{offer.topic}]"


if __name__ == "__main__":
    main()
