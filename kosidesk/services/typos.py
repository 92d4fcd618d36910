"""Which code may have been meant by one that was mistyped or misread."""

from collections.abc import Iterable

from rapidfuzz.distance import OSA

MOST = 5
_FARTHEST = 2
_LOOK_ALIKE = str.maketrans("OQDILZSGBUWY", "000112568VVV")
"""Signs one hand writes as another, read as one of them."""


def near(typed: str, codes: Iterable[str]) -> tuple[str, ...]:
    """The codes at most two slips away, the likeliest first.

    A slip is a wrong, missing, superfluous or swapped sign (optimal string alignment); a sign that only
    looks like another one weighs less than one that does not.
    """
    bare = _bare(typed)
    alike = bare.translate(_LOOK_ALIKE)
    found = []
    for n, code in enumerate(codes):
        meant = _bare(code)
        slips = OSA.distance(alike, meant.translate(_LOOK_ALIKE), score_cutoff=_FARTHEST)
        if slips <= _FARTHEST:
            found.append((slips, OSA.distance(bare, meant), n, code))
    return tuple(code for _, _, _, code in sorted(found)[:MOST])


def _bare(code: str) -> str:
    return "".join(sign for sign in code.upper() if sign.isalnum())
