"""The log says what failed and where, and never with which data."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from kosidesk import log

SECRET = "Erika Musterfrau, 0202 000-17"


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    before = list(logging.getLogger().handlers)
    yield log.set_up(tmp_path)
    for handler in set(logging.getLogger().handlers) - set(before):
        logging.getLogger().removeHandler(handler)
        handler.close()


def fail(value: str) -> None:
    try:
        int(value)
    except ValueError as cause:
        raise KeyError(value) from cause


def test_a_bug_leaves_its_type_and_its_places(file: Path, expected_log: list[logging.LogRecord]) -> None:
    try:
        fail(SECRET)
    except KeyError as error:
        log.bug(error)
    written = file.read_text("utf-8")
    assert "builtins.KeyError" in written
    assert written.index("builtins.ValueError") < written.index("builtins.KeyError")
    assert f"{__name__.rpartition('.')[2]}:" in written
    assert "fail" in written
    assert "Erika" not in written
    assert "0202" not in written


def test_arguments_never_reach_the_file(file: Path, expected_log: list[logging.LogRecord]) -> None:
    logging.getLogger("kosidesk.storage").warning("row %s refused", SECRET)
    written = file.read_text("utf-8")
    assert "kosidesk.storage" in written
    assert "row %s refused" in written
    assert "Erika" not in written


def test_texts_of_other_libraries_never_reach_the_file(
    file: Path, expected_log: list[logging.LogRecord]
) -> None:
    logging.getLogger("elsewhere").error(f"cannot read {SECRET}")  # noqa: G004 - others do so
    written = file.read_text("utf-8")
    assert "ERROR elsewhere:" in written
    assert "Erika" not in written


def test_nothing_below_a_warning_is_written(file: Path) -> None:
    logging.getLogger("kosidesk").info("opened")
    assert not file.exists()
