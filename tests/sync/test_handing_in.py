"""What a desk hands in arrives, however much it is, and whatever became of the server meanwhile."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from kosidesk.domain.errors import DeskRevoked
from kosidesk.server.identity import revoke
from kosidesk.server.store.store import begin_epoch
from kosidesk.services import syncing
from tests.desks import MARA, offer
from tests.server.served import Clock, Served, served
from tests.services.towns import Seat, seat

pytestmark = pytest.mark.usefixtures("sockets")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def town(tmp_path: Path, clock: Clock) -> Iterator[Served]:
    with served(tmp_path / "server", clock) as running:
        yield running


@pytest.fixture
def mara(town: Served, clock: Clock, tmp_path: Path) -> Iterator[Seat]:
    with seat(town, clock, tmp_path / "desk-1", MARA) as at:
        yield at


def test_a_barred_desk_hands_in_what_waits_even_if_the_server_was_restored_since(
    town: Served, mara: Seat
) -> None:
    mara.sync()
    store = town.context.store
    with store.transaction() as connection:
        begin_epoch(connection, store.database, "restore")
        revoke.revoke_device(connection, mara.machine.id)
    made = offer(mara.desk, "Vorlesen")

    with pytest.raises(DeskRevoked):
        mara.sync()

    assert syncing.state(mara.desk).waiting == 0
    assert made.id in {refused.operation.record for refused in store.quarantined()}


def test_more_than_one_request_may_carry_arrives_in_several(town: Served, mara: Seat) -> None:
    chance = Random(1)  # noqa: S311 - not a secret
    for number in range(12):
        made = offer(mara.desk, f"Angebot {number}")
        mara.change(made, description="".join(chance.choices("abcdefghijklmnopqrstuvwxyz äöü", k=199_000)))

    mara.sync()

    assert syncing.state(mara.desk).waiting == 0
    assert not town.context.store.quarantined()
