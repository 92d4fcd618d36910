"""The command that forgets a person for good."""

from argparse import Namespace

from kosidesk.cli import access
from kosidesk.cli.answers import answer
from kosidesk.domain.errors import Cancelled
from kosidesk.domain.ids import read_code
from kosidesk.i18n import _
from kosidesk.services import consultations, erasing, words


def erase(asked: Namespace) -> None:
    with access.opened(asked) as opened:
        consultation = consultations.by_code(opened.desk, asked.code)
        if not asked.yes:
            _require_agreed(consultation.code)
        receipt = erasing.withdraw(opened.desk, consultation.id)
    until = receipt.backups_until.isoformat() if receipt.backups_until else None
    said = {"code": receipt.code, "on": receipt.on.isoformat(), "backups_until": until}
    answer(asked, said, lambda: "\n".join(words.receipt(receipt)))


def _require_agreed(code: str) -> None:
    """Raises Cancelled."""
    text = _(
        "Die Beratung {code} wird mit allem gelöscht, was zu ihr gehört: hier sofort, am Server und an den "
        "anderen Schreibtischen beim nächsten Abgleich. Das lässt sich nicht zurücknehmen; nur Sicherungen "
        "enthalten sie noch, höchstens 35 Tage lang."
    )
    print(text.format(code=code))
    try:
        typed = input(_("Zum Löschen den Code noch einmal eintippen: "))
    except EOFError as error:
        raise Cancelled from error
    if read_code(typed) != code:
        raise Cancelled
