"""Keys are named as keyboards name them."""

import pytest
from pytestqt.qtbot import QtBot

from kosidesk.ui.kit.keys import Key


@pytest.mark.parametrize("sequence", ["Return", "Enter"])
def test_the_key_that_opens_is_called_enter(qtbot: QtBot, sequence: str) -> None:
    assert Key(sequence, "öffnen").name() == "Enter"
