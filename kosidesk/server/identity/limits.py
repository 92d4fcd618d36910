"""How often somebody may try, kept in the database: a restart forgets no guess.

The libraries for this keep their counts in memory, Redis or the like, none in SQL; the two rules are short.
"""

from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

from sqlalchemy import Connection, delete, func, insert, select

from kosidesk.server.identity.refusals import Later
from kosidesk.server.identity.tables import ATTEMPT, VISIT

MOST_VISITS, WINDOW = 5, timedelta(seconds=60)
"""Tries per address to enrol or log in; those that succeed do not count, offices share one address."""

LONGEST_WAIT = timedelta(seconds=30)
_FORGOTTEN = timedelta(days=1)

MOST_BODY = 1 << 20
"""Bytes a request may have before anybody knows who sends it, and of one page of a sync."""


def visit(connection: Connection, address: str, now: datetime) -> None:
    """Counts a try of this address. Raises Later."""
    connection.execute(delete(VISIT).where(VISIT.c.at <= now - WINDOW))
    at = VISIT.c.at
    found = connection.execute(
        select(func.count(), func.min(at)).where(VISIT.c.address == neighbourhood(address))
    )
    visits, first = found.one()
    if visits >= MOST_VISITS:
        raise Later((first + WINDOW - now).total_seconds())
    connection.execute(insert(VISIT).values(address=neighbourhood(address), at=now))


def welcome(connection: Connection, address: str) -> None:
    """Takes back the latest try of this address: it succeeded."""
    latest = select(func.max(VISIT.c.id)).where(VISIT.c.address == neighbourhood(address))
    connection.execute(delete(VISIT).where(VISIT.c.id == latest.scalar_subquery()))


def neighbourhood(address: str) -> str:
    """Whoever has one IPv6 address has 2⁶⁴ of them. What is no address counts as it is."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    # A proxy may write all of IPv4 as one network of IPv6.
    parsed = getattr(parsed, "ipv4_mapped", None) or parsed
    return str(ip_network((parsed, 64), strict=False)) if parsed.version == 6 else str(parsed)


def attempt(connection: Connection, counsellor: str, now: datetime) -> None:
    """Counts a login as failed until `succeeded` says otherwise: guesses side by side gain nothing.

    Unknown accounts are counted like known ones. Raises Later.
    """
    connection.execute(delete(ATTEMPT).where(ATTEMPT.c.latest_at <= now - _FORGOTTEN))
    known = connection.execute(select(ATTEMPT).where(ATTEMPT.c.counsellor == counsellor)).one_or_none()
    failures = known.failures if known else 0
    if known and now < (free := known.latest_at + wait_after(failures)):
        raise Later((free - now).total_seconds())
    connection.execute(delete(ATTEMPT).where(ATTEMPT.c.counsellor == counsellor))
    connection.execute(insert(ATTEMPT).values(counsellor=counsellor, failures=failures + 1, latest_at=now))


def succeeded(connection: Connection, counsellor: str) -> int:
    """How many logins had failed before this one: she should hear of it."""
    failures = connection.execute(select(ATTEMPT.c.failures).where(ATTEMPT.c.counsellor == counsellor))
    connection.execute(delete(ATTEMPT).where(ATTEMPT.c.counsellor == counsellor))
    return int(failures.scalar() or 1) - 1


def wait_after(failures: int) -> timedelta:
    """0, 1, 2, 4 … 30 seconds."""
    if failures <= 1:
        return timedelta()
    # No power of a large number: an attacker may have failed a million times.
    return min(timedelta(seconds=2 ** min(failures - 2, 8)), LONGEST_WAIT)
