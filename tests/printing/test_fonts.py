"""The typefaces in the repository are the files their packages brought."""

import hashlib
import tomllib

import pytest

from kosidesk.paths import RESOURCES

FOLDER = RESOURCES / "fonts"
FONTS = tomllib.loads((FOLDER / "FONTS.toml").read_text(encoding="utf-8"))["font"]


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font["file"])
def test_each_font_is_the_one_its_entry_describes(font: dict[str, str]) -> None:
    assert hashlib.sha256((FOLDER / font["file"]).read_bytes()).hexdigest() == font["sha256"]
    assert (
        (FOLDER / font["licence_file"]).read_text(encoding="utf-8").startswith(("Copyright", "Fonts are (c)"))
    )
    assert font["package"]
    assert font["version"]


def test_each_font_file_has_an_entry() -> None:
    assert {path.name for path in FOLDER.glob("*.ttf")} == {font["file"] for font in FONTS}
