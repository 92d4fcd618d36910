"""Summaries in other languages: typed, told, taken away, and never lost where two people type one."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kosidesk.domain.change import Edit
from kosidesk.domain.errors import ChangedMeanwhile, Invalid, NotFound
from kosidesk.domain.offer import Translation, translation_id
from kosidesk.domain.record import Record
from kosidesk.services import bundles, conflicts, editing, history, offers, translations, words
from kosidesk.services.desk import Desk
from kosidesk.services.translations import translate
from kosidesk.storage import inspection, read
from tests.desks import JON, make_desk, offer

ARABIC, TURKISH = "نقرأ القصص للأطفال.", "Çocuklara kitap okuyoruz."


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    yield made
    made.database.close()


@pytest.fixture
def record(desk: Desk) -> Record:
    return offer(desk, "Vorlesen", summary="Wir lesen Kindern vor.")


def told(desk: Desk, record: Record) -> dict[str, str]:
    return {one.language: one.text for one in offers.full(desk, record.id).translations}


def test_an_offer_comes_with_its_translations_in_the_order_of_their_codes(desk: Desk, record: Record) -> None:
    other = offer(desk, "Kochen")
    translate(desk, record.id, "tr", TURKISH)
    translate(desk, other.id, "tr", "Yemek pişiriyoruz.")
    translate(desk, record.id, "ar", f" {ARABIC}\n")

    assert list(told(desk, record).items()) == [("ar", ARABIC), ("tr", TURKISH)]
    assert told(desk, other) == {"tr": "Yemek pişiriyoruz."}


def test_translating_again_changes_the_same_record(desk: Desk, record: Record) -> None:
    translate(desk, record.id, "tr", "Kitap")
    translate(desk, record.id, "tr", TURKISH)

    (kept,) = read.all_of(desk.database, "translation")
    assert Translation.of(kept) == Translation(translation_id(record.id, "tr"), record.id, "tr", TURKISH)


def test_an_empty_text_takes_a_translation_away_and_it_can_come_back(desk: Desk, record: Record) -> None:
    translate(desk, record.id, "tr", TURKISH)
    translate(desk, record.id, "tr", " \n")
    assert told(desk, record) == {}
    assert not translate(desk, record.id, "tr", "")

    translate(desk, record.id, "tr", "Kitap")

    assert told(desk, record) == {"tr": "Kitap"}
    assert list(inspection.strayed(desk.database)) == []


def test_a_text_is_kept_without_signs_that_nobody_sees(desk: Desk, record: Record) -> None:
    translate(desk, record.id, "tr", "Kitap\0 \u202e okuyoruz.\r\n\r\n\r\nHer\x07 gün.\n")

    assert told(desk, record) == {"tr": "Kitap okuyoruz.\n\nHer gün."}


def test_it_is_one_action_that_can_be_taken_back(desk: Desk, record: Record) -> None:
    translate(desk, record.id, "tr", TURKISH)

    history.undo_last(desk)

    assert told(desk, record) == {}


@pytest.mark.parametrize("language", ["de", "xx", ""])
def test_only_what_a_sheet_speaks_beside_german_is_a_language(
    desk: Desk, record: Record, language: str
) -> None:
    assert language not in {known.code for known in translations.languages()}
    with pytest.raises(Invalid) as refused:
        translate(desk, record.id, language, "x")
    (fault,) = refused.value.faults
    assert (fault.field, fault.code, fault.given) == ("language", "choice", language)


def test_arabic_persian_and_plain_german_are_languages() -> None:
    known = {language.code: language for language in translations.languages()}
    assert {code for code, language in known.items() if language.right_to_left} == {"ar", "fa"}
    assert "de-leicht" in known


def test_an_unknown_offer_has_no_translation(desk: Desk) -> None:
    with pytest.raises(NotFound):
        translate(desk, "nowhere", "tr", TURKISH)


def test_the_history_of_an_offer_tells_of_its_translations(desk: Desk, record: Record) -> None:
    translate(replace(desk, user=JON), record.id, "tr", TURKISH)

    change, who = history.history(desk, record.id)[0]

    assert (change.kind, who) == ("translation", "Jon")
    assert history.is_within(desk, change.transaction, record.id)


def test_a_kept_offer_keeps_its_translation_when_its_making_is_taken_back(desk: Desk, record: Record) -> None:
    new = editing.new_record(desk, "offer", title="Kochen", organisation=record.text("organisation"))
    along = editing.new_record(desk, "translation", offer=new.id, language="tr", text="Yemek")
    changes = editing.save(desk, Edit(None, new), Edit(None, along))
    pick = Record("referral", desk.born_id(), {"offer": new.id, "state": "noted"})
    desk.write(Edit(None, pick))

    history.undo(desk, changes.transaction)

    assert told(desk, new) == {"tr": "Yemek"}


def test_the_same_language_typed_by_two_at_one_desk_is_laid_together_before_it_is_saved(
    desk: Desk, record: Record
) -> None:
    mine = editing.new_record(desk, "translation", offer=record.id, language="tr", text=TURKISH)
    translate(replace(desk, user=JON), record.id, "tr", "Kitap")
    with pytest.raises(ChangedMeanwhile):
        editing.save(desk, Edit(None, mine))

    joined, [clash] = editing.join(desk, Edit(None, mine))

    assert (clash.field, clash.theirs, clash.mine) == ("text", "Kitap", TURKISH)
    editing.save(desk, joined)
    assert told(desk, record) == {"tr": TURKISH}


def test_the_same_words_typed_by_two_are_no_clash(desk: Desk, record: Record) -> None:
    mine = editing.new_record(desk, "translation", offer=record.id, language="tr", text=TURKISH)
    translate(desk, record.id, "tr", TURKISH)

    assert editing.join(desk, Edit(None, mine)) == (Edit(mine, mine), ())


def test_a_draft_of_a_new_translation_is_found_with_its_offer(desk: Desk, record: Record) -> None:
    translate(desk, record.id, "ar", ARABIC)
    typed = editing.new_record(desk, "translation", offer=record.id, language="tr", text=TURKISH)

    editing.keep_drafts(desk, [Edit(None, typed)])

    bundle = bundles.load(desk, "offer", record.id)
    assert [one.kind for one in bundle.stored] == ["offer", "place", "translation"]
    assert typed in bundle.drafted


def test_a_conflict_about_a_translation_names_its_offer_and_language(desk: Desk, record: Record) -> None:
    translate(desk, record.id, "tr", TURKISH)
    filed = Record(
        "conflict",
        desk.born_id(),
        {
            "of_kind": "translation",
            "of_record": translation_id(record.id, "tr"),
            "field": "text",
            "theirs": '"Kitap"',
            "mine": f'"{TURKISH}"',
            "status": "undecided",
            "source": "abgleich",
        },
    )
    desk.write(Edit(None, filed))

    (conflict,) = conflicts.undecided(desk)

    assert (conflict.root, conflict.title, conflict.language) == (record.id, "Vorlesen", "tr")
    assert conflicts.of(desk, (record.id,)) == {record.id: 1}
    assert words.language_name(conflict.language) == "Türkisch"
