"""The same stories on the databases that are really used: after each step, nothing differs from memory."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.sim.mutants import planted
from tests.sim.twofold import Place, TwoFiles, TwoServers
from tests.sim.world import MODES, Mode

IMAGES, RESTORE, ALONE, _ = MODES
FILE, POSTGRESQL = "file", "postgresql"


@pytest.fixture(params=[FILE, POSTGRESQL])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    where: str | Path = tmp_path / "books.db"
    if request.param == POSTGRESQL:
        where = str(request.getfixturevalue("database_url"))
    (tmp_path / "beside").mkdir()
    return Place(where, tmp_path / "beside" / "erasures", tmp_path / "backups")


@pytest.mark.parametrize(("mode", "seed"), [(IMAGES, 11), (RESTORE, 13)])
def test_a_server_answers_on_every_database_alike(place: Place, mode: Mode, seed: int) -> None:
    with closing(TwoServers(seed, mode, place)) as world:
        world.run()
        world.compare()


@pytest.mark.parametrize(("mode", "seed"), [(IMAGES, 24), (RESTORE, 25), (RESTORE, 26), (ALONE, 20)])
def test_a_desk_s_file_holds_what_its_memory_would(tmp_path: Path, mode: Mode, seed: int) -> None:
    with closing(TwoFiles(seed, mode, tmp_path)) as world:
        world.run()
        world.compare()


def test_a_row_that_one_of_them_skips_is_noticed(tmp_path: Path) -> None:
    place = Place(tmp_path / "books.db", tmp_path / "erasures", tmp_path / "backups")
    with (
        planted("row skipped"),
        closing(TwoServers(11, RESTORE, place)) as world,
        pytest.raises(AssertionError, match="reply"),
    ):
        world.run()


def test_an_answer_that_one_of_them_forgets_is_noticed(tmp_path: Path) -> None:
    with (
        planted("settled before applied"),
        closing(TwoFiles(25, RESTORE, tmp_path)) as world,
        pytest.raises(AssertionError, match="in memory"),
    ):
        world.run()
