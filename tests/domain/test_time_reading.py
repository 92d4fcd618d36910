"""What people write about time, and what is read of it.

Over the list beside this file nothing is read wrongly, by test; RECALL says how much of it is read.
"""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kosidesk.domain.availability import ALWAYS, DAYS, bit
from kosidesk.domain.time_reading import TimeReading, read
from kosidesk.services import words
from kosidesk.services.words.matching import times

RECALL = 0.9
TODAY = date(2026, 11, 22)
TEXTS: Sequence[Mapping[str, object]] = tomllib.loads(
    (Path(__file__).parent / "time_texts.toml").read_text(encoding="utf-8")
)["text"]
FIELDS = {
    "week": "week", "hours": "hours_a_week", "flexible": "flexible", "extent": "extent",
    "from": "from_on", "until": "until_on", "dates": "dates",
}  # fmt: skip
NOTHING = TimeReading()
DAY_NAMES = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
LONG_NAMES = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")

weeks = st.integers(1, ALWAYS)


def grid(said: str) -> int:
    """Of "Mo V, Di-Fr NA"."""
    bits = 0
    for group in filter(None, said.split(", ")):
        days, _, parts = group.partition(" ")
        first, _, last = days.partition("-")
        start, end = DAY_NAMES.index(first), DAY_NAMES.index(last or first)
        for day in ((start + n) % DAYS for n in range((end - start) % DAYS + 1)):
            bits |= sum(bit(day, "VNA".index(part)) for part in parts or "VNA")
    return bits


def expected(text: Mapping[str, object]) -> dict[str, object]:
    """By the names of the reading's fields."""
    found = {field: text.get(name, getattr(NOTHING, field)) for name, field in FIELDS.items()}
    return found | {"week": grid(str(text.get("week", ""))), "dates": tuple(text.get("dates", ()))}  # type: ignore[arg-type]


def fields(reading: TimeReading) -> dict[str, object]:
    return {field: getattr(reading, field) for field in FIELDS.values()}


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: str(text["said"])[:40])
def test_a_text_is_read_as_the_list_says(text: Mapping[str, object]) -> None:
    said = str(text["said"])

    reading = read(said, TODAY)

    assert fields(reading) == expected(text)
    how = "nothing" if reading.unread else "partly" if reading.left else "whole"
    assert how == text.get("read", "whole"), [said[start:end] for start, end in reading.left]


def test_most_of_what_a_person_would_fill_in_is_read() -> None:
    filled = sum(value != getattr(NOTHING, field) for t in TEXTS for field, value in expected(t).items())
    missed = sum(len(text.get("beyond", ())) for text in TEXTS)  # type: ignore[arg-type]
    assert filled / (filled + missed) >= RECALL


def test_the_list_has_enough_that_cannot_be_read() -> None:
    assert len(TEXTS) >= 100
    assert sum(text.get("read", "whole") != "whole" for text in TEXTS) >= 20


@given(st.text() | st.text("MoDiSa 0123456789.,:-–Uhrhxbis/()\n"), st.dates() | st.none())
def test_any_text_gives_a_reading(text: str, today: date | None) -> None:
    reading = read(text, today)

    assert 0 <= reading.week <= ALWAYS
    assert not (reading.unread and fields(reading) != fields(NOTHING))
    assert all(0 <= start < end <= len(text) for start, end in reading.left)


@given(st.lists(st.sampled_from([str(text["said"]) for text in TEXTS]), max_size=3), st.sampled_from(" ,;\n"))
def test_texts_in_a_row_are_read_without_a_fault(said: list[str], between: str) -> None:
    reading = read(between.join(said), TODAY)
    assert all(field in FIELDS.values() for field, _start, _end in reading.sources)


@given(weeks)
def test_a_week_in_words_is_read_as_that_week(week: int) -> None:
    assert read(times(week)).week == week
    assert read(words.told("offer", "week", week)).week == week


@given(st.sets(st.integers(0, 6), min_size=1), st.integers(0, 6), st.sets(st.integers(0, 2)))
def test_one_day_more_never_takes_a_box_away(days: set[int], more: int, parts: set[int]) -> None:
    def said(of: set[int]) -> str:
        named = " und ".join(LONG_NAMES[day] for day in sorted(of))
        return " ".join((named, *(("vormittags", "nachmittags", "abends")[part] for part in sorted(parts))))

    fewer, all_of_them = read(said(days)).week, read(said(days | {more})).week
    assert fewer
    assert fewer & ~all_of_them == 0


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: str(text["said"])[:40])
def test_case_blanks_and_dashes_make_no_difference(text: Mapping[str, object]) -> None:
    said = str(text["said"])
    plain = fields(read(said, TODAY))

    for variant in (
        said.upper(),
        said.lower(),
        f"  {said} ",
        said.replace(" ", "\u00a0"),
        said.replace(" ", "  "),
        said.replace("-", "–"),
        said.replace("–", "-"),
    ):
        assert fields(read(variant, TODAY)) == plain, variant


def test_it_says_where_each_part_was_read() -> None:
    said = "Bitte beachten: Di + Do 15-17 Uhr, 2 Std. pro Woche, in den Ferien nicht"

    reading = read(said)

    assert {field: said[start:end] for field, start, end in reading.sources} == {
        "week": "Di + Do 15-17 Uhr",
        "hours_a_week": "2 Std. pro Woche",
        "extent": "pro Woche",
    }
    assert [said[start:end] for start, end in reading.left] == ["Bitte beachten", "in den Ferien nicht"]


def test_a_day_without_a_year_needs_to_know_when_it_was_written() -> None:
    assert read("ab 1. März").from_on is None
    assert read("ab 1. März", date(2026, 1, 15)).from_on == date(2026, 3, 1)


def test_prose_is_no_statement_about_time() -> None:
    assert read("Montags ist bei uns immer etwas los. " * 20).unread


def test_the_last_day_of_the_calendar_is_a_day_like_others() -> None:
    assert read("am 31.12.", date.max).dates == (date.max,)
