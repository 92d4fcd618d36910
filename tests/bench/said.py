"""What a paper of ours says, kept as text, so that other programs can set the same."""

import json
import statistics
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from kosidesk.services.sheets import Printout
from tests.bench.meter import Cost, Numbers, cold, cold_and_warm, cost

GERMAN, ARABIC = "de", "ar"

Said = Sequence[tuple[str, str]]
"""The role of each passage (a structure type of PDF) and its text, without pictures."""

Setter = Callable[[Said, str], bytes]
"""Makes a PDF of passages; the second argument is their language."""

_TIMES = 6


def keep(path: Path, papers: Mapping[str, Printout]) -> None:
    """By their languages."""
    told = {language: _said(paper) for language, paper in papers.items()}
    path.write_text(json.dumps(told), "utf-8")


def _said(paper: Printout) -> Said:
    return [(passage.role, passage.text) for passage in paper.text if passage.role != "Figure"]


def measured_once(path: Path, setter: Setter) -> Numbers:
    return cold(cost(partial(setter, _papers(path)[GERMAN], GERMAN)))


def measured(path: Path, setter: Setter) -> Numbers:
    """A paper in German, first and again; and in Arabic."""
    papers = _papers(path)
    first, *again = _costs(setter, papers, GERMAN)
    _, *arabic = _costs(setter, papers, ARABIC)
    return {
        **cold_and_warm(first, again),
        "arabic_wall_ms": statistics.median(one.wall for one in arabic),
    }


def _papers(path: Path) -> dict[str, Said]:
    papers: dict[str, Said] = json.loads(path.read_text("utf-8"))
    return papers


def _costs(setter: Setter, papers: Mapping[str, Said], language: str) -> list[Cost]:
    return [cost(partial(setter, papers[language], language)) for _ in range(_TIMES)]
