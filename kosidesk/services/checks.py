"""Looks whether a desk is whole: its file, its journal, its search, and what its records refer to."""

from collections.abc import Iterator

from kosidesk.domain.client import STORE, Client
from kosidesk.domain.finding import CONSENT, FILE, INDEX, JOURNAL, REFERENCE, Finding
from kosidesk.domain.offer import Offer
from kosidesk.services.vault import Opened
from kosidesk.storage import inspection


def check(opened: Opened) -> tuple[Finding, ...]:
    """Everything that is wrong; where the file itself is damaged, nothing else is looked at."""
    database = opened.desk.database
    if not inspection.is_whole(database):
        return (Finding(FILE, "desk", database.path.name),)
    return tuple(_findings(opened))


def _findings(opened: Opened) -> Iterator[Finding]:
    database = opened.desk.database
    for kind, record in inspection.strayed(database):
        yield Finding(JOURNAL, kind, record)
    for record in inspection.unindexed(database):
        yield Finding(INDEX, Offer.KIND, record)
    for kind, record, field in inspection.dangling(database):
        yield Finding(REFERENCE, kind, record, field)
    for record in inspection.without_consent(database, STORE):
        yield Finding(CONSENT, Client.KIND, record)
