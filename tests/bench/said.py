"""What a paper of ours says, kept as text, so that other programs can set the same."""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from kosidesk.services.sheets import Printout
from tests.bench.meter import Numbers, cold_and_warm, cost

GERMAN, ARABIC = "de", "ar"

Said = Sequence[tuple[str, str]]
"""The role of each passage (a structure type of PDF) and its text, without pictures."""

Setter = Callable[[Said, str], bytes]
"""Makes a PDF of passages, the second argument is their language."""


def keep(path: Path, papers: Mapping[str, Printout]) -> None:
    """By their languages."""
    told = {language: _said(paper) for language, paper in papers.items()}
    path.write_text(json.dumps(told), "utf-8")


def _said(paper: Printout) -> Said:
    return [(passage.role, passage.text) for passage in paper.text if passage.role != "Figure"]


def measured(path: Path, setter: Setter, times: int = 5) -> Numbers:
    """A paper in German, first and again; and in Arabic where it is there."""
    papers: dict[str, Said] = json.loads(path.read_text("utf-8"))
    (cold, *warm), *arabic = (
        [cost(partial(setter, said, language)) for _ in range(1 + times)] for language, said in papers.items()
    )
    numbers = cold_and_warm(cold, warm)
    for first, *rest in arabic:
        numbers["arabic_wall_ms"] = cold_and_warm(first, rest)["warm_wall_ms"]
    return numbers
