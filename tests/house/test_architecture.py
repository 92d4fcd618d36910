"""ARCHITECTURE.md lists every module with its sentence, and each module begins with one."""

import ast
import re
from pathlib import Path

import pytest

from tests.house import tree

LISTED = re.compile(r"(?m)^(?P<path>\S+\.py)\s{2,}(?P<sentence>\S.*)$")


def test_the_list_of_files_is_true() -> None:
    page = (tree.ROOT / "ARCHITECTURE.md").read_text("utf-8")
    block = page.split("\n## Files\n", 1)[1].split("```")[1]
    listed = [found["path"] for found in LISTED.finditer(block)]
    there = {path.as_posix() for path in tree.modules() if not _is_bare_package(path)}
    assert {"not listed": there - {*listed}, "gone": {*listed} - there} == {
        "not listed": set(),
        "gone": set(),
    }
    assert len(listed) == len(set(listed))


@pytest.mark.parametrize("path", list(tree.modules()), ids=str)
def test_a_module_begins_with_a_sentence(path: Path) -> None:
    docstring = ast.get_docstring(_tree(path)) or ""
    assert docstring.partition("\n")[0].strip()


def _is_bare_package(path: Path) -> bool:
    """An `__init__.py` that only says what the folder is for."""
    return path.name == "__init__.py" and len(_tree(path).body) <= 1


def _tree(path: Path) -> ast.Module:
    return ast.parse((tree.ROOT / path).read_text("utf-8"))
