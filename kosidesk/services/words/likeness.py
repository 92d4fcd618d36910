"""What speaks for two entries being one."""

from collections.abc import Iterable, Mapping

from kosidesk.i18n import N_, _
from kosidesk.services.likeness import ADDRESS, MAIL, NAME, PHONE, WEB

_REASONS: Mapping[str, str] = {
    NAME: N_("ähnlicher Name"),
    PHONE: N_("gleiche Telefonnummer"),
    MAIL: N_("gleiche E-Mail-Adresse"),
    WEB: N_("gleiche Internetseite"),
    ADDRESS: N_("gleiche Anschrift"),
}


def likeness(reasons: Iterable[str]) -> str:
    """ "ähnlicher Name, gleiche Telefonnummer"."""
    return ", ".join(_(_REASONS[reason]) for reason in reasons)


def alike(name: str, town: str, reasons: Iterable[str]) -> str:
    """The warning while somebody types the same once more."""
    where = _("{name}, {town}").format(name=name, town=town) if town else name
    return _("Ähnlich: {name} ({reasons})").format(name=where, reasons=likeness(reasons))
