"""What is missing on a system, and the line that brings it."""

from pathlib import Path
from types import ModuleType

import pytest


def programs(folder: Path, *names: str) -> str:
    for name in names:
        (folder / name).write_text("#!/bin/sh\n")
        (folder / name).chmod(0o755)
    return str(folder)


def test_a_program_that_is_there_is_not_missing(
    libraries: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", programs(tmp_path, "zbarimg", "lp"))
    missing = libraries.missing_check_tools()
    assert "xvfb" in missing
    assert not {"zbar-tools", "cups-client"} & set(missing)


def test_a_library_or_file_that_is_not_there_is_missing(
    libraries: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here.jar").touch()
    monkeypatch.setattr(libraries, "CHECK_LIBRARIES", {"libnowhere.so.9": "libnowhere9"})
    monkeypatch.setattr(
        libraries,
        "CHECK_FILES",
        {tmp_path / "here.jar": "libhere-java", tmp_path / "gone.jar": "libgone-java"},
    )
    missing = libraries.missing_check_tools()
    assert {"libnowhere9", "libgone-java"} <= set(missing)
    assert "libhere-java" not in missing


@pytest.mark.parametrize(
    ("there", "line"),
    [
        (
            ("apt-get", "sudo"),
            "sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends libegl1'",
        ),
        (("apt-get",), "su - -c 'apt-get update && apt-get install -y --no-install-recommends libegl1'"),
        ((), "Mit der Paketverwaltung installieren (Namen wie in Debian): libegl1"),
    ],
)
def test_the_line_to_type_fits_the_system(
    libraries: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: tuple[str, ...], line: str
) -> None:
    monkeypatch.setenv("PATH", programs(tmp_path, *there))
    assert libraries.line_to_type(["libegl1"]) == line
