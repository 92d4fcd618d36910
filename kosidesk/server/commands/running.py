"""Commands that set a server up and let it serve."""

from argparse import Namespace
from pathlib import Path
from tempfile import TemporaryDirectory

from kosidesk.i18n import _
from kosidesk.server import demo_stock, founding, logs, serving, settings, tls
from kosidesk.server.commands.answers import answer
from kosidesk.server.context import open_context, utc_now
from kosidesk.server.identity import codes
from kosidesk.server.identity.codes import ENROLMENT, Ticket
from kosidesk.server.person import COORDINATION
from kosidesk.server.settings import Settings

_LOOPBACK = "127.0.0.1"
_DEMO_DESKS = 2
_NO_TEAM = frozenset({""})


def init(asked: Namespace) -> None:
    said = {"hosts": asked.host, "port": asked.port, "behind_proxy": asked.behind_proxy}
    if asked.behind_proxy:
        said["address"] = _LOOPBACK  # what it says is not encrypted: nobody but the proxy may hear it
    said |= {name: value for name in ("database", "backups") if (value := getattr(asked, name))}
    made = founding.found(asked.folder, founding.Wanted(asked.agency, said), utc_now())
    text = _(
        "Der Server für {agency} ist in {folder} eingerichtet.\n"
        "Fingerabdruck: {fingerprint}\n"
        "Den Schlüssel {key} bitte jetzt an einem sicheren Ort verwahren, nicht bei den Sicherungen: Ohne "
        "ihn öffnet niemand mehr die Daten.\n"
        "Weiter geht es mit „kosidesk-server serve“ und „kosidesk-server enrol“."
    )
    shown = fingerprint(made)
    answer(
        asked,
        {"folder": str(made.folder), "url": made.url, "fingerprint": shown, "key": str(made.key)},
        text.format(
            agency=asked.agency, folder=made.folder, fingerprint=tls.in_groups(shown) or "–", key=made.key
        ),
    )


def fingerprint(found: Settings) -> str:
    """Empty behind a proxy: its certificate is one that every system trusts."""
    return "" if found.behind_proxy else tls.fingerprint(found.certificate)


def serve(asked: Namespace) -> None:
    found = settings.load(asked.folder)
    logs.set_up()
    with serving.listen(found.address, found.port) as listening:
        said = _("Der Server antwortet unter {url}. Strg+C beendet ihn.").format(url=found.url)
        answer(asked, {"url": found.url}, said)
        serving.serve(asked.folder, listening, asked.workers)


def demo(asked: Namespace) -> None:
    logs.set_up()
    with TemporaryDirectory() as place, serving.listen(_LOOPBACK, asked.port) as listening:
        folder = Path(place) / "server"
        port = listening.getsockname()[1]
        said: dict[str, object] = {"hosts": ["localhost", _LOOPBACK], "address": _LOOPBACK, "port": port}
        made = founding.found(folder, founding.Wanted(_("Agentur zum Üben"), said), utc_now())
        issued = _stocked(made)
        text = _(
            "Ein Server zum Üben mit erfundenen Angeboten. Was er lernt, vergisst er, wenn er endet.\n"
            "Adresse: {url}\n"
            "Fingerabdruck: {fingerprint}\n"
            "Codes für zwei Schreibtische: {codes}\n"
            "Strg+C beendet ihn."
        )
        shown = fingerprint(made)
        answer(
            asked,
            {"url": made.url, "fingerprint": shown, "codes": issued},
            text.format(url=made.url, fingerprint=tls.in_groups(shown), codes=", ".join(issued)),
        )
        serving.serve(folder, listening)


def _stocked(made: Settings) -> list[str]:
    """Returns the codes for its first desks."""
    context = open_context(made)
    try:
        with context.store.writing() as books:
            demo_stock.hand_in(books, context.now())
        names = (_("Schreibtisch {n}").format(n=n) for n in range(1, _DEMO_DESKS + 1))
        tickets = [Ticket(ENROLMENT, role=COORDINATION, teams=_NO_TEAM, device_name=name) for name in names]
        with context.store.transaction() as connection:
            return [codes.issue(connection, context.office.hashing, each, context.now()) for each in tickets]
    finally:
        context.close()
