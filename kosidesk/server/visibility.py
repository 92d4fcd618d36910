"""The one place that says who may read and write what. What is not named here is refused."""

from kosidesk.protocol.scopes import AGENCY, CASES, PUBLIC
from kosidesk.schema import REGISTRY, Scope
from kosidesk.server.person import ADMIN, COORDINATION, COUNSELLOR, DESK, STAND, Person

_NOTHING: frozenset[str] = frozenset()
_OPEN = frozenset({PUBLIC, AGENCY})
# The agency's own facts and its people are the coordination's to change.
_COORDINATED = frozenset({"agency", "counsellor"})
# What a stand may hand in without ever reading it back.
_DROPPED_IN = frozenset({"consultation", "wish", "referral", "client", "consent", "follow_up"})
# The same of what the agency shall know and nobody is named in.
_TOLD = frozenset({"demand", "search_question"})


def visible(person: Person, kind: str) -> frozenset[str]:
    """The scopes in which this person, on this device, may read records of this kind."""
    if person.revoked or person.role not in (COUNSELLOR, COORDINATION, ADMIN):
        return _NOTHING
    widest = _widest(kind)
    if person.profile == STAND:
        return frozenset({PUBLIC}) if widest is Scope.PUBLIC else _NOTHING
    return _at_a_desk(person, widest) if person.profile == DESK else _NOTHING


def _at_a_desk(person: Person, widest: Scope) -> frozenset[str]:
    match widest:
        case Scope.PUBLIC:
            return _OPEN
        case Scope.AGENCY:
            # A conflict, or a kind of a newer version, may be as narrow as a case.
            return _cases(person) | {AGENCY}
        case Scope.CASE:
            return _cases(person)
    return _NOTHING


def writable(person: Person, kind: str) -> frozenset[str]:
    """The scopes in which this person may create, change and delete records of this kind."""
    if person.profile == STAND:
        return _handed_in(person, kind)
    if kind in _COORDINATED and person.role == COUNSELLOR:
        return _NOTHING
    return visible(person, kind)


def _handed_in(person: Person, kind: str) -> frozenset[str]:
    if person.revoked or person.role not in (COUNSELLOR, COORDINATION):
        return _NOTHING
    if kind in _TOLD:
        return frozenset({AGENCY})
    return _cases(person) if kind in _DROPPED_IN else _NOTHING


def grants(person: Person) -> frozenset[str]:
    """Every scope this person may read anything of; the scope of a record already follows from its kind."""
    return _NOTHING.union(*(visible(person, kind) for kind in (*REGISTRY, _UNKNOWN)))


_UNKNOWN = ""


def _widest(kind: str) -> Scope:
    known = REGISTRY.get(kind)
    return known.scope if known else Scope.AGENCY


def _cases(person: Person) -> frozenset[str]:
    if person.role not in (COUNSELLOR, COORDINATION):
        return _NOTHING
    # A case without a team is everybody's who counsels here.
    return frozenset({CASES, *(CASES + team for team in person.teams)})
