"""What is typed: the judged queries, and every beginning of at least two signs on the way to each."""

from tests.bench.search.judged import every

TYPED = tuple(query.text for query in every())

KEYS = tuple(text[:end] for text in TYPED for end in range(2, len(text) + 1))
