"""That an offer still holds: who said so, and what that changes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kosidesk.domain.change import Edit
from kosidesk.domain.errors import NotFound
from kosidesk.domain.freshness import Light
from kosidesk.domain.ids import RecordId
from kosidesk.services import assurance, history, offers
from kosidesk.services.desk import Desk
from tests.desks import make_desk, offer


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    yield made
    made.database.close()


def test_who_confirms_is_the_counsellor_or_whom_she_names(desk: Desk) -> None:
    one, other = offer(desk, "Kochen"), offer(desk, "Vorlesen")

    assurance.assure(desk, (one.id,))
    assurance.assure(desk, (other.id,), "Frau Beispiel")

    said = [
        (full.offer.assured_by, full.offer.assured_on) for full in offers.by_ids(desk, (one.id, other.id))
    ]
    assert said == [("Mara", desk.today()), ("Frau Beispiel", desk.today())]


def test_who_did_not_answer_three_clients_has_answered_now(desk: Desk) -> None:
    silent = offer(desk, "Kochen", assured_on=desk.today().isoformat(), unanswered=3)
    assert assurance.counts(desk)[Light.ORANGE] == 1

    assurance.assure(desk, (silent.id,))

    assert offers.full(desk, silent.id).offer.unanswered == 0
    assert assurance.counts(desk)[Light.GREEN] == 1


def test_assuring_twice_on_a_day_changes_nothing(desk: Desk) -> None:
    record = offer(desk, "Suppe kochen")

    assert assurance.assure(desk, (record.id,))
    assert not assurance.assure(desk, (record.id,))


def test_several_at_once_are_one_action(desk: Desk) -> None:
    ids = [offer(desk, title).id for title in ("Kochen", "Vorlesen")]

    assurance.assure(desk, ids)
    history.undo_last(desk)

    assert assurance.counts(desk)[Light.UNKNOWN] == 2


def test_one_that_was_deleted_keeps_all_as_they_were(desk: Desk) -> None:
    one, gone = offer(desk, "Kochen"), offer(desk, "Vorlesen")
    desk.write(Edit(gone, None))

    with pytest.raises(NotFound):
        assurance.assure(desk, (one.id, RecordId(gone.id)))

    assert assurance.counts(desk)[Light.UNKNOWN] == 1


def test_only_active_offers_that_do_not_rest_are_counted(desk: Desk) -> None:
    offer(desk, "Ruht", status="inactive")
    offer(desk, "Entwurf", status="draft")
    offer(desk, "Pause", paused_until="2999-01-01")
    offer(desk, "Rot", assured_on="2020-01-01")

    assert assurance.counts(desk) == {light: int(light is Light.RED) for light in Light}
