"""What every process is given that opens foreign files: bounds, and nothing that is meant for the desk."""

import os
import sys
from pathlib import Path

import kosidesk
from kosidesk.exchange import limits


def environment() -> dict[str, str]:
    """Ours, with the way to this package and without what is meant for the desk (passphrase file)."""
    root = str(Path(kosidesk.__file__).parents[1])
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KOSIDESK_")}
    kept["PYTHONPATH"] = os.pathsep.join(filter(None, (root, kept.get("PYTHONPATH"))))
    kept["RUST_BACKTRACE"] = "0"  # out of memory, a library in Rust would wait for itself to draw one
    return kept


def restrict() -> None:
    """Called by the process itself before it opens anything."""
    if sys.platform == "win32":
        return  # Windows has no such limits; the parent's clock remains
    import resource  # noqa: PLC0415  is not there on Windows

    wanted = {resource.RLIMIT_CPU: limits.CPU_SECONDS, resource.RLIMIT_CORE: 0}
    if sys.platform == "linux":  # macOS refuses this one
        wanted[resource.RLIMIT_AS] = limits.MEMORY
    for what, most in wanted.items():
        _, hard = resource.getrlimit(what)
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
