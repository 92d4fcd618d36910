"""Half a year at one desk, day by day from October to March, and what must hold at its end.

Four counsellors' worth of work: 500 consultations, 2,500 offers, promises kept, missed and put off, outcomes,
withdrawals, imports in between, and both days on which the clocks change.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Connection

from kosidesk.domain.change import Changes
from kosidesk.domain.client import PURPOSES, Client
from kosidesk.domain.consultation import (
    CLOSED,
    DECLINED_BY_PERSON,
    ENDED,
    HANDED_OUT,
    NO_ANSWER,
    STARTED,
    UNANSWERED,
    Consultation,
    Referral,
)
from kosidesk.domain.follow_up import DONE, DROPPED, DUE, FollowUp
from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import Offer
from kosidesk.domain.record import Record
from kosidesk.domain.wish import Wish
from kosidesk.schema import REGISTRY
from kosidesk.services import (
    assurance,
    bulk,
    clients,
    consultations,
    demo_desk,
    finishing,
    fits,
    follow_ups,
    history,
    imports,
    outcomes,
    wishes,
)
from kosidesk.services.checks import check
from kosidesk.services.desk import Desk
from kosidesk.services.vault import Opened
from kosidesk.settings import Settings
from kosidesk.storage import read
from kosidesk.storage.rows import columns_of
from tests.desks import counted_ids
from tests.feeds import stock

FIRST, LAST = date(2026, 10, 1), date(2027, 3, 31)
TALKS, OFFERS, LISTED = 500, 2_500, 60
IMPORTS_EVERY, WITHDRAWALS = 40, 25
CASE = (Consultation.KIND, Referral.KIND, FollowUp.KIND)
BERLIN = "Europe/Berlin"


class Clock:
    """Stands at a moment of Berlin's time until it is set."""

    def __init__(self) -> None:
        self.set(FIRST, 9)

    def set(self, day: date, hour: int) -> None:
        self._now = datetime(day.year, day.month, day.day, hour).astimezone(UTC)

    def forward(self, minutes: int) -> None:
        self._now += timedelta(minutes=minutes)

    def __call__(self) -> datetime:
        return self._now


@dataclass
class Book:
    """What was done, kept beside the desk, so that the desk can be held to it."""

    talks: list[RecordId] = field(default_factory=list)
    waiting: dict[RecordId, date] = field(default_factory=dict)
    settled: dict[RecordId, str] = field(default_factory=dict)
    talk_of: dict[RecordId, RecordId] = field(default_factory=dict)
    known: dict[RecordId, str] = field(default_factory=dict)
    forgotten: dict[RecordId, str] = field(default_factory=dict)
    undone: int = 0

    def forget(self, talk: RecordId) -> str:
        name = self.forgotten[talk] = self.known.pop(talk)
        for promise in [one for one, of in self.talk_of.items() if of == talk]:
            self.waiting.pop(promise, None)
            self.settled.pop(promise, None)
        return name


@pytest.fixture
def in_berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if not hasattr(time, "tzset"):
        pytest.skip("no-time-zone: this system cannot be told a time zone")
    monkeypatch.setenv("TZ", BERLIN)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def clock(in_berlin: None) -> Clock:
    return Clock()


@pytest.fixture
def opened(tmp_path: Path, clock: Clock) -> Iterator[Opened]:
    whole = demo_desk.open_demo(tmp_path / "desk", Settings(), offers=OFFERS, clock=clock)
    yield replace(whole, desk=replace(whole.desk, new_id=counted_ids()))
    whole.close()


def test_half_a_year(opened: Opened, clock: Clock, tmp_path: Path) -> None:
    year = HalfYear(opened.desk, clock, tmp_path)
    year.live()
    book, desk = year.book, opened.desk
    assert len(book.talks) == TALKS
    assert len(book.forgotten) == WITHDRAWALS
    assert book.undone > 20
    no_promise_is_lost(desk, book)
    every_talk_is_there_once(desk, book)
    places_follow_from_outcomes(desk, year.offers_at_first)
    lights_follow_from_days(desk)
    nothing_is_left_of_the_forgotten(desk, book)
    assert check(opened) == ()


