"""The harness itself finds what it must, and a few kills end well; hundreds are in its short form."""

from pathlib import Path

import pytest

from kosidesk.domain.change import Changes
from kosidesk.domain.ids import RecordId
from tests.kill import controls, trial
from tests.kill.__main__ import DESK
from tests.kill.acknowledged import Done, Fact
from tests.kill.harness import EndedByItself, Harness, Program
from tests.kill.report import Report, faults
from tests.kill.verdict import judge

# Each of these starts, kills and judges a dozen programs; on a busy machine that takes its time.
pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return trial.prepare(tmp_path_factory.mktemp("kill") / "trial")


@pytest.fixture
def harness(prepared: Path, tmp_path: Path) -> Harness:
    return Harness(prepared, tmp_path, [DESK.work.__module__])


def test_a_killed_desk_keeps_everything_it_acknowledged(harness: Harness) -> None:
    report = Report.of("desk", harness.run(DESK, 12, seed=1))
    assert (report.lost, report.corrupt, report.examples) == (0, 0, ())
    assert report.acknowledged > 0


def test_acknowledging_before_the_commit_is_caught(harness: Harness) -> None:
    assert controls.is_caught(harness)


@pytest.mark.parametrize("harm", controls.HARM)
def test_harm_is_found(harness: Harness, tmp_path: Path, harm: str) -> None:
    assert controls.is_found(harness, DESK, tmp_path, controls.HARM[harm])


def test_a_desk_that_was_only_prepared_is_whole(harness: Harness, tmp_path: Path) -> None:
    assert not judge(harness.fresh_desk(tmp_path / "desk"), ())


def test_a_change_that_was_never_written_is_missed(harness: Harness, tmp_path: Path) -> None:
    told = Done("pick", Changes("no such transaction", {"referral": frozenset({RecordId("r")})}))
    assert judge(harness.fresh_desk(tmp_path / "desk"), (told,)).lost


def test_a_value_that_is_not_there_is_missed(harness: Harness, tmp_path: Path) -> None:
    told = Done("draft", facts=(Fact("draft", "d", "of_record", "x"),))
    assert judge(harness.fresh_desk(tmp_path / "desk"), (told,)).lost == ("of_record of draft d",)


def test_a_program_that_ends_by_itself_is_no_kill(harness: Harness, tmp_path: Path) -> None:
    with pytest.raises(EndedByItself):
        harness.one_life(Program("short", _end, (1.0,)), tmp_path, seed=0, moment=1.0)


def test_too_few_kills_inside_a_transaction_fail_the_run() -> None:
    report = Report("desk", kills=100, inside=29, acknowledged=9, lost=0, corrupt=0, actions={}, examples=())
    assert [*faults(report, {})] == ["fewer than 30% of the kills fell inside a transaction"]


def _end(*_given: object) -> None:
    """A program with nothing to do."""
