"""How a desk stands with the common server: short for the line at the foot, whole for who wants to know."""

from datetime import datetime, timedelta

from kosidesk.domain.sync_state import SyncState
from kosidesk.i18n import _, ago, moment, ngettext, number, short_day

_DAY, _HOUR, _MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


def sync_line(state: SyncState, now: datetime, *, working: bool = False) -> str:
    """ "alles übertragen · vor 2 Minuten", "17 Änderungen warten · offline seit 3 Tagen · 3 Konflikte"."""
    if not state.is_connected:
        return _("nur auf diesem Gerät")
    told = [_transfer(state, working=working)]
    if state.is_offline(now) and state.away_since:
        told.append(_offline(now - (state.last or state.away_since)))
    elif state.last and not working:
        told.append(ago(state.last, now))
    if state.conflicts:
        told.append(
            _counted(ngettext("{count} Konflikt", "{count} Konflikte", state.conflicts), state.conflicts)
        )
    if state.rejected:
        told.append(
            _counted(ngettext("{count} abgelehnt", "{count} abgelehnt", state.rejected), state.rejected)
        )
    if state.is_lease_over():
        told.append(_("Beratungen geschlossen"))
    return " · ".join(told)


def sync_facts(state: SyncState, now: datetime) -> tuple[str, ...]:
    """Whole sentences, the most pressing first."""
    if not state.is_connected:
        return (
            _(
                "Dieser Schreibtisch arbeitet für sich. In den Einstellungen lässt er sich mit dem "
                "gemeinsamen Server verbinden."
            ),
        )
    told = (
        _lease_words(state),
        _rejected_words(state.rejected),
        _conflict_words(state.conflicts),
        "" if state.whole else _incomplete(),
        _last_words(state, now),
        _waiting_words(state.waiting),
        _skew_words(state),
    )
    return tuple(filter(None, told))


def _transfer(state: SyncState, *, working: bool) -> str:
    if working:
        return _("wird übertragen …")
    if not state.whole:
        return _("erste Übertragung noch nicht vollständig")
    if state.waiting:
        words = ngettext("{count} Änderung wartet", "{count} Änderungen warten", state.waiting)
        return _counted(words, state.waiting)
    return _("alles übertragen")


def _offline(away: timedelta) -> str:
    if away >= _DAY:
        count = away // _DAY
        words = ngettext("offline seit {count} Tag", "offline seit {count} Tagen", count)
    elif away >= _HOUR:
        count = away // _HOUR
        words = ngettext("offline seit {count} Stunde", "offline seit {count} Stunden", count)
    else:
        count = max(1, away // _MINUTE)
        words = ngettext("offline seit {count} Minute", "offline seit {count} Minuten", count)
    return _counted(words, count)


def _last_words(state: SyncState, now: datetime) -> str:
    if state.last is None:
        return _("Mit dem Server wurde noch nicht abgeglichen.")
    at = moment(state.last.astimezone())
    if state.is_offline(now):
        return _(
            "Der Server ist nicht zu erreichen, zuletzt am {moment}. Hier kann weitergearbeitet werden."
        ).format(moment=at)
    return _("Zuletzt abgeglichen am {moment}.").format(moment=at)


def _waiting_words(waiting: int) -> str:
    if not waiting:
        return _("Alles von hier ist beim Server.")
    words = ngettext(
        "{count} Änderung von hier wartet noch auf die Übertragung.",
        "{count} Änderungen von hier warten noch auf die Übertragung.",
        waiting,
    )
    return _counted(words, waiting)


def _rejected_words(rejected: int) -> str:
    if not rejected:
        return ""
    words = ngettext(
        "{count} Änderung hat der Server nicht angenommen. Sie ist nicht verloren: Sie liegt bei der "
        "Koordination zur Ansicht.",
        "{count} Änderungen hat der Server nicht angenommen. Sie sind nicht verloren: Sie liegen bei der "
        "Koordination zur Ansicht.",
        rejected,
    )
    return _counted(words, rejected)


def _conflict_words(conflicts: int) -> str:
    if not conflicts:
        return ""
    words = ngettext(
        "{count} Widerspruch wartet unter „Abgleich“ auf eine Entscheidung.",
        "{count} Widersprüche warten unter „Abgleich“ auf eine Entscheidung.",
        conflicts,
    )
    return _counted(words, conflicts)


def _incomplete() -> str:
    return _(
        "Die erste Übertragung ist noch nicht vollständig. Bis dahin zeigen Listen und Zettel nicht alle "
        "Angebote."
    )


def _skew_words(state: SyncState) -> str:
    if not state.is_skewed():
        return ""
    minutes = abs(state.skew) // _MINUTE
    words = (
        ngettext(
            "Die Uhr dieses Geräts geht {count} Minute vor. Bitte richtig stellen.",
            "Die Uhr dieses Geräts geht {count} Minuten vor. Bitte richtig stellen.",
            minutes,
        )
        if state.skew > timedelta()
        else ngettext(
            "Die Uhr dieses Geräts geht {count} Minute nach. Bitte richtig stellen.",
            "Die Uhr dieses Geräts geht {count} Minuten nach. Bitte richtig stellen.",
            minutes,
        )
    )
    return _counted(words, minutes)


def _lease_words(state: SyncState) -> str:
    if state.lease_until is None or not state.is_lease_pressing():
        return ""
    if state.is_lease_over():
        return _(
            "Dieses Gerät war zu lange ohne Verbindung zum Server. Beratungen bleiben geschlossen, bis er "
            "wieder erreicht ist oder ein Code der Koordination die Frist verlängert."
        )
    return _("Ohne Verbindung zum Server schließen sich die Beratungen auf diesem Gerät am {day}.").format(
        day=short_day(state.lease_until.astimezone().date())
    )


def _counted(words: str, count: int) -> str:
    return words.format(count=number(count))
