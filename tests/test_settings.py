"""Settings survive: upgrades, hand edits, broken files, unknown keys."""

from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kosidesk import settings
from kosidesk.settings import THEMES, Settings

OLDER_FILES: dict[int, str] = {1: 'version = 1\ntheme = "dark"\nsheet_printer = "Flur"\n'}
"""Version → a file as that version wrote it; each step of UPGRADES needs the one before it here."""

_WORDS = st.text(st.characters(blacklist_categories=["Cs", "Cc"]))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.toml"


def written(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_without_a_file_the_defaults_hold(file: Path) -> None:
    assert settings.load(file) == Settings()


@given(
    theme=st.sampled_from(THEMES),
    text_size=st.sampled_from(settings.TEXT_SIZES),
    reduced_motion=st.booleans(),
    sheet_format=_WORDS,
    sheet_parts=st.dictionaries(_WORDS, st.booleans()),
    printers=st.dictionaries(_WORDS, _WORDS),
)
def test_what_was_saved_is_loaded(tmp_path_factory: pytest.TempPathFactory, **chosen: Any) -> None:
    file = tmp_path_factory.getbasetemp() / "settings" / "settings.toml"
    settings.save(file, Settings(**chosen))
    assert settings.load(file) == Settings(**chosen)


def test_unknown_keys_and_comments_are_kept(file: Path) -> None:
    written(file, '# mine\nversion = 1\ntheme = "dark"\nfuture = "kept"\n')
    settings.save(file, Settings(theme="light"))
    text = file.read_text("utf-8")
    assert "# mine" in text
    assert 'future = "kept"' in text
    assert settings.load(file).theme == "light"


@pytest.mark.parametrize("broken", ["theme = ", "\x00", "[[", 'theme = "dark"\ntheme = "light"\n'])
def test_an_unreadable_file_is_put_aside(broken: str, file: Path) -> None:
    written(file, broken)
    assert settings.load(file) == Settings()
    assert not file.exists()
    assert file.with_suffix(".unreadable").read_text("utf-8") == broken


def test_a_file_that_is_no_text_is_put_aside(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"\xff\xfe\x00")
    assert settings.load(file) == Settings()
    assert not file.exists()


@pytest.mark.parametrize(
    "line",
    [
        'theme = "purple"',
        "theme = 3",
        'theme = ["dark"]',
        'text_size = "large"',
        "text_size = 40",
        "text_size = nan",
        "text_size = true",
        "language = 7",
        'reduced_motion = "yes"',
        "sheet_parts = 3",
        'sheet_parts = { logo = "no" }',
        "printers = { a4 = 7 }",
        'version = "one"',
        "version = -3",
    ],
)
def test_a_value_that_does_not_fit_is_ignored_alone(line: str, file: Path) -> None:
    written(file, f'{line}\nsheet_format = "a5"\n')
    loaded = settings.load(file)
    assert loaded == Settings(sheet_format="a5")
    assert type(loaded.text_size) is float


def test_saving_leaves_no_second_file(file: Path) -> None:
    settings.save(file, Settings())
    assert [path.name for path in file.parent.iterdir()] == ["settings.toml"]


def test_a_folder_that_cannot_be_made_is_told(file: Path) -> None:
    file.parent.write_text("a file where the folder should be", encoding="utf-8")
    assert settings.load(file) == Settings()
    with pytest.raises(OSError, match="config"):
        settings.save(file, Settings())


def test_every_upgrade_has_an_older_file_to_prove_it() -> None:
    assert sorted(OLDER_FILES) == list(range(1, settings.version()))


def test_the_printer_of_the_only_format_is_that_of_a4(file: Path) -> None:
    assert settings.load(written(file, OLDER_FILES[1])) == Settings(theme="dark", printers={"a4": "Flur"})
    assert settings.load(written(file, 'version = 1\nsheet_printer = ""\n')) == Settings()


def test_older_files_take_every_step_and_newer_ones_keep_their_number(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rename(found: MutableMapping[str, Any]) -> None:
        found["theme"] = found.pop("colours")

    monkeypatch.setattr(settings, "UPGRADES", (rename,))
    assert settings.load(written(file, 'version = 1\ncolours = "dark"\n')).theme == "dark"
    settings.save(file, Settings(theme="contrast"))
    assert "version = 2" in file.read_text("utf-8")
    assert "colours" not in file.read_text("utf-8")
    settings.save(written(file, "version = 7\n"), Settings())
    assert "version = 7" in file.read_text("utf-8")
