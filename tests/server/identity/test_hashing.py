"""Hashing takes turns."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest

from kosidesk.server.identity.hashing import Hashing
from kosidesk.server.identity.refusals import Later
from tests.server.identity.offices import HASHING


def test_what_was_hashed_is_known_again_and_nothing_else_is() -> None:
    known = HASHING.hash(b"right")

    assert HASHING.matches(b"right", known)
    assert not HASHING.matches(b"wrong", known)


def test_two_hashes_of_one_secret_differ() -> None:
    assert HASHING.hash(b"same") != HASHING.hash(b"same")


def test_nothing_matches_nobodys_hash() -> None:
    assert not HASHING.matches(b"", None)
    assert not HASHING.matches(b"anything", None)


def test_one_hashes_four_wait_and_the_sixth_is_sent_away() -> None:
    hashing, may_end, started = Hashing(slots=1, queue=4), Event(), Barrier(2)

    def first() -> None:
        with hashing.turn():
            started.wait()
            may_end.wait()

    def waiting() -> None:
        with hashing.turn():
            pass

    with ThreadPoolExecutor(5) as pool:
        held = pool.submit(first)
        started.wait()
        # A place in the queue is taken before a thread waits for its slot.
        taken = [hashing._places.acquire(blocking=False) for _ in range(4)]
        with pytest.raises(Later), hashing.turn():
            pass
        for _ in taken:
            hashing._places.release()
        queued = [pool.submit(waiting) for _ in range(4)]
        may_end.set()
        for each in (held, *queued):
            each.result()


def test_a_turn_that_fails_gives_its_place_back() -> None:
    hashing = Hashing(slots=1, queue=0)

    with pytest.raises(ZeroDivisionError), hashing.turn():
        _ = 1 / 0

    with hashing.turn():
        pass


_STORM = """
from concurrent.futures import ThreadPoolExecutor
from kosidesk.server.identity.hashing import Hashing
from kosidesk.server.identity.refusals import Later
hashing = Hashing()
known = hashing.hash(b"right")
def guess(number):
    try:
        with hashing.turn():
            return hashing.matches(b"wrong %d" % number, known)
    except Later:
        return None
with ThreadPoolExecutor(40) as pool:
    answers = list(pool.map(guess, range(200)))
assert True not in answers and False in answers, answers
# Not ru_maxrss: that begins with what the process was forked from.
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(int(peak.split()[1]) // 1024)
"""


def test_forty_wrong_guesses_at_once_stay_below_300_megabytes() -> None:
    said = subprocess.run([sys.executable, "-c", _STORM], capture_output=True, text=True, check=True)

    assert int(said.stdout) < 300
