"""A server that was just set up."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kosidesk.server.identity.office import Office
from tests.server.identity import offices


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with offices.opened(tmp_path) as office:
        yield office
