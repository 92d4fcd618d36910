"""Nothing in the checkout ties it to one machine or to one package index."""

import re

from tests.house import tree

# With escapes, so that this file does not find itself.
_INDEXES = r"pypi\.|pythonhosted\.|npmjs\.|proxy\.golang\.|crates\.io|deb\.debian\.|anaconda\."
INDEX_HOST = re.compile(rf"(?:https?:)?//[\w.-]*(?:{_INDEXES})")
INDEX_OPTION = re.compile(r"(?m)^\s*-{1,2}(?:i|f|(?:extra-)?index-url|find-links|trusted-host)\b")
MACHINE_PATH = re.compile(r"(?<![\w.~<>-])/(?:work|home|root|Users)/\w|\b[A-Z]:\\Users\\")


def test_no_file_names_a_package_index() -> None:
    assert found(INDEX_HOST) == []


def test_no_lock_chooses_an_index() -> None:
    assert [hit for hit in found(INDEX_OPTION) if hit.startswith("installer/requirements")] == []


def test_no_file_names_a_folder_of_one_machine() -> None:
    assert found(MACHINE_PATH) == []


def test_the_patterns_find_what_they_are_for() -> None:
    assert INDEX_HOST.search("https:/" + "/pypi.org/simple")
    assert INDEX_HOST.search("resolved: https:/" + "/registry.npmjs.org/x")
    assert INDEX_OPTION.search("x==1\n--index-url y")
    assert MACHINE_PATH.search('open("/' + 'home/anna/x")')
    assert not MACHINE_PATH.search("tests/home/anna")


def found(pattern: re.Pattern[str]) -> list[str]:
    return [f"{path.as_posix()}: {hit[0]}" for path, text in tree.texts() for hit in pattern.finditer(text)]
