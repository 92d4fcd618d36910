"""The harness itself, at sizes that take no time; no test judges how long anything took."""

import json
from pathlib import Path

import pytest

from tests.bench import __main__ as program
from tests.bench import figures, meter, places, runs, stocks, table
from tests.bench.figures import (
    BOOK,
    DESK,
    FEED,
    FIGURES,
    LONG,
    PLAIN,
    SETTERS,
    SHORT,
    SIMILAR,
    USUAL,
    WINDOW,
    Figure,
)
from tests.bench.goals import GOALS, judged
from tests.bench.meter import Cost
from tests.bench.ours import changes
from tests.bench.runs import MISSING, OTHERWISE, OURS, Result

FEW = 12
LIST = Figure("list", "all offers", (FEW,), (FEW,), ((DESK, None), (PLAIN, None)))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("bench")
    for make, size in ((stocks.make_desk, FEW), (stocks.make_desk, 0), (stocks.make_plain, FEW)):
        make(made, size)
    stocks.make_feed(made, FEW)
    return made


@pytest.mark.parametrize("side", [OURS, OTHERWISE])
@pytest.mark.parametrize("figure", ["importing", "matching", "list"])
def test_a_probe_measures_in_a_process_of_its_own(folder: Path, figure: str, side: str) -> None:
    numbers = runs.probed(folder, side, figure, FEW)
    assert {"cold_cpu_ms", "cold_wall_ms", "warm_cpu_ms", "warm_wall_ms", "peak_mb"} <= numbers.keys()
    assert all(number > 0 for number in numbers.values())


def test_both_sides_of_a_figure_are_measured_in_one_run(folder: Path) -> None:
    ours, otherwise = runs.of_figure(folder, LIST, FEW, runs=2)
    assert (ours.side, otherwise.side, ours.runs) == (OURS, OTHERWISE, 2)
    assert ours.numbers.keys() == otherwise.numbers.keys()


def test_where_there_is_no_window_library_its_figures_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs.importlib.util, "find_spec", lambda _name: None)
    window = next(figure for figure in FIGURES if figure.library == WINDOW)
    (result,) = runs.of_figure(Path(), window, FEW, runs=1)
    assert (result.numbers, result.why) == ({}, MISSING[WINDOW])
    verdicts = judged((result,), (window,), USUAL)
    assert not any(verdict.met for verdict in verdicts)
    assert f"NOT MEASURED  {MISSING[WINDOW]}" in table.text((result,), verdicts, {})


def test_programs_that_are_not_installed_are_told_beside_what_was_measured(
    monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    monkeypatch.setattr(runs.importlib.util, "find_spec", lambda _name: None)
    book = Figure("directory", "offers", (FEW,), (FEW,), ((DESK, None), (BOOK, None)), beside=SETTERS)
    ours, *others = runs.of_figure(folder, book, FEW, runs=1)
    assert (ours.side, ours.why) == (OURS, "")
    assert [(result.side, result.why) for result in others] == [(name, MISSING[name]) for name in SETTERS]
    said = table.text((ours, *others), (), {})
    assert [name for name in SETTERS if f"NOT MEASURED  no-{name}: " not in said] == []


@pytest.mark.parametrize(("measured", "met"), [(899.9, True), (900.0, True), (900.1, False)])
def test_a_goal_is_met_up_to_its_limit(measured: float, met: bool) -> None:  # noqa: FBT001 - a table of cases
    unlock = next(figure for figure in FIGURES if figure.name == "unlock")
    result = Result("unlock", 10_000, OURS, 1, {"cold_cpu_ms": measured})
    (verdict,) = judged((result,), (unlock,), SHORT)
    assert (verdict.measured, verdict.met) == (measured, met)


def test_every_goal_belongs_to_the_usual_form_and_the_short_one_spares_the_largest_desk() -> None:
    usual = {(figure.name, size) for figure in FIGURES for size in figure.sizes_of(USUAL)}
    assert {(goal.figure, goal.size) for goal in GOALS} <= usual
    assert all(size < 100_000 for figure in FIGURES for size in figure.sizes_of(SHORT))
    assert all(set(figure.sizes_of(USUAL)) <= set(figure.sizes_of(LONG)) for figure in FIGURES)


def test_the_program_answers_with_one_object(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    monkeypatch.setattr(program, "FIGURES", (LIST,))
    monkeypatch.setattr("sys.argv", ["bench", "list", "--json", "--check"])
    assert program.main() == 0
    said = json.loads(capsys.readouterr().out)
    assert [result["side"] for result in said["results"]] == [OURS, OTHERWISE]
    assert said["before"]["load"]


def test_a_goal_that_wants_much_is_missed_by_too_little() -> None:
    push = next(figure for figure in FIGURES if figure.name == "push")
    results = [Result("push", 10_000, OURS, 1, {"of_raw_percent": percent}) for percent in (24.9, 25.0)]
    verdicts = [judged((result,), (push,), USUAL)[0] for result in results]
    assert [verdict.met for verdict in verdicts] == [False, True]
    assert "≥ 25.0 %" in table.text(results, verdicts, {})


def test_a_goal_of_a_side_beside_ours_is_judged_by_what_that_side_came_to() -> None:
    quality = next(figure for figure in FIGURES if figure.name == "quality")
    ours, beside = (
        Result("quality", 700, side, 1, {"held_out_recall_percent": 93}) for side in (OURS, SIMILAR)
    )
    verdicts = judged((ours, beside), (quality,), SHORT)
    known = {verdict.goal.limit: verdict.met for verdict in verdicts if verdict.measured}
    assert known == {92: True, 95: False}
    (*_, unknown) = judged((ours,), (quality,), SHORT)
    assert (unknown.met, unknown.why) == (False, "not run")


def test_the_figures_of_the_sync_are_asked_for_by_one_name() -> None:
    wanted = program.chosen(["sync"])
    assert {"first_load", "push", "postgresql", "syncing"} <= {figure.name for figure in wanted}
    assert "quality" not in {figure.name for figure in wanted}
    assert program.chosen([]) == FIGURES


def test_the_simulation_is_told_from_here(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["bench", "sync-sim", "--seeds", "1", "--json"])
    assert program.main() == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["seeds"], said["failures"]) == (1, 0)


def test_what_counsellors_change_is_new_each_time(folder: Path) -> None:
    stocks.make_offers(folder, FEW)
    offers = changes.held(places.offers_alone(folder, FEW))
    (told,) = changes.Changes(offers).requests("desk", 10 * FEW)
    assert len({operation.id for operation in told.operations}) == 10 * FEW
    assert all(old != new for one in told.operations for old, new in one.differences.values())


def test_medians_and_shares_are_those_of_the_values() -> None:
    cold_and_warm = meter.cold_and_warm(Cost(9, 90), [Cost(1, 10), Cost(5, 50), Cost(2, 20)])
    assert (cold_and_warm["cold_cpu_ms"], cold_and_warm["warm_wall_ms"]) == (9, 20)
    assert meter.percentile(range(1, 101), 0.95) == 95
    assert table.quantity("p95_cpu_ms", 12.34) == "12.3 ms"
    assert table.quantity("over_empty_mb", None) == "–"


def test_a_stock_is_made_once(folder: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in folder.glob("*-12*")}
    for stock in (DESK, FEED, PLAIN):
        {DESK: stocks.make_desk, FEED: stocks.make_feed, PLAIN: stocks.make_plain}[stock](folder, FEW)
    assert {path: path.stat().st_mtime_ns for path in folder.glob("*-12*")} == before
    assert figures.SAMPLE == 429
