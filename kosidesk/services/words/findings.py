"""What a check of the desk found, in words."""

from collections.abc import Mapping

from kosidesk.domain.finding import CONSENT, FILE, INDEX, JOURNAL, REFERENCE, Finding
from kosidesk.i18n import N_, _
from kosidesk.services.words.names import field_name, kind_name

_FINDINGS: Mapping[str, str] = {
    FILE: N_("Die Datei {record} ist beschädigt oder nicht lesbar."),
    JOURNAL: N_("{kind} {record}: Der Stand weicht von dem ab, was im Verlauf steht."),
    INDEX: N_("{kind} {record}: Die Suche und die Angebote passen nicht zusammen."),
    REFERENCE: N_("{kind} {record}: „{field}“ zeigt auf einen Eintrag, den es nicht gibt."),
    CONSENT: N_(
        "{kind} {record}: Die Einwilligung zum Aufbewahren fehlt. Bitte die Angaben löschen oder die "
        "Einwilligung nachholen."
    ),
}


def finding(found: Finding) -> str:
    return _(_FINDINGS[found.code]).format(
        kind=kind_name(found.kind), record=found.record, field=field_name(found.field)
    )
