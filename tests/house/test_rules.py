"""Rules of the house that no linter knows; each kept a window from crashing or hid a bug somewhere."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house import tree

# Work off the window's thread must carry any bug over to it, and a bug ends one request, not the server.
MAY_CATCH_ALL = {"kosidesk/ui/tasks.py", "kosidesk/server/app.py"}
MODAL = {"kosidesk/ui/messages.py"}
CHOICE_BOX = {"kosidesk/ui/kit/choice_box.py"}
NOQA = re.compile(r"#\s*noqa\b(?P<rest>.*)")
NOQA_WITH_REASON = re.compile(r": [A-Z]+\d+(, ?[A-Z]+\d+)*\W+\w")
IGNORE = re.compile(r"#\s*type:\s*ignore\b(?P<rest>.*)")


def test_a_signal_is_never_connected_to_a_lambda() -> None:
    """It keeps the widget it mentions alive until someone calls deleteLater()."""
    connects = [(path, call) for path, call in calls() if name_of(call) == "connect"]
    assert [at(path, call) for path, call in connects if any(map(_is_lambda, call.args))] == []


def test_bugs_are_caught_in_one_place_only() -> None:
    handlers = ((path, node) for path, node in nodes() if isinstance(node, ast.ExceptHandler))
    broad = [(path, node) for path, node in handlers if _catches_all(node)]
    assert [at(path, node) for path, node in broad if path.as_posix() not in MAY_CATCH_ALL] == []


def test_only_messages_stop_the_window() -> None:
    """A dialog that waits inside a call would wait for ever in a test."""
    stops = [(path, call) for path, call in calls() if name_of(call) in {"exec", "exec_"}]
    outside = [(path, call) for path, call in stops if path.as_posix() not in MODAL]
    assert [at(path, call) for path, call in outside if path.parts[1] == "ui"] == []


def test_every_list_to_choose_from_is_passed_over_by_the_wheel() -> None:
    """A bare QComboBox takes the wheel that scrolls its page, and changes data nobody looks at."""
    named = [(path, node) for path, node in nodes() if isinstance(node, ast.Name) and node.id == "QComboBox"]
    assert [at(path, node) for path, node in named if path.as_posix() not in CHOICE_BOX] == []


def test_nobody_asks_who_sent_a_signal_or_turns_the_event_loop() -> None:
    forbidden = {"sender", "processEvents"}
    assert [at(path, call) for path, call in calls() if name_of(call) in forbidden] == []


def test_an_exception_to_a_lint_rule_names_the_rule_and_the_reason() -> None:
    python = ((path, text.splitlines()) for path, text in tree.texts() if path.suffix == ".py")
    bare = [f"{path.as_posix()}:{at}" for path, lines in python for at in _without_reason(lines)]
    assert bare == []


def test_an_exception_from_types_names_the_rule() -> None:
    found = [(path, hit["rest"]) for path, text in tree.texts() for hit in IGNORE.finditer(text)]
    assert [path.as_posix() for path, rest in found if not rest.startswith("[")] == []


def _without_reason(lines: list[str]) -> Iterator[int]:
    """The reason stands behind the codes, or in a comment above, which may serve several lines."""
    explained = False
    for number, line in enumerate(lines, start=1):
        found = NOQA.search(line)
        if found and not explained and not NOQA_WITH_REASON.match(found["rest"]):
            yield number
        explained = line.strip().startswith("#") or (explained and found is not None)


def nodes() -> Iterator[tuple[Path, ast.AST]]:
    for path in tree.modules():
        yield from ((path, node) for node in ast.walk(ast.parse((tree.ROOT / path).read_text("utf-8"))))


def calls() -> Iterator[tuple[Path, ast.Call]]:
    yield from ((path, node) for path, node in nodes() if isinstance(node, ast.Call))


def name_of(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def at(path: Path, node: ast.AST) -> str:
    return f"{path.as_posix()}:{getattr(node, 'lineno', 0)}"


def _is_lambda(argument: ast.expr) -> bool:
    return isinstance(argument, ast.Lambda)


def _catches_all(handler: ast.ExceptHandler) -> bool:
    """Cleaning up and passing the same exception on is not catching it."""
    if isinstance(handler.body[-1], ast.Raise) and handler.body[-1].exc is None:
        return False
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(kind is None or getattr(kind, "id", "") in {"Exception", "BaseException"} for kind in kinds)
