"""Lists of what somebody promised to ask back about: a few columns of each, never whole consultations."""

from sqlalchemy import ColumnElement, Connection, FromClause, Row, RowMapping, func, select

from kosidesk.domain.follow_up import DUE
from kosidesk.storage.tables import Tables


def due(connection: Connection, tables: Tables, until: str, counsellor: str | None) -> list[RowMapping]:
    """The columns of each follow-up with `code`, `kind`, `begun_at`, `name` and `offers` beside them.

    Those that have waited longest come first; None stands for everybody's.
    """
    follow_up, consultation, client, referral = (
        tables[kind] for kind in ("follow_up", "consultation", "client", "referral")
    )
    offers = select(func.count()).where(referral.c.consultation == consultation.c.id).scalar_subquery()
    query = (
        select(
            follow_up,
            consultation.c.code,
            consultation.c.kind,
            consultation.c.begun_at,
            client.c.name,
            offers.label("offers"),
        )
        .select_from(_promises(tables).outerjoin(client, client.c.consultation == consultation.c.id))
        .where(*_is_due(tables, until))
        .order_by(follow_up.c.due_on, follow_up.c.n)
    )
    if counsellor is not None:
        query = query.where(follow_up.c.counsellor == counsellor)
    return list(connection.execute(query).mappings())


def counts(connection: Connection, tables: Tables, today: str, counsellor: str) -> Row[int, int, int]:
    """How many are due today or before: `mine`, `all_`, and `overdue` of them all."""
    follow_up = tables["follow_up"]
    query = (
        select(
            func.count().filter(follow_up.c.counsellor == counsellor).label("mine"),
            func.count().label("all_"),
            func.count().filter(follow_up.c.due_on < today).label("overdue"),
        )
        .select_from(_promises(tables))
        .where(*_is_due(tables, today))
    )
    return connection.execute(query).one()


def codes(connection: Connection, tables: Tables) -> list[str]:
    """Of every consultation there is, the newest first."""
    consultation = tables["consultation"]
    query = select(consultation.c.code).order_by(consultation.c.n.desc())
    return [code for code in connection.execute(query).scalars() if code]


def clients(connection: Connection, tables: Tables) -> list[Row[str, str, str]]:
    """Id, code of the consultation and name of each client who gave it, the newest first."""
    client, consultation = tables["client"], tables["consultation"]
    query = (
        select(client.c.id, consultation.c.code, client.c.name)
        .join(consultation, consultation.c.id == client.c.consultation)
        .where(client.c.name != "", consultation.c.code != "")
        .order_by(consultation.c.n.desc())
    )
    return list(connection.execute(query))


def _promises(tables: Tables) -> FromClause:
    """Without its consultation, there is nothing to ask about."""
    follow_up, consultation = tables["follow_up"], tables["consultation"]
    return follow_up.join(consultation, consultation.c.id == follow_up.c.consultation)


def _is_due(tables: Tables, until: str) -> tuple[ColumnElement[bool], ...]:
    follow_up = tables["follow_up"]
    return follow_up.c.state == DUE, follow_up.c.due_on <= until
