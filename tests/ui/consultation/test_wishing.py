"""What a client wishes for counts at once, is kept on the way, and is answered by what fits."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from kosidesk.domain.change import Edit
from kosidesk.domain.consultation import CLOSED
from kosidesk.domain.ids import RecordId
from kosidesk.domain.record import Record
from kosidesk.services import consultations, wishes
from kosidesk.services.fits import Fits
from kosidesk.ui.consultation.model import Conversation
from kosidesk.ui.tasks import Lane
from tests.desks import JON, offer
from tests.ui.bench import Bench, Heard, bench

TUESDAY_AFTERNOON = 1 << 4
WITH_CHILDREN = {"target_groups": ("Kinder",)}


@pytest.fixture
def here(tmp_path: Path, qtbot: QtBot) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        yield made


@pytest.fixture
def reading(here: Bench) -> Record:
    return offer(
        here.desk, "Vorlesen", target_groups=("Kinder",), districts=("Barmen",), week=TUESDAY_AFTERNOON
    )


@pytest.fixture
def garden(here: Bench) -> Record:
    return offer(here.desk, "Beete pflegen", target_groups=("Senior*innen",), districts=("Ronsdorf",))


@pytest.fixture
def talk(here: Bench, qtbot: QtBot) -> Conversation:
    made = Conversation(here.desk, here.tasks, here.bus, here.owner)
    with qtbot.waitSignal(made.begun):
        made.begin()
    qtbot.waitUntil(here.tasks.is_idle)
    return made


@pytest.fixture
def slow_reading(here: Bench) -> Iterator[Event]:
    """Whatever is read waits until this is set."""
    gate = Event()
    here.tasks.run(here.owner, gate.wait, bool, bool, lane=Lane.READ)
    yield gate
    gate.set()


def current(talk: Conversation) -> RecordId:
    assert talk.sitting
    return talk.sitting.consultation.id


def titles(fits: object) -> list[str]:
    assert isinstance(fits, Fits)
    return [fit.row.title for fit in fits.best]


def test_a_wish_is_kept_while_it_is_told(here: Bench, talk: Conversation, qtbot: QtBot) -> None:
    talk.wishing.say({"words": "mit Kin"})
    talk.wishing.say({"words": "mit Kindern", **WITH_CHILDREN})
    qtbot.waitUntil(lambda: wishes.of(here.desk, current(talk)).words == "mit Kindern", timeout=1000)
    assert wishes.of(here.desk, current(talk)).target_groups == ("Kinder",)


def test_what_fits_best_comes_first_with_its_reasons(
    talk: Conversation, reading: Record, garden: Record, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(talk.wishing.found) as found:
        talk.wishing.say({**WITH_CHILDREN, "week": TUESDAY_AFTERNOON})
    assert titles(found.args[0])[0] == "Vorlesen"
    assert "dienstags nachmittags" in found.args[0].best[0].reasons


def test_while_nothing_is_wished_for_nothing_is_proposed(talk: Conversation, reading: Record) -> None:
    assert talk.wishing.is_blank()
    assert talk.wishing.fits.best == ()


def test_only_the_newest_wish_is_answered(
    talk: Conversation, reading: Record, garden: Record, slow_reading: Event, qtbot: QtBot
) -> None:
    answers = Heard(talk.wishing.found, talk)
    talk.wishing.say(WITH_CHILDREN)
    talk.wishing.say({"without_target_groups": ("Kinder",), "target_groups": ("Senior*innen",)})
    slow_reading.set()
    qtbot.waitUntil(lambda: bool(answers.all))
    assert [titles(one) for one in answers.all] == [["Beete pflegen"]]


def test_a_pick_takes_the_reasons_along(talk: Conversation, reading: Record, qtbot: QtBot) -> None:
    with qtbot.waitSignal(talk.wishing.found):
        talk.wishing.say({**WITH_CHILDREN, "districts": ("Barmen",)})
    talk.toggle(reading.id)
    qtbot.waitUntil(lambda: bool(talk.picks()))
    assert talk.sitting
    assert talk.sitting.picks[0].reason.startswith("Für Kinder, in Barmen")
    talk.toggle(reading.id)
    qtbot.waitUntil(lambda: not talk.picks())


def test_no_late_answer_overwrites_what_was_typed_since(
    here: Bench, talk: Conversation, qtbot: QtBot
) -> None:
    said = Heard(talk.wishing.wished, talk)
    talk.wishing.say({"words": "vor"})
    talk.keep()
    talk.wishing.say({"words": "vorlesen"})
    qtbot.waitUntil(here.tasks.is_idle)
    talk.keep()
    qtbot.waitUntil(here.tasks.is_idle)
    heard = [wish.words for wish in said.all]  # type: ignore[attr-defined]
    assert heard == sorted(heard, key=len)
    assert talk.wishing.wish
    assert talk.wishing.wish.words == wishes.of(here.desk, current(talk)).words == "vorlesen"


def test_what_was_written_and_not_yet_read_back_stays_in_sight(
    here: Bench, talk: Conversation, slow_reading: Event, qtbot: QtBot
) -> None:
    talk.describe(channel="phone")  # its reading knows nothing of the notes yet
    talk.say({"notes": "War Lehrerin"})
    shown = Heard(talk.shown, talk)
    talk.keep()
    qtbot.waitUntil(lambda: consultations.shortlist(here.desk, current(talk)).consultation.notes != "")
    slow_reading.set()
    qtbot.waitUntil(here.tasks.is_idle)
    kept = talk.talk()
    assert shown.all
    assert kept
    assert kept.notes == "War Lehrerin"


def test_somebody_elses_word_joins_what_is_being_said(here: Bench, talk: Conversation, qtbot: QtBot) -> None:
    talk.wishing.say({"words": "mit Kindern"})
    elsewhere = wishes.of(here.desk, current(talk))
    changes = wishes.say(
        here.desk, type(elsewhere)(elsewhere.id, elsewhere.consultation, districts=("Barmen",))
    )
    here.bus.changed.emit(changes)
    talk.keep()
    qtbot.waitUntil(here.tasks.is_idle)
    kept = wishes.of(here.desk, current(talk))
    assert (kept.words, kept.districts) == ("mit Kindern", ("Barmen",))
    assert talk.wishing.wish == kept


def test_another_talk_has_another_wish_and_the_first_one_keeps_its_own(
    here: Bench, talk: Conversation, qtbot: QtBot
) -> None:
    first = current(talk)
    talk.wishing.say({"words": "mit Kindern"})
    with qtbot.waitSignal(talk.begun):
        talk.begin()
    assert talk.wishing.is_blank()
    with qtbot.waitSignal(talk.begun):
        talk.resume(first)
    assert talk.wishing.wish
    assert talk.wishing.wish.words == "mit Kindern"


def test_offers_that_come_in_are_weighed_at_once(here: Bench, talk: Conversation, qtbot: QtBot) -> None:
    talk.wishing.say(WITH_CHILDREN)
    qtbot.waitUntil(here.tasks.is_idle)
    new = offer(here.desk, "Lernpatin", target_groups=("Kinder",))
    with qtbot.waitSignal(talk.wishing.found, check_params_cb=lambda found: titles(found) == ["Lernpatin"]):
        here.bus.changed.emit(here.desk.write(Edit(new, new.with_values(open_places=2))))


def test_a_fit_that_was_deleted_meanwhile_is_refused_in_words_and_the_talk_goes_on(
    here: Bench, talk: Conversation, reading: Record, qtbot: QtBot
) -> None:
    here.desk.write(Edit(reading, None))
    with qtbot.waitSignal(talk.refused):
        talk.pick(reading.id)
    assert talk.sitting


def test_a_talk_that_was_ended_elsewhere_says_so_and_shows_what_was_not_kept(
    here: Bench, talk: Conversation, qtbot: QtBot
) -> None:
    kept = consultations.open_record(here.desk, current(talk), "close")
    talk.say({"notes": "War Lehrerin"})
    talk.wishing.say({"words": "mit Kindern"})
    with qtbot.waitSignal(talk.taken_away) as said:
        here.bus.changed.emit(here.desk.write(Edit(kept, kept.with_values(state=CLOSED))))
    assert "anderswo beendet" in said.args[0]
    assert "„War Lehrerin · mit Kindern“" in said.args[0]
    assert talk.sitting is None


def test_a_talk_that_is_ended_here_is_not_reported_as_taken_away(
    here: Bench, talk: Conversation, qtbot: QtBot
) -> None:
    away = Heard(talk.taken_away, talk)
    talk.finish()
    qtbot.waitUntil(lambda: talk.sitting is None)
    assert away.all == []


def test_a_talk_in_which_nothing_was_said_ends_in_one_step(
    here: Bench, talk: Conversation, qtbot: QtBot
) -> None:
    consultation = current(talk)
    with qtbot.waitSignal(talk.done):
        talk.finish()
    assert consultations.shortlist(here.desk, consultation).consultation.state == CLOSED


@pytest.mark.parametrize("said", ["wish", "notes"])
def test_of_any_other_talk_it_is_asked_first_what_was_agreed(
    talk: Conversation, said: str, qtbot: QtBot
) -> None:
    if said == "wish":
        talk.wishing.say({"words": "mit Kindern"})
    else:
        talk.say({"notes": "kommt wieder"})
    with qtbot.waitSignal(talk.proposed) as proposed:
        talk.finish()
    assert len(proposed.args[0].ask_on) == 2
    assert talk.sitting


def test_a_talk_handed_over_waits_for_the_colleague(here: Bench, talk: Conversation, qtbot: QtBot) -> None:
    consultation = current(talk)
    talk.say({"notes": "sucht etwas Ruhiges"})
    with qtbot.waitSignal(talk.colleagues) as known:
        talk.begin_hand_over()
    assert known.args[0] == (JON,)
    talk.hand_over(JON.id, "kommt am Dienstag wieder")
    qtbot.waitUntil(lambda: talk.sitting is None)
    kept = consultations.shortlist(here.desk, consultation).consultation
    assert (kept.state, kept.counsellor) == ("paused", JON.id)
    assert kept.notes.startswith("sucht etwas Ruhiges\n")


def test_a_paused_talk_goes_on_where_it_was(here: Bench, talk: Conversation, qtbot: QtBot) -> None:
    consultation = current(talk)
    talk.wishing.say({"words": "mit Kindern"})
    talk.pause()
    qtbot.waitUntil(lambda: talk.sitting is None)
    with qtbot.waitSignal(talk.begun):
        talk.resume(consultation)
    assert talk.wishing.wish
    assert talk.wishing.wish.words == "mit Kindern"


def test_a_closed_talk_is_not_gone_on_with_and_the_one_here_stays(
    here: Bench, talk: Conversation, qtbot: QtBot
) -> None:
    ended = consultations.begin(here.desk)
    consultations.close(here.desk, ended.id)
    before = current(talk)
    with qtbot.waitSignal(talk.refused):
        talk.resume(ended.id)
    assert current(talk) == before


def test_the_next_client_is_held_to_come_the_same_way(here: Bench, talk: Conversation, qtbot: QtBot) -> None:
    talk.describe(channel="stand")
    qtbot.waitUntil(talk.is_short)
    with qtbot.waitSignal(talk.begun):
        talk.begin()
    assert talk.sitting
    assert talk.sitting.consultation.channel == "stand"
    assert talk.is_short()


@pytest.mark.parametrize(
    ("notes", "hint"),
    [("Tel. 0202 000-123", "Telefonnummer"), ("war Lehrerin", ""), ("a@example.org", "E-Mail")],
)
def test_notes_that_seem_to_name_somebody_get_a_hint(talk: Conversation, notes: str, hint: str) -> None:
    talk.say({"notes": notes})
    assert hint in talk.notes_hint()
    assert bool(hint) == bool(talk.notes_hint())
    talk.keep()
