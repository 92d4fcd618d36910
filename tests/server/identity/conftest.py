"""A server that was just set up."""

from pathlib import Path

import pytest

from kosidesk.server.identity.office import Office
from tests.server.identity import offices


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return offices.office(tmp_path)
