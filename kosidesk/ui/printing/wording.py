"""What formats of paper are called on the screen."""

from collections.abc import Mapping

from kosidesk.i18n import N_
from kosidesk.services.sheets import Format

FORMATS: Mapping[Format, str] = {
    Format.A4: N_("A4"),
    Format.LARGE: N_("A4, große Schrift"),
    Format.COMPACT: N_("A4, knapp (bis zu drei Angebote)"),
    Format.A5: N_("A5"),
    Format.RECEIPT: N_("Bon, 80 mm"),
}
