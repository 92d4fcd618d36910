"""Where the program's own resources and a desk's files lie."""

import os.path
from pathlib import Path

import platformdirs

# Those of pathlib raise where nobody may look, or a name is too long; there, too, it is not to be had.
exists, is_file, is_folder = os.path.exists, os.path.isfile, os.path.isdir

RESOURCES = Path(__file__).resolve().parent.parent / "resources"


HEADER, PREVIOUS_HEADER = "vault.json", "vault.json.previous"
"""What tells a desk's folder from others, and its last good copy."""


def desk_folder() -> Path:
    """The folder of this user's desk where none is named; it may not exist yet."""
    return Path(platformdirs.user_data_dir("KosiDesk", appauthor=False))


def demo_folder() -> Path:
    """The folder of the demo desk, apart from the real one."""
    return Path(platformdirs.user_data_dir("KosiDesk-Demo", appauthor=False))


def log_folder() -> Path:
    """Where a program without a desk says what went wrong; it may not exist yet."""
    return Path(platformdirs.user_log_dir("KosiDesk", appauthor=False))


def settings_file() -> Path:
    """The person's own look and language; no secrets, no personal data."""
    return Path(platformdirs.user_config_dir("KosiDesk", appauthor=False)) / "settings.toml"
