"""Tears the network and kills both ends, and counts what is lost: `python -m tests.torn --short | --long`.

A real desk syncs with a real server through a proxy that cuts, falsifies, doubles, delays; then processes of
both are killed while they sync. Exits 1 if anything is lost, doubled or damaged, or a desk says anything but
a plain error.
"""

import argparse
import json
import logging
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any

from tests.torn import session
from tests.torn.kills import Kills, killed
from tests.torn.town import town
from tests.torn.trial import Trial

SHORT, LONG = (20, 15), (1_000_000, 300)
"""At how many bytes each way the session is cut and falsified, and how many kills."""

_LINE = "{:<14} {:>7} {:>7}  {}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.torn", description=__doc__)
    length = parser.add_mutually_exclusive_group()
    length.add_argument(
        "--short", dest="size", action="store_const", const=SHORT, help="some bytes, 15 kills"
    )
    length.add_argument("--long", dest="size", action="store_const", const=LONG, help="every byte, 300 kills")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of the table")
    parser.set_defaults(size=SHORT)
    asked = parser.parse_args()
    # The server warns of each request that is none.
    logging.getLogger("uvicorn").setLevel(logging.CRITICAL)
    begun = monotonic()
    tried, counted = run(*asked.size)
    seconds = round(monotonic() - begun, 1)
    if asked.json:
        print(json.dumps({"seconds": seconds, "weathers": _figures(tried), "kills": asdict(counted)}))
    else:
        print("\n".join((*_table(tried), *_told(counted), f"{seconds} s")))
    return int(any(trial.faults for trial in tried) or counted.faults > 0)


def run(bytes_each_way: int, kills: int) -> tuple[list[Trial], Kills]:
    with TemporaryDirectory(prefix="kosidesk-torn-") as scratch:
        for folder in ("weather", "kills"):
            (Path(scratch) / folder).mkdir()
        with town(Path(scratch) / "weather") as made:
            tried = list(session.trials(made, bytes_each_way))
        return tried, killed(Path(scratch) / "kills", kills)


def _figures(tried: Sequence[Trial]) -> dict[str, dict[str, Any]]:
    found: dict[str, list[Trial]] = defaultdict(list)
    for trial in tried:
        found[trial.weather].append(trial)
    return {
        weather: {
            "sessions": len(of_weather),
            "said": dict(Counter(trial.said for trial in of_weather).most_common()),
            "faults": [fault for trial in of_weather for fault in trial.faults],
        }
        for weather, of_weather in found.items()
    }


def _table(tried: Sequence[Trial]) -> Iterator[str]:
    yield _LINE.format("weather", "times", "faults", "what the desk said")
    for weather, figures in _figures(tried).items():
        said = ", ".join(f"{word} {times}" for word, times in figures["said"].items())
        yield _LINE.format(weather, figures["sessions"], len(figures["faults"]), said)
    yield from (f"  {fault}" for trial in tried for fault in trial.faults)


def _told(counted: Kills) -> Iterator[str]:
    yield (
        f"{counted.kills} kills, {counted.of_the_server} of the server, {counted.amid} of a desk in a sync; "
        f"{counted.syncs} syncs, {counted.acknowledged} writes acknowledged: {counted.lost} lost, "
        f"{counted.doubled} doubled, {counted.damaged} damaged, {counted.differs} differ"
    )
    yield from (f"  {example}" for example in counted.examples)


if __name__ == "__main__":
    sys.exit(main())
