"""Harm done on purpose; a harness that does not find it proves nothing."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from kosidesk.storage.backup import DATABASE
from tests.kill import counsellor
from tests.kill.harness import Harness, Program
from tests.kill.verdict import judge

TOO_EARLY = Program("too early", partial(counsellor.work, too_early=True), counsellor.LIVES)
_LIVES, _AT_ONCE = 60, 10
_LOG_HEAD_BYTES = 32
_ONE_LIFE = 0.4  # seconds, enough to acknowledge something


def all_found(harness: Harness, work: Program, scratch: Path) -> dict[str, bool]:
    return {
        "acknowledged before the commit": is_caught(harness),
        **{name: is_found(harness, work, scratch, harm) for name, harm in HARM.items()},
    }


def is_caught(harness: Harness) -> bool:
    """Whether a program that acknowledges before it commits is seen to lose something."""
    return any(
        kill.verdict.lost
        for seed in range(0, _LIVES, _AT_ONCE)
        for kill in harness.run(TOO_EARLY, _AT_ONCE, seed)
    )


def is_found(harness: Harness, work: Program, scratch: Path, harm: Callable[[Path], None]) -> bool:
    """Whether a desk that was whole after its program was killed is seen to be harmed."""
    folder = harness.fresh_desk(scratch / "harmed")
    life = harness.one_life(work, folder, seed=0, moment=_ONE_LIFE)
    harm(folder)
    return bool(judge(folder, life.told))


def tear_the_log(folder: Path) -> None:
    """The write-ahead log ends behind its head, as on a disk that lied about what it had written.

    Not in the middle: behind a checkpoint the newest frames stand first, and the rest is long in the file.
    """
    with (folder / f"{DATABASE}-wal").open("r+b") as file:
        file.truncate(_LOG_HEAD_BYTES)


def flip_a_bit(folder: Path) -> None:
    path = folder / DATABASE
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def remove_the_file(folder: Path) -> None:
    (folder / DATABASE).unlink()


HARM: Mapping[str, Callable[[Path], None]] = {
    "the write-ahead log is cut off": tear_the_log,
    "a bit of the file is flipped": flip_a_bit,
    "the file is gone": remove_the_file,
}
