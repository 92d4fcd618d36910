"""An evil client tries what the rules forbid, at every door and in every role; nothing may come of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kosidesk.server.doors.table import DOORS
from tests.server.attacks import town
from tests.server.attacks.attack import Attack
from tests.server.attacks.entry import ENTRY
from tests.server.attacks.law import LAW
from tests.server.attacks.town import ROLES, Town

ATTACKS = (*ENTRY, *LAW)


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Town]:
    folder = tmp_path_factory.mktemp("town") / "server"
    return folder, town.settle(folder)


@pytest.fixture
def attacked(founded: tuple[Path, Town], tmp_path: Path) -> Iterator[Town]:
    with town.copy(*founded, tmp_path / "server") as copied:
        yield copied


@pytest.mark.parametrize("attack", ATTACKS, ids=str)
def test_nothing_comes_of_an_attack(attacked: Town, attack: Attack) -> None:
    before = attacked.books()

    attack.do(attacked)

    after = attacked.books()
    changed = {table for table in before if before[table] != after[table]}
    assert changed <= attack.leaves, attack.rule


def test_every_door_is_attacked_in_every_role() -> None:
    tried = {(attack.method, attack.path, attack.role) for attack in ATTACKS}
    doors = {(door.method, door.path) for door in DOORS}

    missing = {(*door, role) for door in doors for role in ROLES} - tried
    assert not missing


def test_no_two_attacks_have_one_name() -> None:
    names = [(attack.method, attack.path, str(attack)) for attack in ATTACKS]

    assert len(set(names)) == len(names)
    assert len({(attack.name, attack.rule) for attack in ATTACKS}) >= 60
