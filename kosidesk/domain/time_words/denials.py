"""What a text about time excepts: "außer mittwochs", "nicht am Wochenende"."""

from collections.abc import Iterator

from kosidesk.domain.time_words.said import NAMED, Clause, Said, either
from kosidesk.domain.time_words.tokens import Kind


def parted(said: Clause) -> tuple[Clause, Clause] | None:
    """What is possible and what is not; None where it is not sure which is which."""
    possible: list[Said] = []
    barred: list[Said] = []
    for clause in _clauses(said):
        sides = _sides_of(clause)
        if sides is None:
            return None
        possible += sides[0]
        barred += sides[1]
    return possible, barred


def _clauses(said: Clause) -> Iterator[Clause]:
    """Cut at stops, and at commas that do not stand in a list of days."""
    begin = 0
    for n, one in enumerate(said):
        in_list = 0 < n < len(said) - 1 and said[n - 1].kind is said[n + 1].kind is Kind.DAY
        if one.kind in (Kind.STOP, Kind.BREAK) or (one.kind is Kind.COMMA and not in_list):
            yield said[begin : n + 1]
            begin = n + 1
    yield said[begin:]


def _sides_of(clause: Clause) -> tuple[Clause, Clause] | None:
    denials = [n for n, one in enumerate(clause) if one.kind is Kind.NOT]
    if not denials or not any(one.kind in NAMED for one in clause):
        return clause, ()
    if len(denials) > 1:
        return None
    before, after = clause[: denials[0]], clause[denials[0] + 1 :]
    if any(one.kind in NAMED for one in after):
        is_sure = after[0].kind in (Kind.DAY, Kind.PART, Kind.HOLIDAY) and all(
            one.kind not in (Kind.CLOCK, Kind.NTH) for one in after
        )
        return (before, after) if is_sure else None
    if Kind.HOLIDAY in {one.kind for one in (*before[-1:], *after)}:
        return before, ()
    return _denied_behind(before)


def _denied_behind(before: Clause) -> tuple[Clause, Clause] | None:
    """ "mittwochs nicht"; of several days only one that the others hold: "täglich, mittwochs nicht"."""
    days = [one for one in before if one.kind is Kind.DAY]
    parts = [one for one in before if one.kind in (Kind.PART, Kind.CLOCK)]
    if len(days) <= 1 and len(parts) <= 1 and all(one.kind is Kind.PART for one in parts):
        return (), (*days, *parts)
    *others, last = days or [Said(Kind.DAY, 0)]
    if not parts and others and last.bits & ~either(others) == 0:
        return others, (last,)
    return None
