"""Which offers are asked about, and in which order their organisations are called."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kosidesk.domain.change import Edit
from kosidesk.domain.consultation import NO_ANSWER, OUTDATED
from kosidesk.domain.freshness import Light
from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import Organisation
from kosidesk.domain.record import Record
from kosidesk.services import assurance, confirming, consultations, merging, outcomes, records
from kosidesk.services.desk import Desk
from tests.desks import make_desk, offer


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    yield made
    made.database.close()


def titles(desk: Desk) -> list[str]:
    return [doubt.title for found in confirming.rounds(desk) for doubt in found.doubts]


def test_only_what_is_orange_red_or_never_was_assured_is_asked_about(desk: Desk) -> None:
    offer(desk, "Grün", assured_on="2026-11-01")
    offer(desk, "Gelb", assured_on="2026-05-25")
    offer(desk, "Orange", assured_on="2026-05-24")
    offer(desk, "Rot", assured_on="2020-01-01")
    offer(desk, "Nie")
    offer(desk, "Laut Quelle", edited_on="2026-11-01")
    offer(desk, "Ruht", status="inactive")
    offer(desk, "Pausiert", paused_until="2027-01-01")
    assert sorted(titles(desk)) == ["Nie", "Orange", "Rot"]


def test_the_border_is_where_the_light_turns_orange(desk: Desk) -> None:
    offer(desk, "Orange", assured_on="2026-05-24")
    (found,) = confirming.rounds(desk)
    assert found.doubts[0].freshness.light is Light.ORANGE


def test_three_who_got_no_answer_make_an_offer_a_matter_to_ask_about(desk: Desk) -> None:
    offer(desk, "Zwei", assured_on="2026-11-01", unanswered=2)
    offer(desk, "Drei", assured_on="2026-11-01", unanswered=3)
    assert titles(desk) == ["Drei"]


def test_what_a_client_found_outdated_is_asked_about_until_somebody_assures_it(desk: Desk) -> None:
    made = offer(desk, "Vorlesen", assured_on="2026-11-01")
    talk = consultations.begin(desk)
    consultations.pick(desk, talk.id, made.id)
    referral = consultations.shortlist(desk, talk.id).referrals[0]

    outcomes.record(desk, referral.id, NO_ANSWER, OUTDATED)

    assert [doubt.is_told_outdated for doubt in confirming.rounds(desk)[0].doubts] == [True]
    assurance.assure(desk, (made.id,))
    assert confirming.rounds(desk) == ()


def test_who_was_complained_about_is_called_first_then_who_has_most_to_say(desk: Desk) -> None:
    one = offer(desk, "Kochen", "Altenheim")
    two = offer(desk, "Garten", "Bücherei")
    desk.write(Edit(None, Record("offer", desk.born_id(), {**two.values, "title": "Vorlesen"})))
    offer(desk, "Chor", "Zirkus", unanswered=3)
    names = [found.name for found in confirming.rounds(desk)]
    assert names == ["Zirkus", "Bücherei", "Altenheim"]
    assert [doubt.title for doubt in confirming.rounds(desk)[1].doubts] == ["Garten", "Vorlesen"]
    assert confirming.round_of(desk, RecordId(one.text("organisation"))).doubts[0].id == one.id


def test_an_organisation_that_was_merged_is_not_called_for_itself(desk: Desk) -> None:
    kept, gone = offer(desk, "Vorlesen", "Haus Talblick"), offer(desk, "Kochen", "Talblick")
    late = Record("offer", desk.born_id(), {**gone.values, "title": "Singen"})
    here, there = (RecordId(one.text("organisation")) for one in (kept, gone))
    merging.merge(desk, Organisation.KIND, here, there)
    desk.write(Edit(None, late))  # as a desk sends it that does not know yet

    (found,) = confirming.rounds(desk)

    assert (found.organisation, found.name) == (here, "Haus Talblick")
    assert [doubt.title for doubt in found.doubts] == ["Kochen", "Singen", "Vorlesen"]
    assert confirming.round_of(desk, here).doubts == found.doubts


def test_an_organisation_that_is_gone_leaves_its_offers_to_be_asked_about(desk: Desk) -> None:
    made = offer(desk, "Vorlesen")
    body = records.record(desk, "organisation", made.text("organisation"))
    desk.write(Edit(body, None))
    (found,) = confirming.rounds(desk)
    full = confirming.round_of(desk, found.organisation)
    assert (found.name, full.organisation.name, full.ways) == ("", "", ())
    assert [doubt.title for doubt in full.doubts] == ["Vorlesen"]
