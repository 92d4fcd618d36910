"""What belongs to the agency and is edited on the settings screen."""

from kosidesk.domain.agency import Agency
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
        return desk.write(Edit(None, agency.record()))
    return desk.write(Edit(found[0], agency.onto(found[0])))
