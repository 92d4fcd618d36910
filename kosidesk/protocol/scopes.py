"""Whose machines a record reaches: the scope of a record, as both ends compute it."""

from kosidesk.protocol.messages import Said
from kosidesk.protocol.parts import is_part
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
    if known is not None and known.scope is Scope.LOCAL:
        return LOCAL
    if whole.startswith(CASES):
        return whole
    if known is None or (not whole and is_part(kind) and declared.startswith(CASES)):
        return declared or AGENCY
    if known.scope is Scope.CASE:
        return CASES + str(values.get("team") or "")
    is_private = known.scope is Scope.AGENCY or values.get("private") is True
    return AGENCY if is_private else PUBLIC
