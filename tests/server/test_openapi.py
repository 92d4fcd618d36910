"""Somebody else's tool knocks at every door the description names, with right and wrong requests."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from kosidesk.protocol.access import FRAME
from kosidesk.server.doors.table import DOORS, described
from tests.server.attacks.town import creates, record_id
from tests.server.identity.machines import enrolled
from tests.server.identity.offices import MARA
from tests.server.served import Seat, served

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
DESCRIPTION: dict[str, Any] = json.loads(described().body)
BOUNDED = settings(
    max_examples=8,
    phases=[Phase.generate],
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@schemathesis.serializer(FRAME)
def frame(_context: Any, value: Any) -> bytes:
    return value.encode() if isinstance(value, str) else bytes(value)


@pytest.fixture
def seat(tmp_path: Path) -> Iterator[Seat]:
    with served(tmp_path / "server") as running:
        mara = running.log_in(enrolled(running.context.office, MARA), MARA)
        # Beyond the beginning, or who asks for news would be kept waiting.
        mara.sync(creates("offer", record_id(1), title="Vorlesen"))
        yield mara


def test_every_door_is_described() -> None:
    paths = DESCRIPTION["paths"]
    described_doors = {(method.upper(), path) for path in paths for method in paths[path]}
    assert described_doors == {(door.method, door.path) for door in DOORS}


def test_every_message_a_door_speaks_of_is_described() -> None:
    named = set(json.dumps(DESCRIPTION["paths"]).split("#/components/schemas/")[1:])
    assert {each.split('"')[0] for each in named} <= set(DESCRIPTION["components"]["schemas"])


@pytest.mark.usefixtures("sockets")
def test_no_request_breaks_a_door(seat: Seat) -> None:
    web, made = seat.served.web, seat.served.context.settings
    for operation in schemathesis.openapi.from_dict(DESCRIPTION).get_all_operations():

        @BOUNDED
        @given(case=operation.ok().as_strategy())
        def knock(case: schemathesis.Case) -> None:
            answered = case.call(
                base_url=f"https://localhost:{web.port}", verify=str(made.certificate), headers=seat.headers
            )
            case.validate_response(answered, checks=CHECKS)

        knock()
