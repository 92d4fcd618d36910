"""What a number of kills came to, in figures and on the terminal."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tests.kill.harness import Kill

INSIDE_AT_LEAST = 0.30
"""Of all kills, inside a transaction; a program that mostly idles would survive anything."""

_LINE = "{:<10} {:>6} {:>20} {:>13} {:>6} {:>8}"


@dataclass(frozen=True)
class Report:
    """The kills of one program. `lost` counts acknowledged changes, `corrupt` findings of the check."""

    program: str
    kills: int
    inside: int
    acknowledged: int
    lost: int
    corrupt: int
    actions: Mapping[str, int]
    examples: tuple[str, ...]

    @classmethod
    def of(cls, program: str, kills: Sequence[Kill]) -> "Report":
        actions = Counter(done.action for kill in kills for done in kill.told)
        lost = dict.fromkeys(fault for kill in kills for fault in kill.verdict.lost)
        corrupt = dict.fromkeys(fault for kill in kills for fault in kill.verdict.damage)
        return cls(
            program=program,
            kills=len(kills),
            inside=sum(kill.inside for kill in kills),
            acknowledged=actions.total(),
            lost=len(lost),
            corrupt=len(corrupt),
            actions=dict(actions.most_common()),
            examples=(*lost, *corrupt)[:10],
        )

    @property
    def share_inside(self) -> float:
        return self.inside / self.kills if self.kills else 0.0


def faults(whole: Report, controls: Mapping[str, bool]) -> Iterator[str]:
    """Why the run failed; nothing if it did not."""
    if whole.lost:
        yield f"{whole.lost} acknowledged changes are lost"
    if whole.corrupt:
        yield f"{whole.corrupt} findings of damage"
    if whole.share_inside < INSIDE_AT_LEAST:
        yield f"fewer than {INSIDE_AT_LEAST:.0%} of the kills fell inside a transaction"
    yield from (f"harm was not found: {name}" for name, found in controls.items() if not found)


def table(reports: Sequence[Report], controls: Mapping[str, bool]) -> Iterator[str]:
    yield _LINE.format("program", "kills", "inside a transaction", "acknowledged", "lost", "corrupt")
    for one in reports:
        share = f"{one.inside} ({one.share_inside:.0%})"
        yield _LINE.format(one.program, one.kills, share, one.acknowledged, one.lost, one.corrupt)
    for one in reports[:-1]:
        yield f"{one.program}: " + ", ".join(f"{action} {times}" for action, times in one.actions.items())
    yield from (f"harm on purpose, {'found' if found else 'NOT FOUND'}: {h}" for h, found in controls.items())
    yield from (f"  {example}" for example in reports[-1].examples)
