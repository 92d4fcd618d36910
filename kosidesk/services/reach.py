"""How to reach an organisation: its people, the offer's own before its other ones, and its switchboard."""

from collections.abc import Iterable
from dataclasses import dataclass

from kosidesk.domain.offer import Contact, FullOffer, Organisation, in_order
from kosidesk.services.desk import Desk
from kosidesk.storage import read


@dataclass(frozen=True)
class Way:
    """Somebody to call or write to; `name` is "" for the organisation itself."""

    name: str = ""
    function: str = ""
    phone: str = ""
    mail: str = ""


def ways(desk: Desk, organisation: Organisation, offers: Iterable[FullOffer]) -> tuple[Way, ...]:
    """Each number or address once, under the first name it has."""
    others = sorted(read.by(desk.database, Contact.KIND, "organisation", (organisation.id,)), key=in_order)
    people = [*(contact for full in offers for contact in full.contacts), *map(Contact.of, others)]
    found = [Way(one.name, one.function, one.phone or one.mobile, one.mail) for one in people]
    found.append(Way("", "", organisation.phone or organisation.mobile, organisation.mail))
    first: dict[tuple[str, str], Way] = {}
    for way in found:
        first.setdefault((way.phone, way.mail), way)
    first.pop(("", ""), None)
    return tuple(first.values())


def mail(found: Iterable[Way]) -> str:
    """The first address there is, "" for none."""
    return next((way.mail for way in found if way.mail), "")
