"""What is typed is answered with commands first, then with what stands on the desk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kosidesk.services import consultations
from kosidesk.ui.frame.finder import Command, Finder
from kosidesk.ui.frame.palette import Entry
from tests.desks import offer
from tests.ui.bench import Bench, Heard, bench


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        yield made


@pytest.fixture
def finder(here: Bench) -> Finder:
    return Finder(here.desk, here.tasks, here.owner)


def found(finder: Finder, typed: str, qtbot: QtBot) -> list[Entry]:
    with qtbot.waitSignal(finder.found) as answer:
        finder.look(typed)
    return list(answer.args[0])


def test_commands_come_first_and_are_done_by_name(finder: Finder, here: Bench, qtbot: QtBot) -> None:
    offer(here.desk, "Sperren bauen")
    done: list[str] = []
    lock = Command("lock", "Sperren", lambda: done.append("lock"))
    finder.offer((Command("print", "Zettel drucken", lambda: done.append("print")), lock))
    entries = found(finder, "sperren", qtbot)
    assert [(entry.kind, entry.row.title) for entry in entries] == [
        ("command", "Sperren"),
        ("offer", "Sperren bauen"),
    ]
    finder.do(entries[0].id)
    assert done == ["lock"]


def test_each_row_says_what_it_is(finder: Finder, here: Bench, qtbot: QtBot) -> None:
    offer(here.desk, "Vorlesen", number="1042")
    talk = consultations.begin(here.desk)
    consultations.pause(here.desk, talk.id)
    reading, body = found(finder, "vorlesen", qtbot), found(finder, "talblick", qtbot)
    assert (reading[0].row.number, reading[0].row.meta) == ("Angebot", "Nachbarschaft Talblick e.V. · 1042")
    assert (body[-1].kind, body[-1].row.meta) == ("organisation", "1 Angebot")
    row = found(finder, talk.code, qtbot)[0].row
    assert row.title == talk.code
    assert row.meta == "unterbrochen · 21.11.2026 · Engagementsuche"


def test_a_talk_is_meant_once_its_code_is_typed(finder: Finder, here: Bench, qtbot: QtBot) -> None:
    talk = consultations.begin(here.desk)
    consultations.pause(here.desk, talk.id)
    assert [entry.is_meant for entry in found(finder, talk.code, qtbot)] == [True]
    for begun in ("", talk.code[:3]):
        entries = found(finder, begun, qtbot)
        assert [entry.is_meant for entry in entries if entry.kind == "consultation"] == [False]


def test_only_the_last_words_are_answered(finder: Finder, here: Bench, qtbot: QtBot) -> None:
    offer(here.desk, "Vorlesen")
    heard = Heard(finder.found, here.owner)
    finder.look("garten")
    finder.look("vorlesen")
    qtbot.waitUntil(lambda: bool(heard.all))
    assert [entry.row.title for entry in heard.last] == ["Vorlesen"]  # type: ignore[attr-defined]
    assert len(heard.all) == 1
