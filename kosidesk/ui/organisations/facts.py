"""Everything there is to know of an organisation: first how to reach it."""

from collections.abc import Iterator

from kosidesk.domain.offer import Organisation
from kosidesk.i18n import _
from kosidesk.services import words
from kosidesk.services.organisations import FullOrganisation
from kosidesk.ui.reading.facts import Fact, Passage, comma, located, reached, telling, told


def passages(full: FullOrganisation) -> tuple[Passage, ...]:
    """Of an organisation and what is around it, but for its offers."""
    body = full.organisation
    return telling(
        (
            (_("So erreicht man sie"), _reach(body)),
            (_("Wen man fragt"), (Fact(reached(contact)) for contact in full.contacts)),
            (_("Notizen, nur für uns"), (Fact(body.notes),)),
            (_("Über die Einrichtung"), _about(full)),
            (_("Weitere Orte"), (Fact(located(place)) for place in full.places)),
            (_("Herkunft"), told(body, "source", "created_on", "edited_on")),
        )
    )


def _reach(body: Organisation) -> Iterator[Fact]:
    yield Fact(comma(body.street, " ".join(filter(None, (body.postcode, body.town)))))
    yield from told(body, "phone", "mobile", "mail", "web")


def _about(full: FullOrganisation) -> Iterator[Fact]:
    yield Fact(full.organisation.description)
    yield Fact(full.parent, words.field_name("parent"))
    yield from told(full.organisation, "legal_form", "registry_number", "status")
