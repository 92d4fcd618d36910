"""A database is only called put back by hand if it was."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kosidesk.server.books import Books
from kosidesk.server.store.store import Guard, Store
from tests.server.store.conftest import KEY, opened
from tests.server.store.entries import row, save


def test_who_opens_while_another_process_writes_is_let_in(tmp_path: Path) -> None:
    file, ledger = tmp_path / "server.db", tmp_path / "erasures"
    with opened(file, ledger) as serving:

        class Slow(Store):
            """Another process commits as soon as this one has begun to look."""

            @contextmanager
            def reading(self, guard: Guard = lambda _: None) -> Iterator[Books]:
                with super().reading(guard) as books:
                    books.head()
                    save(serving, row("offer", "a", 1))
                    serving.watermark.flush()
                    yield books

        Slow.open(file, KEY, ledger).close()
