"""Commands about the accounts of counsellors."""

from argparse import Namespace

from sqlalchemy import Connection

from kosidesk.domain.errors import NotFound
from kosidesk.i18n import _
from kosidesk.server.commands.answers import answer
from kosidesk.server.commands.opened import by_name, opened, teams
from kosidesk.server.identity import accounts, revoke
from kosidesk.server.identity.accounts import Account
from kosidesk.server.store.ledger import Revoked


def show(asked: Namespace) -> None:
    with opened(asked) as context, context.store.looking() as connection:
        known = accounts.accounts(connection)
    told = [{**vars(one), "teams": sorted(one.teams)} for one in known]
    answer(asked, told, "\n".join(map(_line, known)) or _("Noch hat niemand ein Konto."))


def _line(account: Account) -> str:
    text = _("{name} · {role} · gesperrt") if account.is_revoked else _("{name} · {role}")
    return text.format(name=account.name, role=account.role)


def place(asked: Namespace) -> None:
    with opened(asked) as context, context.store.transaction() as connection:
        found = _account(connection, asked.account)
        accounts.place(connection, found.counsellor, asked.role, teams(asked))
    text = _("{name} hat jetzt die Rolle {role}. Das gilt ab der nächsten Anfrage.")
    told = {"account": found.counsellor, "role": asked.role, "teams": sorted(teams(asked))}
    answer(asked, told, text.format(name=found.name, role=asked.role))


def revoke_account(asked: Namespace) -> None:
    with opened(asked) as context, context.store.transaction() as connection:
        found = _account(connection, asked.account)
        context.revocations.append([Revoked(revoke.ACCOUNT, found.counsellor)])
        revoke.revoke_account(connection, found.counsellor)
    text = _(
        "Das Konto von {name} ist gesperrt. Was noch nicht übertragen war, wird zur Durchsicht verwahrt."
    )
    answer(asked, {"account": found.counsellor}, text.format(name=found.name))


def _account(connection: Connection, asked: str) -> Account:
    """Raises NotFound, NotUnique."""
    found = accounts.account(connection, asked) or by_name(accounts.accounts(connection), asked)
    if found is None:
        raise NotFound("account", asked)
    return found
