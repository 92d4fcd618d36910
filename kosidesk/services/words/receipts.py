"""What a client may keep in her hand once she is forgotten."""

from collections.abc import Iterator

from kosidesk.domain.erasure import Receipt
from kosidesk.i18n import _, day


def receipt(done: Receipt) -> tuple[str, ...]:
    """A paragraph each: what, when and by whom, then where copies still are and when they go."""
    return tuple(_paragraphs(done))


def _paragraphs(done: Receipt) -> Iterator[str]:
    text = _(
        "Zur Beratung {code} sind am {day} alle Angaben gelöscht worden: Name und Kontakt, Einwilligungen, "
        "Wunsch, Notizen, Merkliste, Wiedervorlagen und der Verlauf dazu."
    )
    yield text.format(code=done.code, day=day(done.on))
    if done.by:
        yield _("Gelöscht hat: {name}.").format(name=done.by)
    yield _(
        "Ohne Namen und Code bleibt nur, was gezählt wird: dass es eine Beratung gab, an welchem Tag, welche "
        "Angebote ausgehändigt wurden und was daraus wurde."
    )
    yield _(
        "Der gemeinsame Server und die anderen Schreibtische der Agentur löschen dasselbe beim nächsten "
        "Abgleich."
    )
    yield _backups(done)


def _backups(done: Receipt) -> str:
    if done.backups_until is None:
        return _("In den Sicherungen dieses Schreibtischs steht davon nichts.")
    text = _(
        "Verschlüsselte Sicherungen dieses Schreibtischs enthalten die Angaben noch, längstens bis zum "
        "{day}; die erste Sicherung danach löscht auch sie. Wird vorher eine zurückgeholt, löscht der "
        "Schreibtisch die Angaben beim Öffnen noch einmal. Was jemand selbst anderswo gesichert hat, ist "
        "dort von Hand zu löschen."
    )
    return text.format(day=day(done.backups_until))
