"""Whose machines a record reaches: the scope of a record, as both ends compute it."""

from kosidesk.protocol.messages import Said
from kosidesk.schema import REGISTRY, Scope

PUBLIC, AGENCY, CASES = "public", "agency", "case:"
"""`CASES` is followed by the team, or by nothing where the agency has none."""

LOCAL = ""
"""No scope: the record never leaves its desk."""


def scope_of(kind: str, values: Said, declared: str = "", whole: str = "") -> str:
    """`whole` is the scope of the record this one is a part of: what is part of a case stays in the case.

    `declared` is what the sender says. It counts for a part of a case whose whole is not there yet, and for
    kinds this version does not know, which are the agency's if nothing is said.
    """
    known = REGISTRY.get(kind)
    if whole.startswith(CASES) and not (known and known.scope is Scope.LOCAL):
        return whole
    if known is None:
        return declared or AGENCY
    match known.scope:
        case Scope.PUBLIC:
            return AGENCY if values.get("private") is True else PUBLIC
        case Scope.AGENCY:
            return AGENCY
        case Scope.CASE:
            is_part = "team" not in known.names()
            return (
                declared if is_part and declared.startswith(CASES) else CASES + str(values.get("team") or "")
            )
        case Scope.LOCAL:
            return LOCAL
