"""Which offers fit a client's wish, best first, and why: as a counsellor would say it.

What the client excluded, or what excludes her, drops an offer, and the reason is kept. Everything else is
weighed: each wish that was stated asks one question of every offer. What an offer does not say is a doubt,
never a refusal.
"""

from kosidesk.matching.answers import Reason
from kosidesk.matching.candidate import OF_AGE, Candidate
from kosidesk.matching.questions import Found
from kosidesk.matching.ranking import Excluded, Match, Ranking, rank
from kosidesk.matching.weights import CRITERIA, WEIGHTS, Weight

__all__ = [
    "CRITERIA",
    "OF_AGE",
    "WEIGHTS",
    "Candidate",
    "Excluded",
    "Found",
    "Match",
    "Ranking",
    "Reason",
    "Weight",
    "rank",
]
