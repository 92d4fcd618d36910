"""What fits a wish is told on a terminal, with reasons, and why the rest does not."""

import io
import sys
from pathlib import Path

import pytest

from kosidesk.cli.wish_example import EXAMPLE
from tests.feeds import stock
from tests.terminals import Terminal

OFFERS = stock(offers=12, traps=()).offers


@pytest.fixture
def wish(tmp_path: Path) -> Path:
    """Elderly people, but nothing with children."""
    file = tmp_path / "wunsch.toml"
    file.write_text(
        'target_groups = ["Senior*innen"]\nwithout_target_groups = ["Kinder"]\n', encoding="utf-8"
    )
    return file


def test_fits_come_the_best_first_with_reasons(stocked: Terminal, wish: Path) -> None:
    told = stocked.json("match", "--wish", wish)

    percents = [fit["percent"] for fit in told["fits"]]
    assert percents == sorted(percents, reverse=True)
    assert all(percent % 5 == 0 for percent in percents)
    best = next(one for one in OFFERS if one.number == told["fits"][0]["number"])
    assert "Senior*innen" in best.target_groups
    assert "für Senior*innen" in told["fits"][0]["reasons"]


def test_what_is_excluded_is_counted_and_told_on_request(stocked: Terminal, wish: Path) -> None:
    told = stocked.json("match", "--wish", wish, "--excluded")

    with_children = {one.number for one in OFFERS if "Kinder" in one.target_groups}
    assert {one["number"] for one in told["left_out"]} == with_children
    assert told["excluded"] == {"without_target_groups": len(with_children)}
    assert told["total"] == len(OFFERS) - len(with_children)
    assert told["left_out"][0]["why"] == "Nicht dabei, weil diese Zielgruppe ausgeschlossen ist: Kinder."
    assert stocked.json("match", "--wish", wish)["left_out"] == []


def test_a_criterion_can_be_switched_off(stocked: Terminal, wish: Path) -> None:
    told = stocked.json("match", "--wish", wish, "--without", "target_groups", "--most", 20)

    assert (told["total"], told["excluded"]) == (len(OFFERS), {})
    assert not any("für Senior*innen" in fit["reasons"] for fit in told["fits"])
    assert stocked.run("match", "--wish", wish, "--without", "mood").code == 2


def test_people_read_it_in_german(stocked: Terminal, wish: Path) -> None:
    said = stocked.run("match", "--wish", wish, "--most", 1, "--excluded")

    assert said.code == 0
    first, _about, why, count, excluded, *rest = said.out.splitlines()
    assert first.split()[1] == "%"
    assert why.strip().startswith("passt: für Senior*innen")
    assert count.endswith("Angebote kommen infrage")
    assert excluded.startswith("Nicht dabei: Zielgruppe ausgeschlossen ")
    assert rest[1].strip() == "Nicht dabei, weil diese Zielgruppe ausgeschlossen ist: Kinder."


def test_a_wish_can_be_piped_in(stocked: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"districts": ["Barmen"]}')))

    assert stocked.json("match", "--wish", "-")["total"] == len(OFFERS)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"mood": "good"}')))

    said = stocked.run("match", "--wish", "-").err

    assert said.startswith("Der Wunsch in der Eingabe ist so nicht zu verstehen. „mood“ gehört")


def test_the_example_of_the_help_is_a_wish(stocked: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "wunsch.toml"
    file.write_text(EXAMPLE, encoding="utf-8")

    assert stocked.run("match", "--wish", file).code == 0
    assert 'week = "dienstags nachmittags"' in stocked.run("match", "--help").out


def test_a_wish_that_cannot_be_read_is_refused_in_words(stocked: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "wunsch.toml"
    assert "wunsch.toml" in stocked.run("match", "--wish", file).err

    file.write_bytes(b'words = "\xff"')
    assert stocked.run("match", "--wish", file).code == 1

    file.write_text('districts = ["Atlantis"]', encoding="utf-8")
    said = stocked.run("match", "--wish", file)
    assert (said.code, said.out) == (1, "")
    assert "„Atlantis“" in said.err
