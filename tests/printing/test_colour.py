"""The colour profile in the repository is the one its entry describes."""

import hashlib
import tomllib

from kosidesk.paths import RESOURCES

FOLDER = RESOURCES / "colour"
(PROFILE,) = tomllib.loads((FOLDER / "COLOUR.toml").read_text(encoding="utf-8"))["profile"]


def test_the_profile_is_the_one_its_entry_describes() -> None:
    assert hashlib.sha256((FOLDER / PROFILE["file"]).read_bytes()).hexdigest() == PROFILE["sha256"]
    assert {path.name for path in FOLDER.glob("*.icc")} == {PROFILE["file"]}
