"""Everything there is to know of an organisation: first how to reach it."""

from collections.abc import Iterator, Mapping

from kosidesk.domain.few import FEW
from kosidesk.domain.offer import Organisation
from kosidesk.i18n import N_, _, number, short_day
from kosidesk.services import words
from kosidesk.services.organisation_history import Outcome, Past, Talk
from kosidesk.services.organisations import FullOrganisation
from kosidesk.ui.reading.facts import Fact, Passage, comma, located, reached, telling, told

_OUTCOMES: Mapping[Outcome, str] = {
    Outcome.STARTED: N_("begonnen"),
    Outcome.UNDER_WAY: N_("im Gespräch"),
    Outcome.DECLINED: N_("abgesagt"),
    Outcome.NO_ANSWER: N_("keine Rückmeldung"),
    Outcome.UNKNOWN: N_("noch nichts gehört"),
}


def passages(full: FullOrganisation, past: Past) -> tuple[Passage, ...]:
    """Of an organisation and what is around it, but for its offers."""
    body = full.organisation
    return telling(
        (
            (_("So erreicht man sie"), _reach(body)),
            (_("Wen man fragt"), (Fact(reached(contact)) for contact in full.contacts)),
            (_("Notizen, nur für uns"), (Fact(body.notes),)),
            (_("Gespräche mit uns"), map(_talk, past.talks)),
            (_("Was aus Vermittlungen wurde"), _outcomes(past)),
            (_("Über die Einrichtung"), _about(full)),
            (_("Weitere Orte"), (Fact(located(place)) for place in full.places)),
            (_("Herkunft"), told(body, "source", "created_on", "edited_on")),
        )
    )


def _reach(body: Organisation) -> Iterator[Fact]:
    yield Fact(comma(body.street, " ".join(filter(None, (body.postcode, body.town)))))
    yield from told(body, "phone", "mobile", "mail", "web")


def _talk(talk: Talk) -> Fact:
    on = short_day(talk.on) if talk.on else ""
    return Fact(" · ".join(filter(None, (on, words.choice(talk.kind), talk.by, talk.code))))


def _outcomes(past: Past) -> Iterator[Fact]:
    if not any(past.counts.values()):
        yield Fact(_("Zu wenige für Zahlen, die von niemandem etwas verraten."))
        return
    for outcome, count in past.counts.items():
        hidden = _("unter {few}").format(few=number(FEW))
        yield Fact(hidden if count is None else number(count), _(_OUTCOMES[outcome]))
    if past.total is not None:
        yield Fact(number(past.total), _("zusammen"))


def _about(full: FullOrganisation) -> Iterator[Fact]:
    yield Fact(full.organisation.description)
    yield Fact(full.parent, words.field_name("parent"))
    yield from told(full.organisation, "legal_form", "registry_number", "status")
