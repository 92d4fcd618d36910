"""A storm of logins neither fills the memory nor lets anybody in."""

import sys
from pathlib import Path

import pytest

from tests.server.storm import storm


@pytest.mark.usefixtures("sockets")
@pytest.mark.skipif(sys.platform != "linux", reason="reads the peak of another process's memory from /proc")
def test_forty_guessers_at_once_fit_into_300_mb(tmp_path: Path) -> None:
    figures = storm(tmp_path / "server", seconds=2)
    assert figures["peak_mb"] < 300
    assert figures["syncs_in_storm"] > 0
    assert figures["guesses_judged"] > 0
    assert figures["guesses_sent_away"] > 0
    assert figures["other_answers"] == 0
