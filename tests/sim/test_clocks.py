"""I12: no clock decides anything. The same story with other clocks ends the same but for its times."""

from dataclasses import replace
from typing import Any

import msgspec
import pytest

from tests.sim.mutants import planted
from tests.sim.world import MODES, Checks, Mode, World

_TIMES = ("at",)


def end(seed: int, mode: Mode) -> Any:
    """What the server says at the end, and every desk."""
    world = World(seed, mode, Checks())
    world.run()
    state = world.store.state
    return (
        state.head,
        {
            key: msgspec.structs.replace(row, at="", values=untimed(row.values))
            for key, row in state.rows.items()
        },
        {key: msgspec.structs.replace(tomb, at="") for key, tomb in state.tombs.items()},
        {operation: ack.code for operation, ack in state.acks.items()},
        state.erased,
        [{key: untimed(said) for key, said in desk.replica.state.rows.items()} for desk in world.desks],
    )


def untimed(said: dict[str, Any]) -> dict[str, Any]:
    """Conflicts tell when the other value was written."""
    return {name: value for name, value in said.items() if name not in _TIMES}


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.name)
@pytest.mark.parametrize("seed", range(5))
def test_wrong_clocks_change_nothing_but_the_times(mode: Mode, seed: int) -> None:
    assert end(seed, mode) == end(seed, replace(mode, skews=False))


def test_a_law_that_asks_the_clock_is_noticed() -> None:
    with planted("the later clock wins"):
        ends = [(end(seed, MODES[0]), end(seed, replace(MODES[0], skews=False))) for seed in range(10)]
    assert any(wrong != right for wrong, right in ends)
