"""How much each criterion counts, and why: the one table of the ranking."""

from typing import NamedTuple

HEART, FRAME, ABILITY, CONDITION, TRUST = "heart", "frame", "ability", "condition", "trust"
"""The tiers of criteria: what she wants to do, when and where, what she can do, on which terms, and how sure
the offer is."""


class Weight(NamedTuple):
    """One criterion; a wish that is met in full is worth `4 * weight` points, for answers are in quarters."""

    criterion: str
    tier: str
    weight: int
    why: str


WEIGHTS = (
    Weight("target_groups", HEART, 8, "whom she wants to help decides whether she stays"),
    Weight("fields", HEART, 8, "what she wants to do is why she came"),
    Weight("words", HEART, 8, "her own words say what no list has"),
    Weight("time", FRAME, 5, "without a common hour nothing begins, but hours can be talked about"),
    Weight("place", FRAME, 5, "a long way wears off good intentions; two places less near may outweigh it"),
    Weight("step_free", FRAME, 5, "as hard as the way there, yet most offers do not say"),
    Weight("abilities", ABILITY, 3, "a skill that is used is a joy, and seldom asked for"),
    Weight("extent", CONDITION, 3, "once or weekly can mostly be arranged"),
    Weight("hours", CONDITION, 3, "hours a week are where organisations give way first"),
    Weight("languages", CONDITION, 3, "few offers state one; that nothing is stated excludes nobody"),
    Weight("age", CONDITION, 3, "what is open to minors is safe for them; the limits themselves exclude"),
    Weight("certificate", CONDITION, 3, "an offer that says it needs none spares her a question"),
    Weight("motives", CONDITION, 3, "training and proof are given beside the work"),
    Weight("freshness", TRUST, 2, "what was confirmed lately is there; enough to part equals, not to lead"),
    Weight("open_places", TRUST, 2, "a free place is there today; a full one may be free next month"),
)

CRITERIA = tuple(row.criterion for row in WEIGHTS)
"""What a counsellor can switch off, in the order in which reasons are told."""

WEIGHT = {row.criterion: row.weight for row in WEIGHTS}
