"""How a desk stands with the common server, as people want to know it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

OFFLINE_AFTER = timedelta(minutes=10)
"""A server that was away for less is not worth a word."""

SKEWED = timedelta(minutes=5)
"""A clock that differs by more is told of; it stops nothing."""

LEASE_WARNED = timedelta(days=10)


class Concern(Enum):
    """What a person should know first; later ones are worse."""

    ALONE = "alone"
    SETTLED = "settled"
    WORKING = "working"
    WAITING = "waiting"
    INCOMPLETE = "incomplete"
    OFFLINE = "offline"
    CONFLICTS = "conflicts"
    ATTENTION = "attention"


@dataclass(frozen=True)
class SyncState:
    """`waiting` changes the server has not got yet, `rejected` it keeps aside for an administrator.

    `last` is the end of the last whole sync, `away_since` the first failure after it. `skew` is how far this
    clock is ahead of the server's. Until the first load is `whole`, lists do not show everything.
    `lease_left` is None where nothing binds this desk; `lease_until` is the day it was given until.
    """

    server: str = ""
    fingerprint: str = ""
    waiting: int = 0
    rejected: int = 0
    conflicts: int = 0
    whole: bool = True
    last: datetime | None = None
    away_since: datetime | None = None
    skew: timedelta = timedelta()
    lease_until: datetime | None = None
    lease_left: timedelta | None = None

    @property
    def is_connected(self) -> bool:
        return bool(self.server)

    def is_skewed(self) -> bool:
        return abs(self.skew) > SKEWED

    def is_offline(self, now: datetime) -> bool:
        return self.away_since is not None and now - self.away_since >= OFFLINE_AFTER

    def is_lease_over(self) -> bool:
        return self.lease_left is not None and self.lease_left <= timedelta()

    def is_lease_pressing(self) -> bool:
        """Whether somebody should think of it."""
        return self.lease_left is not None and self.lease_left <= LEASE_WARNED

    def concern(self, now: datetime, *, working: bool) -> Concern:
        worst = (
            (not self.is_connected, Concern.ALONE),
            (self.is_lease_over() or bool(self.rejected), Concern.ATTENTION),
            (bool(self.conflicts), Concern.CONFLICTS),
            (self.is_offline(now), Concern.OFFLINE),
            (working, Concern.WORKING),
            (not self.whole, Concern.INCOMPLETE),
            (bool(self.waiting), Concern.WAITING),
        )
        return next((concern for holds, concern in worst if holds), Concern.SETTLED)
