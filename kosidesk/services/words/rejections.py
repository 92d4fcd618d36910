"""What the server did not take, and why."""

from kosidesk.domain.change import Action
from kosidesk.i18n import N_, _, moment
from kosidesk.services.rejections import Rejection
from kosidesk.services.words.names import field_name, kind_name

_DONE = {
    Action.CREATE: N_("{what} angelegt"),
    Action.CHANGE: N_("{what} geändert: {fields}"),
    Action.DELETE: N_("{what} gelöscht"),
    Action.ERASE: N_("{what} vergessen"),
}
_COORDINATED = frozenset({"agency", "counsellor"})


def rejection(one: Rejection) -> str:
    """ "21.11., 10:30 Uhr: Angebot „Vorlesen“ geändert: Titel. …"."""
    kind = kind_name(one.kind)
    what = _("{kind} „{name}“").format(kind=kind, name=one.name) if one.name else kind
    done = _(_DONE[one.action]).format(what=what, fields=", ".join(map(field_name, one.fields)))
    return _("{moment}: {done}. {why}").format(moment=moment(one.at.astimezone()), done=done, why=_why(one))


def _why(one: Rejection) -> str:
    """The server tells an administrator exactly; a desk only knows who may change what."""
    if one.kind in _COORDINATED:
        return _("Angaben zur Agentur und zu den Beratenden ändert die Koordination.")
    return _("Dieses Konto darf es nicht ändern. Den genauen Grund nennt die Betreuung des Servers.")
