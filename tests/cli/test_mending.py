"""A search that is broken is made anew where somebody searches from a terminal."""

from contextlib import closing
from pathlib import Path

from kosidesk.services import vault
from kosidesk.settings import Settings
from tests.terminals import PASSPHRASE, Terminal


def test_a_broken_search_says_so_and_answers_all_the_same(stocked: Terminal) -> None:
    before = stocked.run("find", "Garten").out
    _break_search(stocked)

    said = stocked.run("find", "Garten")

    assert (said.code, said.out) == (0, before)
    assert said.err.startswith("Die Suche ist durcheinandergeraten.")


def test_a_wish_is_answered_from_a_broken_search_all_the_same(stocked: Terminal, tmp_path: Path) -> None:
    wish = tmp_path / "wunsch.toml"
    wish.write_text('words = "Garten"', encoding="utf-8")
    before = stocked.run("match", "--wish", wish, "--excluded").out
    _break_search(stocked)

    said = stocked.run("match", "--wish", wish, "--excluded")

    assert (said.code, said.out) == (0, before)
    assert said.err.startswith("Die Suche ist durcheinandergeraten.")


def _break_search(stocked: Terminal) -> None:
    with (
        closing(vault.unlock(stocked.folder, PASSPHRASE, Settings())) as opened,
        opened.desk.database.writing() as connection,
    ):
        connection.exec_driver_sql("DELETE FROM offer_fts_data")
