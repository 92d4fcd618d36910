"""Whose machines a record reaches: the scope of a record, as both ends compute it."""

from kosidesk.protocol.messages import Said
from kosidesk.schema import REGISTRY, Scope

PUBLIC, AGENCY, CASES = "public", "agency", "case:"
"""`CASES` is followed by the team, or by nothing where the agency has none."""

LOCAL = ""
"""No scope: the record never leaves its desk."""


def scope_of(kind: str, values: Said, declared: str = "", subject: str = "") -> str:
    """`subject` is the scope of the record this one is a part of, if it has one; it is never widened.

    `declared` is what the sender says; it counts for kinds this version does not know, which are the
    agency's if nothing is said.
    """
    known = REGISTRY.get(kind)
    if known is None:
        own = declared or AGENCY
    else:
        own = {
            Scope.PUBLIC: AGENCY if values.get("private") is True else PUBLIC,
            Scope.AGENCY: AGENCY,
            Scope.CASE: CASES + str(values.get("team") or ""),
            Scope.LOCAL: LOCAL,
        }[known.scope]
    return subject if subject.startswith(CASES) and own in (PUBLIC, AGENCY) else own
