"""Measures a process from within: CPU time, the clock on the wall, memory."""

import ctypes
import gc
import math
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

MS, MB = 1_000, 1_000_000

Numbers = dict[str, float]
"""By name; the ending of a name is its unit."""


@dataclass(frozen=True)
class Cost:
    """Milliseconds."""

    cpu: float
    wall: float

    def __sub__(self, earlier: "Cost") -> "Cost":
        return Cost(self.cpu - earlier.cpu, self.wall - earlier.wall)


@dataclass(frozen=True)
class Meter:
    """`begun` is when the parent started this process, as `time.time()`."""

    begun: float

    def since_start(self) -> Cost:
        """What this process cost so far, the start of Python included."""
        return Cost(_cpu(), (time.time() - self.begun) * MS)


def now() -> Cost:
    """A reading of both clocks, to be subtracted from a later one."""
    return Cost(_cpu(), time.perf_counter() * MS)


def cost(work: Callable[[], object]) -> Cost:
    before = now()
    work()
    return now() - before


def _cpu() -> float:
    """In all threads, and in children that have ended."""
    children = os.times()
    return (time.process_time() + children.children_user + children.children_system) * MS


def cold(first: Cost) -> Numbers:
    return {"cold_cpu_ms": first.cpu, "cold_wall_ms": first.wall, "peak_mb": peak_mb()}


def cold_and_warm(first: Cost, rest: Iterable[Cost]) -> Numbers:
    again = list(rest)
    return {
        **cold(first),
        "warm_cpu_ms": statistics.median(one.cpu for one in again),
        "warm_wall_ms": statistics.median(one.wall for one in again),
    }


def keys(first: Cost, rest: Sequence[Cost]) -> Numbers:
    """What typing cost, key by key."""
    cpu, wall = [key.cpu for key in rest], [key.wall for key in rest]
    return {
        **cold_and_warm(first, rest),
        "p95_cpu_ms": percentile(cpu, 0.95),
        "p95_wall_ms": percentile(wall, 0.95),
        "longest_cpu_ms": max(cpu),
    }


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that so large a share of all values does not exceed."""
    return sorted(values)[math.ceil(len(values) * share) - 1]


def held_mb() -> float:
    """What is really in use: garbage, and what was freed but not given back, vary from run to run."""
    import psutil  # noqa: PLC0415 - not part of what is measured

    gc.collect()
    if sys.platform == "linux" and platform.libc_ver()[0] == "glibc":
        ctypes.CDLL(None).malloc_trim(0)
    return float(psutil.Process().memory_info().rss) / MB


def forget_peak() -> None:
    """From here on `peak_mb` tells of what follows; on Linux alone, elsewhere a higher one before stays."""
    if sys.platform == "linux":
        Path("/proc/self/clear_refs").write_text("5", "utf-8")


def peak_mb() -> float:
    """The most memory this process held. Linux's rusage would count the parent's too."""
    if sys.platform == "linux":
        status = Path("/proc/self/status").read_text("utf-8").split("VmHWM:")[1]
        return int(status.split()[0]) * 1024 / MB
    if sys.platform == "win32":
        import psutil  # noqa: PLC0415 - not part of what is measured

        return float(psutil.Process().memory_info().peak_wset) / MB
    import resource  # noqa: PLC0415 - is not there on Windows

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MB
