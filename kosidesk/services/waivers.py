"""The confirmation that lets a volunteer have the certificate of conduct without a fee."""

from kosidesk.printing import waiver as content
from kosidesk.printing.choices import Format
from kosidesk.printing.layout.waiver import laid_out
from kosidesk.printing.waiver import Person
from kosidesk.services import offers, records
from kosidesk.services.desk import Desk
from kosidesk.services.sheets import Printout, printout

__all__ = ["NOBODY_NAMED", "Person", "waiver"]

NOBODY_NAMED = Person()
"""Every line is filled in by hand."""

_RULE = "certificate-of-conduct"


def waiver(desk: Desk, offer: str, person: Person = NOBODY_NAMED, *, extended: bool = True) -> Printout:
    """For one offer; `person` stands on the paper and is kept nowhere. Raises NotFound."""
    rule = next((figure for figure in desk.city.figures if figure.code == _RULE), None)
    told = content.waiver(
        offers.full(desk, offer), records.agency(desk), person, extended=extended, rule=rule
    )
    return printout(laid_out(told), Format.A4)
