"""The command that forgets a person for good."""

from argparse import Namespace

from kosidesk.cli import access
from kosidesk.cli.answers import answer
from kosidesk.domain.errors import Cancelled
from kosidesk.domain.ids import read_code
from kosidesk.i18n import _
from kosidesk.services import consultations, erasing


def erase(asked: Namespace) -> None:
    with access.opened(asked) as opened:
        code = consultations.by_code(opened.desk, asked.code).code
        if not asked.yes:
            _require_agreed(code)
        changes = erasing.erase_consultation(opened.desk, code)
    gone = {kind: len(ids) for kind, ids in changes.touched.items()}
    answer(
        asked,
        {"code": code, "erased": gone},
        lambda: _("Die Beratung {code} ist gelöscht.").format(code=code),
    )


def _require_agreed(code: str) -> None:
    """Raises Cancelled."""
    text = _(
        "Die Beratung {code} wird mit allem gelöscht, was zu ihr gehört: hier sofort, am Server und an den "
        "anderen Schreibtischen beim nächsten Abgleich. Das lässt sich nicht zurücknehmen; nur Sicherungen "
        "enthalten sie noch, bis neuere sie ersetzt haben."
    )
    print(text.format(code=code))
    try:
        typed = input(_("Zum Löschen den Code noch einmal eintippen: "))
    except EOFError as error:
        raise Cancelled from error
    if read_code(typed) != code:
        raise Cancelled
