"""A refusal is told from a page that somebody else put in between."""

import pytest

from kosidesk.protocol import faults


def test_a_fault_is_read_as_it_was_said() -> None:
    assert faults.decoded(faults.encoded(faults.LATER)) == 429


@pytest.mark.parametrize("page", [b"", b"<html>401</html>", b'{"fault": "401"}', b"[401]", b'{"error": 401}'])
def test_what_the_server_did_not_say_is_no_fault(page: bytes) -> None:
    assert faults.decoded(page) is None
