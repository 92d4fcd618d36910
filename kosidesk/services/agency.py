"""What belongs to the agency and to this desk, and is edited on the settings screen."""

from dataclasses import replace

from kosidesk.domain.agency import Agency, Counsellor, DeskFacts
from kosidesk.domain.change import Changes, Edit
from kosidesk.services import records
from kosidesk.services.desk import Desk
from kosidesk.storage import read


def current(desk: Desk) -> Agency:
    """What the agency has edited, or else the city folder's defaults."""
    return records.agency(desk)


def save(desk: Desk, agency: Agency) -> Changes:
    """Raises ChangedMeanwhile."""
    found = read.all_of(desk.database, Agency.KIND)
    if not found:
        return desk.write(Edit(None, replace(agency, id=desk.born_id()).record()))
    return desk.write(Edit(found[0], agency.onto(found[0])))


def colleagues(desk: Desk) -> tuple[Counsellor, ...]:
    """Everybody else who counsels here, by name."""
    known = (Counsellor.of(record) for record in read.all_of(desk.database, Counsellor.KIND))
    return tuple(sorted((one for one in known if one.id != desk.user.id), key=lambda one: one.name))


def keep_backups_in(desk: Desk, folder: str) -> Changes:
    """Where backups go from now on; "" is a folder beside the data. Raises ChangedMeanwhile."""
    found = read.all_of(desk.database, DeskFacts.KIND)
    if not found:
        return desk.write(Edit(None, DeskFacts(desk.born_id(), backups=folder).record()))
    return desk.write(Edit(found[0], found[0].with_values(backups=folder)))
