"""The process that is measured: `python -m tests.bench.child SIDE FIGURE SIZE FOLDER BEGUN`.

It imports nothing but the probe it runs, for imports are part of what is measured.
"""

import importlib
import json
import sys
from pathlib import Path

from tests.bench.meter import Meter


def main() -> None:
    side, figure, size, folder, begun = sys.argv[1:]
    probe = importlib.import_module(f"tests.bench.{side}.{figure}")
    print(json.dumps(probe.measure(Path(folder), int(size), Meter(float(begun)))))


if __name__ == "__main__":
    main()
