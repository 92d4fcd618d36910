"""The demo desk is the same each time it is made, and grows without touching what is there."""

from datetime import timedelta
from pathlib import Path

import pytest

from kosidesk.domain.change import Edit
from kosidesk.domain.errors import DeskExists
from kosidesk.domain.record import Record
from kosidesk.schema import REGISTRY
from kosidesk.services import demo_desk, offers, vault
from kosidesk.services.checks import check
from kosidesk.services.demo import DEMO_CITY, DEMO_COUNSELLOR, DEMO_PASSPHRASE
from kosidesk.services.translations import languages
from kosidesk.services.vault import NewDesk, Opened
from kosidesk.settings import Settings
from kosidesk.storage import read
from tests.desks import NOW, ticking_clock


def demo(folder: Path, count: int | None = None) -> Opened:
    return demo_desk.open_demo(folder, Settings(), offers=count, clock=ticking_clock())


def records(opened: Opened) -> dict[str, tuple[Record, ...]]:
    """Everything on the desk, which is closed then."""
    found = {kind: read.all_of(opened.desk.database, kind) for kind in REGISTRY}
    opened.close()
    return found


def test_two_demo_desks_hold_the_same_records(tmp_path: Path) -> None:
    assert records(demo(tmp_path / "one", 20)) == records(demo(tmp_path / "other", 20))


def test_a_demo_desk_is_known_and_left_alone(tmp_path: Path) -> None:
    made = records(demo(tmp_path, 5))
    assert demo_desk.is_demo(tmp_path)
    assert records(demo(tmp_path)) == made
    assert records(demo(tmp_path, 3)) == made


def test_some_offers_have_been_translated_into_languages_a_sheet_speaks(tmp_path: Path) -> None:
    opened = demo(tmp_path, 60)
    known = {language.code for language in languages()}
    found = [full for full in offers.by_ids(opened.desk, _ids(opened)) if full.translations]
    opened.close()
    assert found
    assert all(full.offer.summary for full in found)
    assert {one.language for full in found for one in full.translations} == {"ar", "en", "tr", "uk"} <= known


def _ids(opened: Opened) -> list[str]:
    return [record.id for record in read.all_of(opened.desk.database, "offer")]


def test_a_demo_desk_grows_by_new_offers_alone(tmp_path: Path) -> None:
    made = {record.id: record for record in records(demo(tmp_path, 5))["offer"]}
    later = demo_desk.open_demo(tmp_path, Settings(), offers=9, clock=lambda: NOW + timedelta(days=400))
    grown = {record.id: record for record in records(later)["offer"]}
    assert len(grown) == 9
    assert {id_: grown[id_] for id_ in made} == made


def test_what_somebody_practised_survives_growing(tmp_path: Path) -> None:
    opened = demo(tmp_path, 5)
    record = read.all_of(opened.desk.database, "offer")[0]
    opened.desk.write(Edit(record, record.with_values(title="Geübt")))
    opened.close()
    grown = demo(tmp_path, 6)
    assert offers.by_number(grown.desk, record.text("number")).get("title") == "Geübt"
    assert check(grown) == ()
    grown.close()


def test_new_records_on_a_demo_desk_get_random_ids(tmp_path: Path) -> None:
    opened = demo(tmp_path, 1)
    assert not opened.desk.born_id().startswith("00000000")
    opened.close()


def test_a_demo_desk_whose_making_was_interrupted_is_stocked_later(tmp_path: Path) -> None:
    wanted = NewDesk("", DEMO_CITY, DEMO_COUNSELLOR, DEMO_PASSPHRASE)
    vault.create(tmp_path, wanted, Settings(), ticking_clock(), demo_desk._counted_ids()).close()
    assert len(records(demo(tmp_path))["offer"]) == demo_desk.OFFERS


def test_a_real_desk_is_no_demo(tmp_path: Path) -> None:
    assert not demo_desk.is_demo(tmp_path / "nowhere")
    wanted = NewDesk("", "wuppertal", "Mara", "vier leise blaue Stühle")
    vault.create(tmp_path, wanted, Settings()).close()
    assert not demo_desk.is_demo(tmp_path)
    with pytest.raises(DeskExists):
        demo(tmp_path, 1)
