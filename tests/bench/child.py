"""The process that is measured: `python -m tests.bench.child SIDE FIGURE SIZE FOLDER BEGUN`.

It imports nothing but the probe it runs, for imports are part of what is measured.
"""

import importlib
import json
import os
import sys
import traceback
from pathlib import Path
from typing import Any

from tests.bench.meter import Meter


def main() -> None:
    sys.excepthook = _give_up
    side, figure, size, folder, begun = sys.argv[1:]
    probe = importlib.import_module(f"tests.bench.{side}.{figure}")
    print(json.dumps(probe.measure(Path(folder), int(size), Meter(float(begun)))))


def _give_up(*error: Any) -> None:
    """Qt would print an error in a slot and go on waiting for what then never comes."""
    traceback.print_exception(*error)
    os._exit(1)


if __name__ == "__main__":
    main()
