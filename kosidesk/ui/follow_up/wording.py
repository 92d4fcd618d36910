"""The sentences of the Wiedervorlage."""

from datetime import date

from kosidesk.domain.consultation import Referral
from kosidesk.domain.follow_up import FollowUp
from kosidesk.domain.freshness import MOST_UNANSWERED, Light
from kosidesk.i18n import _, day, ngettext, number, short_day
from kosidesk.services import words
from kosidesk.services.confirming import Doubt, Round
from kosidesk.services.follow_ups import Case, FullCase
from kosidesk.services.reach import Way
from kosidesk.ui.kit.row import Mark, Row, light_mark

_WORST = (Light.RED, Light.UNKNOWN, Light.ORANGE, Light.YELLOW, Light.GREEN)


def who(name: str) -> str:
    return name or _("Anonyme Beratung")


def offers(count: int) -> str:
    return ngettext("{count} Angebot", "{count} Angebote", count).format(count=number(count))


def case_row(case: Case, today: date) -> Row:
    due_on = case.follow_up.due_on or today
    talked = _("Gespräch am {day}").format(day=short_day(case.talked_on)) if case.talked_on else ""
    facts = (talked, offers(case.offers))
    mark = Mark("stop", _("überfällig")) if due_on < today else Mark("watch", _("heute fällig"))
    return Row(who(case.name), " · ".join(filter(None, facts)), case.code, mark)


def round_row(found: Round) -> Row:
    """Under the light of its worst offer."""
    lights = {doubt.freshness.light for doubt in found.doubts}
    complaints = sum(doubt.is_complaint() for doubt in found.doubts)
    told = ngettext("{count} mit Rückmeldung", "{count} mit Rückmeldungen", complaints) if complaints else ""
    facts = (offers(len(found.doubts)), told.format(count=number(complaints)))
    worst = next(light for light in _WORST if light in lights)
    return Row(organisation(found.name), " · ".join(filter(None, facts)), mark=light_mark(worst))


def organisation(name: str) -> str:
    return " ".join(name.split()) or _("Ohne Einrichtung")


def promised(promise: FollowUp | None, today: date) -> str:
    """When somebody wanted to ask, and how often nobody answered."""
    if promise is None or promise.due_on is None:
        return _("Zu dieser Beratung ist nichts fällig.")
    due = _("Fällig seit {day}") if promise.due_on < today else _("Fällig am {day}")
    tries = ngettext("{count} Mal nicht erreicht", "{count} Mal nicht erreicht", promise.tries)
    missed = tries.format(count=number(promise.tries)) if promise.tries else ""
    return " · ".join(filter(None, (due.format(day=day(promise.due_on)), missed)))


def talk(case: FullCase) -> str:
    """Which talk it was."""
    talked = _("Gespräch am {day}").format(day=day(case.talked_on)) if case.talked_on else ""
    code = _("Code {code}").format(code=case.consultation.code)
    return " · ".join(filter(None, (code, talked, words.choice(case.consultation.kind))))


def why_not_call(case: FullCase) -> str:
    """ "" where the client may be called and can be."""
    if not case.may_contact:
        return _(
            "Nicht anrufen: keine Einwilligung. Fragen Sie die Einrichtungen, was daraus wurde; ihre Nummern "
            "stehen unten."
        )
    if case.client is None or not case.client.phone:
        return _("Es ist keine Telefonnummer hinterlegt.")
    return ""


def outcome(referral: Referral) -> str:
    """How it stands: "keine Rückmeldung seit 3.11.2026, keine Antwort der Stelle"."""
    state = words.choice(referral.state)
    if referral.state_on:
        state = _("{state} seit {day}").format(state=state, day=short_day(referral.state_on))
    return ", ".join(filter(None, (state, words.choice(referral.obstacle) if referral.obstacle else "")))


def way(found: Way) -> str:
    """Whom one asks for under a number; the address stands where there is none."""
    mail = "" if found.phone else found.mail
    return " · ".join(filter(None, (found.name or _("Zentrale"), found.function, mail)))


def doubt(found: Doubt) -> str:
    """Why to ask about this offer."""
    said = []
    if found.is_told_outdated:
        said.append(_("laut einer Rückmeldung veraltet"))
    if found.unanswered >= MOST_UNANSWERED:
        times = ngettext("{count} Mal keine Antwort", "{count} Mal keine Antwort", found.unanswered)
        said.append(times.format(count=number(found.unanswered)))
    fresh = found.freshness
    if fresh.on is None:
        said.append(_("noch nie bestätigt"))
    elif fresh.by_source:
        said.append(_("laut Quelle geändert am {day}").format(day=short_day(fresh.on)))
    else:
        said.append(_("bestätigt am {day}").format(day=short_day(fresh.on)))
    return ", ".join(said)
