"""A consultation, its shortlist, and the rules of both."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import ClassVar

from kosidesk.domain.errors import NotPossibleNow
from kosidesk.domain.ids import NOBODY, RecordId
from kosidesk.domain.record import Typed

# A paused consultation waits for its client; whoever goes on with it opens it again.
OPEN, PAUSED, CLOSED = "open", "paused", "closed"

STAND = "stand"
CHANNELS = ("desk", STAND, "phone", "mail", "video", "map_shortlist", "city_hall", "school")
SEEKING, INFORMATION, ORGANISATION, IDEA, COMPANY, COMPLAINT = (
    "seeking", "information", "organisation", "idea", "company", "complaint",
)  # fmt: skip
KINDS = (SEEKING, INFORMATION, ORGANISATION, IDEA, COMPANY, COMPLAINT)

# Consultation.gives: what a company brings, in the words of the market of good deals.
GIFTS = ("know_how", "hands", "goods", "events")

# Consultation.contact_by: who is to contact the other.
CONTACT_BY = ("client", "agency", "organisation_calls")

# Referral.state, in the order a referral usually takes.
NOTED, HANDED_OUT, CONTACTED, FIRST_MEETING, TRIAL, STARTED = (
    "noted", "handed_out", "contacted", "first_meeting", "trial", "started",
)  # fmt: skip
DECLINED_BY_PERSON, DECLINED_BY_ORGANISATION, NO_ANSWER, ENDED = (
    "declined_by_person", "declined_by_organisation", "no_answer", "ended",
)  # fmt: skip
REFERRAL_STATES = (
    NOTED, HANDED_OUT, CONTACTED, FIRST_MEETING, TRIAL, STARTED,
    DECLINED_BY_PERSON, DECLINED_BY_ORGANISATION, NO_ANSWER, ENDED,
)  # fmt: skip

# Referral.obstacle (Hemmnis): what stood in the way.
UNANSWERED, OUTDATED, TAKEN = "unanswered", "outdated", "taken"
OBSTACLES = (
    "time", "way", "requirement", "certificate_needed", "language_barrier", "barrier",
    UNANSWERED, OUTDATED, TAKEN, "no_fit", "costs",
)  # fmt: skip

GOOD_LENGTH = 4
"""More offers than this on one sheet overwhelm; the window hints at it and forbids nothing."""


@dataclass(frozen=True)
class Consultation(Typed):
    """One conversation with a client; anonymous, known by its code."""

    KIND: ClassVar[str] = "consultation"
    code: str = ""
    kind: str = "seeking"
    channel: str = "desk"
    state: str = OPEN
    counsellor: RecordId = NOBODY
    begun_at: datetime | None = None
    ended_at: datetime | None = None
    notes: str = ""
    team: str = ""
    resumed_at: datetime | None = None
    minutes: int | None = None
    subject: str = ""
    organisation: RecordId = NOBODY
    gives: tuple[str, ...] = ()
    people: int | None = None
    contact_by: str = ""
    contact_until: date | None = None
    essence: str = ""

    def require_open(self, wanted: str) -> None:
        """Raises NotPossibleNow once the consultation is closed."""
        if self.state != OPEN:
            raise NotPossibleNow(wanted, self.state)

    def minutes_until(self, now: datetime) -> int:
        """How long was talked in all; a clock that was set back counts as no time."""
        before, since = self.minutes or 0, self.resumed_at or self.begun_at
        if self.state != OPEN or since is None:
            return before
        return before + max(0, (now - since) // timedelta(minutes=1))

    def paused(self, at: datetime) -> "Consultation":
        self.require_open("pause")
        return replace(self, state=PAUSED, minutes=self.minutes_until(at))

    def resumed(self, at: datetime) -> "Consultation":
        """A closed one stays closed: its end can be taken back, but it is not gone on with."""
        if self.state == CLOSED:
            raise NotPossibleNow("resume", self.state)
        return self if self.state == OPEN else replace(self, state=OPEN, resumed_at=at)

    def handed_over(self, to: RecordId, at: datetime, remark: str) -> "Consultation":
        """It waits for a colleague, and the remark stands below the notes."""
        if self.state == CLOSED:
            raise NotPossibleNow("hand_over", self.state)
        waiting = self.paused(at) if self.state == OPEN else self
        notes = "\n".join(filter(None, (self.notes.rstrip(), remark)))
        return replace(waiting, counsellor=to, notes=notes)

    def closed(self, at: datetime) -> "Consultation":
        self.require_open("close")
        return replace(self, state=CLOSED, ended_at=at, minutes=self.minutes_until(at))


@dataclass(frozen=True)
class Referral(Typed):
    """One offer on a consultation's shortlist, and what became of it."""

    KIND: ClassVar[str] = "referral"
    consultation: RecordId = NOBODY
    offer: RecordId = NOBODY
    position: int = 0
    reason: str = ""
    state: str = NOTED
    state_on: date | None = None
    obstacle: str = ""
    remark: str = ""


@dataclass(frozen=True)
class Shortlist:
    """A consultation's referrals in order; a step returns a new shortlist."""

    consultation: Consultation
    referrals: tuple[Referral, ...] = ()

    def offers(self) -> tuple[RecordId, ...]:
        return tuple(referral.offer for referral in self.referrals)

    def with_pick(self, id_: RecordId, offer: RecordId, reason: str = "") -> "Shortlist":
        """A second pick of the same offer changes nothing. Raises NotPossibleNow when closed."""
        self.consultation.require_open("pick")
        if offer in self.offers():
            return self
        pick = Referral(id_, self.consultation.id, offer, len(self.referrals), reason)
        return replace(self, referrals=(*self.referrals, pick))

    def without(self, offer: RecordId) -> "Shortlist":
        self.consultation.require_open("unpick")
        return self._numbered(r for r in self.referrals if r.offer != offer)

    def moved(self, offer: RecordId, to: int) -> "Shortlist":
        """The offer at place `to`, counted from 0; beyond either end means that end."""
        self.consultation.require_open("move")
        rest = [r for r in self.referrals if r.offer != offer]
        rest[max(0, to) : max(0, to)] = [r for r in self.referrals if r.offer == offer]
        return self._numbered(rest)

    def with_reason(self, offer: RecordId, reason: str) -> "Shortlist":
        self.consultation.require_open("reason")
        return self._numbered(replace(r, reason=reason) if r.offer == offer else r for r in self.referrals)

    def handed_out(self, on: date) -> "Shortlist":
        """Every offer that was only noted counts as handed out with the sheet."""
        return self._numbered(
            replace(r, state=HANDED_OUT, state_on=on) if r.state == NOTED else r for r in self.referrals
        )

    def _numbered(self, referrals: Iterable[Referral]) -> "Shortlist":
        return replace(self, referrals=tuple(replace(r, position=n) for n, r in enumerate(referrals)))
