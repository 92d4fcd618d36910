"""System libraries and programs: what is missing, and how Debian and Ubuntu get it."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

# What Qt loads at run time, by the name the loader asks for. The lists were found by installing into an
# empty Debian 12; Debian 13 and Ubuntu 24.04 accept the same package names.
WINDOW = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libcups.so.2": "libcups2",
}
# What optional checks need beside Python; a check that misses something is skipped and says so.
CHECK_PROGRAMS = {
    "Xvfb": "xvfb",
    "xauth": "xauth",
    "xdotool": "xdotool",
    "convert": "imagemagick",
    "lp": "cups-client",
    "cupsd": "cups-daemon",
    "javac": "default-jdk-headless",
    "pdftoppm": "poppler-utils",
    "qpdf": "qpdf",
    "zbarimg": "zbar-tools",
    "mmdebstrap": "mmdebstrap",
    "dbus-run-session": "dbus-daemon",
}
CHECK_LIBRARIES = {
    "libfribidi.so.0": "libfribidi0",
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libatspi.so.0": "libatspi2.0-0",
}
CHECK_FILES = {
    Path("/usr/share/java/jaxb-runtime.jar"): "libjaxb-java",
    Path("/usr/lib/cups/filter/pdftopdf"): "cups-filters-core-drivers",
    Path("/usr/libexec/at-spi-bus-launcher"): "at-spi2-core",
}


def missing_python_parts() -> list[str]:
    """Debian ships Python without the part that makes virtual environments."""
    if importlib.util.find_spec("ensurepip"):
        return []
    return [f"python{sys.version_info.major}.{sys.version_info.minor}-venv"]


def missing_window_libraries() -> list[str]:
    if sys.platform != "linux":
        return []
    return [package for library, package in WINDOW.items() if not _loads(library)]


def missing_check_tools() -> list[str]:
    programs = [package for program, package in CHECK_PROGRAMS.items() if shutil.which(program) is None]
    libraries = [package for library, package in CHECK_LIBRARIES.items() if not _loads(library)]
    return programs + libraries + [package for file, package in CHECK_FILES.items() if not file.exists()]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def may_install() -> bool:
    return sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(packages: list[str]) -> None:
    print(f"Systempakete werden installiert: {' '.join(packages)}", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "-qq", "update"], ["apt-get", "-qq", *_ARGUMENTS, *packages]):
        done = subprocess.run(
            command, env=environment, check=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        )
        if done.returncode:
            sys.exit(f"Die Systempakete ließen sich nicht installieren. Befehl: {' '.join(command)}")


_ARGUMENTS = ("install", "-y", "--no-install-recommends")


def line_to_type(packages: list[str]) -> str:
    """The one line that installs the packages; without apt, at least their names."""
    if shutil.which("apt-get") is None:
        return f"Mit der Paketverwaltung installieren (Namen wie in Debian): {' '.join(packages)}"
    commands = f"apt-get update && apt-get {' '.join(_ARGUMENTS)} {' '.join(packages)}"
    return f"sudo sh -c '{commands}'" if shutil.which("sudo") else f"su - -c '{commands}'"
