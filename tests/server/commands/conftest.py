"""Operators with and without a server."""

from pathlib import Path

import pytest

from tests.server.commands.operator import Operator


@pytest.fixture
def operator(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Operator:
    """No server yet."""
    return Operator(tmp_path / "server", capsys)


@pytest.fixture
def founded(operator: Operator) -> Operator:
    operator.types("init", "--agency", "Agentur Musterstadt", "--host", "localhost")
    return operator