class HalfYear:
    def __init__(self, desk: Desk, clock: Clock, folder: Path) -> None:
        self.desk, self.clock, self.folder = desk, clock, folder
        self.random = Random(5)  # noqa: S311 - a story, no secret
        self.book = Book()
        self.offers_at_first = {one.id: one for one in read.all_of(desk.database, Offer.KIND)}
        self.offers = list(self.offers_at_first)
        self.paused: list[RecordId] = []
        self.list_to_come: int | None = None

    def live(self) -> None:
        days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
        working = [day for day in days if day.weekday() < 5]
        begun = [TALKS * n // len(working) for n in range(len(working) + 1)]
        for number, day in enumerate(working):
            self.clock.set(day, 9)
            assert self.desk.today() == day
            self.ask_back()
            for _ in range(begun[number + 1] - begun[number]):
                self.talk()
            self.keep_house(number)
            if self.book.known and len(self.book.forgotten) < WITHDRAWALS and number % 3 == 2:
                self.withdraw()
        self.clock.set(LAST, 18)
        for talk in self.paused:
            consultations.resume(self.desk, talk)
            self.finish(talk)

    def talk(self) -> None:
        """A client comes, tells her wish, takes up to three offers along, and agrees on an end."""
        desk, random = self.desk, self.random
        talk = consultations.begin(desk)
        self.book.talks.append(talk.id)
        wish = replace(wishes.of(desk, talk.id), words="mit Kindern", districts=("Barmen",))
        wishes.say(desk, wish)
        for offer in self.choose(wish):
            consultations.pick(desk, talk.id, offer, "Es liegt nah.")
        if self.list_to_come is not None:
            self.take_in(self.list_to_come)
            self.list_to_come = None
        self.clock.forward(20)
        consultations.hand_out(desk, talk.id)
        if random.random() < 0.3:
            self.know(talk.id, talk.code)
        if random.random() < 0.1:
            consultations.pause(desk, talk.id)
            self.paused.append(talk.id)
        else:
            self.finish(talk.id)
        if self.paused and random.random() < 0.1:
            waiting = self.paused.pop(0)
            consultations.resume(desk, waiting)
            self.finish(waiting)

    def choose(self, wish: Wish) -> Sequence[RecordId]:
        """Every tenth time by what fits, else anywhere in the stock."""
        if self.random.random() < 0.1:
            return [fit.row.id for fit in fits.fits(self.desk, wish, most=3).best]
        return self.random.sample(self.offers, k=self.random.randrange(1, 4))

    def know(self, talk: RecordId, code: str) -> None:
        name = f"Anna Beispiel {code}"
        clients.keep(self.desk, talk, Client(RecordId(""), name=name, phone="0202 000-111"), PURPOSES)
        self.book.known[talk] = name

    def finish(self, talk: RecordId) -> None:
        agreement = finishing.proposal(self.desk, talk)
        finishing.finish(self.desk, talk, replace(agreement, essence="Möchte klein anfangen."))
        for record in read.by(self.desk.database, FollowUp.KIND, "consultation", (talk,)):
            promise = FollowUp.of(record)
            assert promise.due_on
            self.book.waiting[promise.id] = promise.due_on
            self.book.talk_of[promise.id] = talk

    def ask_back(self) -> None:
        """Whatever is due is asked about; nobody is asked early, and nobody is left out."""
        today, desk = self.desk.today(), self.desk
        due = follow_ups.due(desk, mine=False, until=today)
        assert {case.follow_up.id for case in due} == {
            p for p, day in self.book.waiting.items() if day <= today
        }
        assert follow_ups.counts(desk).all == len(due)
        for case in due:
            self.ask(case.follow_up.id)

    def ask(self, promise: RecordId) -> None:
        match self.random.choice(("miss", "postpone", "drop", "done", "done", "done")):
            case "miss":
                self.book.waiting[promise] = follow_ups.proposed_again(self.desk)
                self.sometimes_twice(lambda: follow_ups.miss(self.desk, promise))
            case "postpone":
                self.book.waiting[promise] = self.desk.today() + timedelta(days=7)
                follow_ups.postpone(self.desk, promise, self.book.waiting[promise])
            case "drop":
                self.settle(promise, DROPPED)
                self.sometimes_twice(lambda: follow_ups.drop(self.desk, promise))
            case _:
                self.settle(promise, DONE)
                self.tell_outcomes(self.book.talk_of[promise])
                self.sometimes_twice(lambda: follow_ups.done(self.desk, promise))

    def settle(self, promise: RecordId, state: str) -> None:
        del self.book.waiting[promise]
        self.book.settled[promise] = state

    def tell_outcomes(self, talk: RecordId) -> None:
        for referral in consultations.shortlist(self.desk, talk).referrals:
            state, obstacle = self.random.choice(
                ((STARTED, ""), (ENDED, ""), (DECLINED_BY_PERSON, "way"), (NO_ANSWER, UNANSWERED))
            )
            full = self.offers_now(referral.offer)
            if state == STARTED and full.open_places == 0:
                state, obstacle = NO_ANSWER, UNANSWERED
            outcomes.record(self.desk, referral.id, state, obstacle)

    def offers_now(self, offer: RecordId) -> Offer:
        found = read.get(self.desk.database, Offer.KIND, offer)
        assert found
        return Offer.of(found)

    def sometimes_twice(self, step: Callable[[], Changes]) -> None:
        if self.random.random() < 0.04:
            self.twice(step, *CASE)
        else:
            step()

    def twice(self, step: Callable[[], Changes], *kinds: str) -> None:
        """It is taken back and taken again; taken back, everything is as it was."""
        before = everything(self.desk, *kinds)
        assert history.undo(self.desk, step().transaction).refused == ()
        assert everything(self.desk, *kinds) == before
        self.book.undone += 1
        step()

    def keep_house(self, number: int) -> None:
        """Some offers are confirmed, some rest, and once in a while a list waits for the next talk."""
        some = self.random.sample(self.offers, k=10)
        self.clock.forward(1)
        assurance.assure(self.desk, some[:5], "Frau Beispiel")
        if number % 10 == 0:
            bulk.apply(self.desk, some[5:], bulk.Pause(self.desk.today() + timedelta(days=14)))
        if number % IMPORTS_EVERY == 0:
            self.list_to_come = number

    def take_in(self, number: int) -> None:
        made = stock(offers=LISTED, traps=())
        title = f"Neuer Titel {number}"
        made.offers[number % LISTED] = replace(made.offers[number % LISTED], title=title)
        file = made.write(self.folder / f"list-{number}").list_xml
        self.twice(lambda: imports.take_over(self.desk, imports.look(self.desk, file, source="freinet:999")))
        assert title in {one.text("title") for one in read.all_of(self.desk.database, Offer.KIND)}

    def withdraw(self) -> None:
        talk = self.random.choice(sorted(self.book.known))
        if talk in self.paused:
            self.paused.remove(talk)
        name = self.book.forget(talk)
        withdrawal = clients.withdraw(self.desk, talk, PURPOSES[0])
        assert withdrawal.receipt
        assert withdrawal.receipt.code in name


def everything(desk: Desk, *kinds: str) -> dict[str, frozenset[tuple[object, ...]]]:
    """Of these kinds, or of all; as it stands in the file, whichever row it stands in."""
    with desk.database.reading() as connection:
        return {kind: stored_rows(connection, kind) for kind in kinds or REGISTRY}


def stored_rows(connection: Connection, kind: str) -> frozenset[tuple[object, ...]]:
    columns = ", ".join(f'"{name}"' for name in columns_of(REGISTRY[kind]))
    return frozenset(map(tuple, connection.exec_driver_sql(f'SELECT {columns} FROM "{kind}"')))  # noqa: S608 - from the registry


def no_promise_is_lost(desk: Desk, book: Book) -> None:
    stored = {one.id: FollowUp.of(one) for one in read.all_of(desk.database, FollowUp.KIND)}
    assert {id_: one.due_on for id_, one in stored.items() if one.state == DUE} == book.waiting
    assert {id_: one.state for id_, one in stored.items() if one.state != DUE} == book.settled
    listed = follow_ups.due(desk, mine=False, until=date.max)
    assert {case.follow_up.id for case in listed} == book.waiting.keys()


def every_talk_is_there_once(desk: Desk, book: Book) -> None:
    """Also those of the forgotten, of which nothing but the figures is left."""
    stored = [Consultation.of(one) for one in read.all_of(desk.database, Consultation.KIND)]
    assert Counter(one.state for one in stored) == {CLOSED: TALKS}
    assert {one.id for one in stored if one.code} == set(book.talks) - book.forgotten.keys()
    assert all(0 < (one.minutes or 0) < 24 * 60 * 200 for one in stored)


def places_follow_from_outcomes(desk: Desk, at_first: dict[RecordId, Record]) -> None:
    """Whoever has started holds a place; who began and ended was placed all the same."""
    referrals = [Referral.of(one) for one in read.all_of(desk.database, Referral.KIND)]
    assert {one.state for one in referrals} >= {HANDED_OUT, STARTED, ENDED, NO_ANSWER}
    present = Counter(one.offer for one in referrals if one.state == STARTED)
    placed = Counter(one.offer for one in referrals if one.state in {STARTED, ENDED})
    for id_, now in read.by_ids(desk.database, Offer.KIND, at_first).items():
        before, after = Offer.of(at_first[id_]), Offer.of(now)
        places = None if before.open_places is None else before.open_places - present[id_]
        assert after.open_places == places
        assert (after.current_placements or 0) == (before.current_placements or 0) + present[id_]
        assert (after.placements or 0) == (before.placements or 0) + placed[id_]


def lights_follow_from_days(desk: Desk) -> None:
    today = desk.today()
    expected = Counter(
        light(Offer.of(one), today)
        for one in read.all_of(desk.database, Offer.KIND)
        if one.get("status") == "active" and str(one.get("paused_until") or "") <= today.isoformat()
    )
    found = assurance.counts(desk)
    assert {one.value: count for one, count in found.items() if count} == expected
    assert expected["green"] > 250


def light(offer: Offer, today: date) -> str:
    """As DOMAIN says it, once more and simpler."""
    on = offer.assured_on or offer.edited_on
    if on is None or on.year < 1971:
        return "unknown"
    days = (today - on).days
    by_day = "green" if days <= 90 else "yellow" if days <= 180 else "orange" if days <= 365 else "red"
    return "orange" if offer.unanswered >= 3 and by_day in {"green", "yellow"} else by_day


def nothing_is_left_of_the_forgotten(desk: Desk, book: Book) -> None:
    with desk.database.reading() as connection:
        told = " ".join(connection.exec_driver_sql("SELECT differences FROM change").scalars())
        told += repr([stored_rows(connection, kind) for kind in REGISTRY])
    assert [name for name in book.forgotten.values() if name.split()[-1] in told] == []
    assert {one.get("name") for one in read.all_of(desk.database, Client.KIND)} == set(book.known.values())
