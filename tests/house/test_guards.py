"""The guards of the suite are shown tests that break their rules, and some that keep them."""

from pathlib import Path

import pytest

from tests import child_pytest

BREAKS = {
    "logged by surprise: ['one page is missing']": """
        import logging
        def test_it():
            logging.getLogger("kosidesk").warning("one page is missing")
        """,
    "a warning was expected in the log, and none came": """
        def test_it(expected_log):
            pass
        """,
    "DeprecationWarning: old": """
        import warnings
        def test_it():
            warnings.warn("old", DeprecationWarning)
        """,
    "a test reached for the network: (('127.0.0.1', 9),)": """
        import socket
        def test_it():
            with socket.socket() as there:
                there.connect(("127.0.0.1", 9))
        """,
    "a test reached for the network: ('example.org', 443": """
        import socket
        def test_it():
            socket.create_connection(("example.org", 443))
        """,
    "threads still run: ['forgotten']": """
        import threading
        def test_it():
            threading.Thread(target=threading.Event().wait, name="forgotten", daemon=True).start()
        """,
    "child processes still run: ['forgotten']": """
        import multiprocessing, time
        def test_it():
            spawn = multiprocessing.get_context("spawn")
            spawn.Process(target=time.sleep, args=(60,), name="forgotten", daemon=True).start()
        """,
}
KEEPS = {
    "a warning that was asked for": """
        import logging
        def test_it(expected_log):
            logging.getLogger("kosidesk").warning("one page is missing")
            assert [record.getMessage() for record in expected_log] == ["one page is missing"]
        """,
    "a server of its own": """
        import socket
        def test_it(sockets):
            with socket.create_server(("127.0.0.1", 0)) as server:
                socket.create_connection(server.getsockname()).close()
        """,
    "a thread that ends": """
        from concurrent.futures import ThreadPoolExecutor
        def test_it():
            with ThreadPoolExecutor(1) as lane:
                lane.submit(print).result()
        """,
}


@pytest.mark.parametrize("complaint", BREAKS)
def test_a_test_that_breaks_a_rule_fails_with_its_reason(complaint: str, tmp_path: Path) -> None:
    done = child_pytest.run(_module(BREAKS[complaint]), tmp_path, "tests.conftest")
    assert done.returncode == 1, done.stdout + done.stderr
    assert complaint in done.stdout


@pytest.mark.parametrize("what", KEEPS)
def test_a_test_that_keeps_the_rules_passes(what: str, tmp_path: Path) -> None:
    done = child_pytest.run(_module(KEEPS[what]), tmp_path, "tests.conftest")
    assert done.returncode == 0, done.stdout + done.stderr


def _module(text: str) -> str:
    return text.replace("\n        ", "\n")
