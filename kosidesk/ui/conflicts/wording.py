"""A conflict in the words of its card."""

from collections.abc import Mapping

from kosidesk.domain.conflict import (
    DELETED_WHILE_EDITED,
    DUPLICATE,
    EDIT_OF_DELETED,
    LOST_AND_FOUND,
    ORPHAN_EDIT,
    RECOVERED,
    Answer,
    Box,
    Standing,
)
from kosidesk.i18n import N_, _, moment
from kosidesk.services import words
from kosidesk.services.conflicts import Conflict, Side

_DONE: Mapping[Answer, str] = {
    Answer.MINE: N_("Entschieden: Es bleibt, wie es ist."),
    Answer.THEIRS: N_("Entschieden: Die andere Fassung gilt."),
    Answer.BOTH: N_("Entschieden: Es bleibt, wie es ist; das andere steht in den Notizen."),
    Answer.OTHER: N_("Entschieden: Ihre Fassung gilt."),
    Answer.DISTINCT: N_("Entschieden: Beide Einträge bleiben."),
}

_WHY: Mapping[str, str] = {
    ORPHAN_EDIT: N_("Geändert wurde ein Eintrag, den der Server nicht kennt."),
    EDIT_OF_DELETED: N_("Der Eintrag war schon gelöscht, als er geändert wurde."),
    DELETED_WHILE_EDITED: N_("Der Eintrag wurde gelöscht, während jemand daran schrieb."),
    RECOVERED: N_(
        "Der Server hatte seine letzten Tage verloren. Ein Schreibtisch brachte diese Fassung zurück."
    ),
    LOST_AND_FOUND: N_("Auf einem Schreibtisch stand etwas anderes als auf dem Server."),
    DUPLICATE: N_("Zwei Menschen haben vermutlich dasselbe angelegt. Zusammengelegt wird hier nichts."),
}


def box_name(box: Box | None) -> str:
    return words.box_name(box) if box else _("Alle")


def done_words(answer: Answer) -> str:
    return _(_DONE[answer])


def record_name(conflict: Conflict) -> str:
    name = conflict.title or words.kind_name(conflict.kind)
    if not conflict.number:
        return name
    return _("{title} (Nr. {number})").format(title=name, number=conflict.number)


def matter(conflict: Conflict) -> str:
    """What is disagreed about; of a part its kind, too, for the heading names its whole."""
    if conflict.reason == DUPLICATE:
        return _("Doppelt angelegt?")
    unit = words.unit_name(conflict.kind, conflict.field)
    if conflict.kind == conflict.root_kind:
        return unit
    return _("{kind}: {field}").format(kind=_part(conflict), field=unit)


def _part(conflict: Conflict) -> str:
    if not conflict.language:
        return words.kind_name(conflict.kind)
    return _("Übersetzung ({language})").format(language=words.language_name(conflict.language))


def remark(conflict: Conflict) -> str:
    """How it came about and what has become of it, where that is not plain."""
    since = _since(conflict) if conflict.answers else ""
    return " ".join(filter(None, (_why(conflict), since)))


def _why(conflict: Conflict) -> str:
    if not conflict.answers:
        return _("Das stammt aus einer neueren Version von KosiDesk und lässt sich nur dort entscheiden.")
    if conflict.deciders:
        one, other = (name or _("jemand") for name in conflict.deciders)
        return _("{one} und {other} haben gleichzeitig verschieden entschieden.").format(one=one, other=other)
    return _(_WHY.get(conflict.reason, ""))


def _since(conflict: Conflict) -> str:
    match conflict.standing:
        case Standing.AGREED:
            return _("Inzwischen steht hier dasselbe.")
        case Standing.MOVED:
            return _("Seitdem wurde es hier noch einmal geändert.")
        case Standing.GONE if not conflict.reason:
            return _("Der Eintrag wurde inzwischen gelöscht.")
    return ""


def before() -> str:
    return _("Vorher")


def ours(conflict: Conflict) -> str:
    if conflict.reason == DUPLICATE:
        return _entered(conflict.mine)
    if conflict.standing is Standing.GONE:
        return _signed(conflict.mine, _("Gelöscht von {name} am {at}"), _("Gelöscht am {at}"), _("Hier"))
    return _signed(
        conflict.mine, _("Jetzt hier, von {name} am {at}"), _("Jetzt hier, seit {at}"), _("Jetzt hier")
    )


def others(conflict: Conflict) -> str:
    if conflict.reason == DUPLICATE:
        return _entered(conflict.theirs)
    if conflict.box is Box.FILES:
        said = _("Aus der Datei ({source}), gelesen am {at}")
        at = conflict.theirs.at
        return said.format(source=conflict.source, at=moment(at.astimezone()) if at else "")
    return _signed(
        conflict.theirs,
        _("Auch geschrieben von {name} am {at}"),
        _("Auch geschrieben am {at}"),
        _("Auch geschrieben"),
    )


def nothing(conflict: Conflict, side: Side) -> str:
    """Stands where a side says nothing."""
    is_gone = side is conflict.mine and conflict.standing is Standing.GONE
    return _("(gibt es hier nicht)") if is_gone else _("(leer)")


def answer_words(conflict: Conflict, answer: Answer) -> str:
    match answer:
        case Answer.MINE:
            return _keep(conflict)
        case Answer.THEIRS:
            return _take(conflict)
        case Answer.BOTH:
            return _("So lassen, das andere als Notiz")
        case Answer.OTHER:
            return _("Anders …")
    return _("Nicht dasselbe") if conflict.standing is not Standing.GONE else _("Erledigt")


def _keep(conflict: Conflict) -> str:
    if conflict.standing is Standing.AGREED:
        return _("Erledigt")
    if conflict.standing is not Standing.GONE:
        return _("So lassen")
    return _("Nicht anlegen") if conflict.reason == ORPHAN_EDIT else _("Gelöscht lassen")


def _take(conflict: Conflict) -> str:
    if conflict.standing is Standing.GONE:
        return _("Anlegen") if conflict.reason == ORPHAN_EDIT else _("Zurückholen")
    if conflict.box is Box.FILES:
        return _("Stand der Datei nehmen")
    if conflict.theirs.by:
        return _("Fassung von {name} nehmen").format(name=conflict.theirs.by)
    return _("Die andere Fassung nehmen")


def _entered(side: Side) -> str:
    return _signed(side, _("Angelegt von {name} am {at}"), _("Angelegt am {at}"), _("Angelegt"))


def _signed(side: Side, by_and_at: str, at: str, neither: str) -> str:
    if side.at is None:
        return neither
    when = moment(side.at.astimezone())
    return by_and_at.format(name=side.by, at=when) if side.by else at.format(at=when)
