"""What `installer/test.py` says at its end."""

from pathlib import Path
from types import ModuleType

import pytest

REPORT = """<testsuites><testsuite>
<testcase classname="tests.a" name="test_good" time="0.5"/>
<testcase classname="tests.a" name="test_bad" time="2"><failure message="no"/></testcase>
<testcase classname="tests.a" name="test_broken" time="0"><error message="no"/></testcase>
<testcase classname="tests.a" name="test_later" time="0"><skipped message="{reason}"/></testcase>
</testsuite></testsuites>"""


@pytest.fixture
def tally(checks: ModuleType, tmp_path: Path, request: pytest.FixtureRequest) -> object:
    reason = getattr(request, "param", "no-zbar: the code is not read back")
    report = tmp_path / "report.xml"
    report.write_text(REPORT.format(reason=reason), encoding="utf-8")
    return checks.Tally(tests=checks.read_report(report))


def test_the_last_line_is_the_sum(
    checks: ModuleType, tally: object, capsys: pytest.CaptureFixture[str]
) -> None:
    checks.judge_skips(tally, everything=False)
    assert not checks.summary(tally)
    assert capsys.readouterr().out.splitlines()[-1] == "2 passed, 2 failed, 1 skipped"


def test_the_slowest_test_comes_first(
    checks: ModuleType, tally: object, capsys: pytest.CaptureFixture[str]
) -> None:
    checks.summary(tally)
    assert "slowest tests\n    2.00 s  tests.a::test_bad\n" in capsys.readouterr().out


def test_a_skip_is_listed_with_its_reason(
    checks: ModuleType, tally: object, capsys: pytest.CaptureFixture[str]
) -> None:
    checks.summary(tally)
    assert "no-zbar: the code is not read back  (tests.a::test_later)" in capsys.readouterr().out


@pytest.mark.parametrize("tally", ["not today", ""], indirect=True)
def test_a_skip_without_a_reason_code_fails(checks: ModuleType, tally: object) -> None:
    checks.judge_skips(tally, everything=False)
    assert tally.failed_checks == ["each skip names its reason code"]


def test_any_skip_fails_where_everything_is_asked_for(checks: ModuleType, tally: object) -> None:
    checks.judge_skips(tally, everything=True)
    assert tally.failed_checks == ["nothing skipped"]


def test_a_check_that_ends_badly_is_counted_and_the_next_one_runs(
    checks: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(checks, "RESULTS", tmp_path)
    here = checks.Environment(Path("/usr"), ())
    tally = checks.Tally()
    checks.run(checks.Check("first", ("false",), here), tally)
    checks.run(checks.Check("second", ("true",), here), tally)
    assert (tally.failed_checks, tally.passed_checks) == (["first"], 1)
    assert not checks.summary(tally)
    assert "\n1 passed, 1 failed, 0 skipped\n" in capfd.readouterr().out
