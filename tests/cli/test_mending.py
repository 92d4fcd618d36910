"""A search that is broken is made anew where somebody searches from a terminal."""

from contextlib import closing

from kosidesk.services import vault
from kosidesk.settings import Settings
from tests.terminals import PASSPHRASE, Terminal


def test_a_broken_search_says_so_and_answers_all_the_same(stocked: Terminal) -> None:
    before = stocked.run("find", "Garten").out
    with (
        closing(vault.unlock(stocked.folder, PASSPHRASE, Settings())) as opened,
        opened.desk.database.writing() as connection,
    ):
        connection.exec_driver_sql("DELETE FROM offer_fts_data")

    said = stocked.run("find", "Garten")

    assert (said.code, said.out) == (0, before)
    assert said.err.startswith("Die Suche ist durcheinandergeraten.")
