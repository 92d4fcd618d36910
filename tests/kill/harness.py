"""Starts a program, reads what it acknowledges, kills it at a uniformly chosen moment, judges its desk."""

import multiprocessing
import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from ctypes import c_bool
from dataclasses import dataclass
from itertools import chain
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, SpawnContext
from pathlib import Path
from random import Random
from time import monotonic

from tests.kill.acknowledged import Done, Ready
from tests.kill.verdict import Verdict, judge

Work = Callable[[Path, int, Connection, c_bool], None]
"""Opens the desk in that folder and works by that seed; acknowledges through the pipe, marks transactions."""

PATIENCE = 60.0  # seconds until the desk must be open
LIVES_PER_DESK = 25
LANES = 2


class EndedByItself(Exception):
    """A program that was to be killed ended before; facts: its exit code."""


@dataclass(frozen=True)
class Program:
    """What is killed. `lives` are the longest times between open desk and kill, taken in turn by the seed."""

    name: str
    work: Work
    lives: tuple[float, ...]


@dataclass(frozen=True)
class Kill:
    """One life: what it acknowledged, whether it ended inside a transaction, and what was found."""

    told: tuple[Done, ...]
    inside: bool
    verdict: Verdict


class Harness:
    """Kills programs on copies of one trial desk, some at the same time, each on a desk of its own."""

    def __init__(self, trial: Path, scratch: Path, preload: Sequence[str]) -> None:
        self._trial, self._scratch = trial, scratch
        self._context = _context(preload)

    def run(self, program: Program, kills: int, seed: int) -> tuple[Kill, ...]:
        def lane(number: int) -> list[Kill]:
            return list(self._lives(program, range(number, kills, LANES), seed, self._scratch / f"{number}"))

        with ThreadPoolExecutor(LANES, "kill") as lanes:
            return tuple(chain.from_iterable(lanes.map(lane, range(LANES))))

    def one_life(self, program: Program, folder: Path, seed: int, moment: float) -> Kill:
        """Kills the program so many seconds after the desk is open. Raises EndedByItself."""
        here, there = self._context.Pipe(duplex=False)
        inside = self._context.RawValue(c_bool)
        child = self._context.Process(target=program.work, args=(folder, seed, there, inside))
        child.start()
        there.close()
        with here:
            try:
                told = [*_until(here, moment)]
            except EOFError:
                child.join()
                raise EndedByItself(program.name, child.exitcode) from None
            finally:
                child.kill()
                child.join()
            told += _rest(here)
        return Kill(tuple(told), inside.value, Verdict())

    def fresh_desk(self, folder: Path) -> Path:
        return _replaced(folder, self._trial)

    def _lives(self, program: Program, numbers: Sequence[int], seed: int, scratch: Path) -> Iterator[Kill]:
        """A desk is used for many lives, each as the last one left it; what is judged is a copy."""
        folder, told = scratch / "desk", list[Done]()
        for count, number in enumerate(numbers):
            if count % LIVES_PER_DESK == 0:
                self.fresh_desk(folder)
                told.clear()
            chance = Random(f"{seed}:{number}")  # noqa: S311  kills need no secrets
            moment = chance.uniform(0, program.lives[number % len(program.lives)])
            life = self.one_life(program, folder, number, moment)
            told += life.told
            yield Kill(life.told, life.inside, judge(_replaced(scratch / "copy", folder), told))


def _context(preload: Sequence[str]) -> ForkServerContext | SpawnContext:
    """A server that has imported everything spares each child a second; Windows starts each anew."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([*preload])
    return context


def _replaced(folder: Path, source: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(source, folder)
    return folder


def _until(pipe: Connection, moment: float) -> Iterator[Done]:
    """What is told until so many seconds after the desk is open."""
    end = monotonic() + PATIENCE
    while (left := end - monotonic()) > 0 and pipe.poll(left):
        match pipe.recv():
            case Ready():
                end = monotonic() + moment
            case Done() as done:
                yield done


def _rest(pipe: Connection) -> Iterator[Done]:
    """What the pipe still holds of the dead."""
    while True:
        try:
            yield from (said for said in [pipe.recv()] if isinstance(said, Done))
        except EOFError:
            return
