"""How long a desk may hold personal records without having been at its server.

It binds enrolled desks that hold such records. At its end only they close: everything else goes on, what was
not sent stays, and a coordinator's code opens them again.
"""

from datetime import UTC, datetime, time, timedelta

import msgspec

from kosidesk.domain.errors import LeaseEnded, Refused
from kosidesk.protocol import faults
from kosidesk.protocol.lease import extended_until
from kosidesk.services import connection
from kosidesk.services.connection import DESK_PROFILE, Contact
from kosidesk.services.desk import Desk


def require(desk: Desk) -> None:
    """Before anything personal is shown or written. Raises LeaseEnded."""
    if is_over(desk):
        raise LeaseEnded


def is_over(desk: Desk) -> bool:
    left = remaining(desk)
    return left is not None and left <= timedelta()


def remaining(desk: Desk) -> timedelta | None:
    """None where nothing binds this desk."""
    known = connection.find(desk)
    if known is None or known.profile != DESK_PROFILE:
        return None
    contact = connection.contact(desk)
    return None if contact.lease_until is None else contact.lease_until - now(desk, contact)


def now(desk: Desk, contact: Contact) -> datetime:
    """Setting the clock back wins no time."""
    clock = desk.clock()
    return max(clock, contact.latest) if contact.latest else clock


def extend(desk: Desk, code: str) -> datetime:
    """Until the end of the day the code names. Raises Refused for a code not made for this desk."""
    known = connection.require(desk)
    day = extended_until(known.lease_secret, known.device, code)
    if day is None:
        raise Refused(faults.NO_SUCH_CODE)
    contact = connection.contact(desk)
    until = datetime.combine(day, time.max, UTC)
    if contact.lease_until is None or until > contact.lease_until:
        connection.keep_contact(desk, msgspec.structs.replace(contact, lease_until=until))
    return until
