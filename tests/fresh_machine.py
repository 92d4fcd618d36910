"""Both set-up commands where there is nothing but Python: `python -m tests.fresh_machine [--short|--long]`.

The machine is a minimal Debian 12 in a folder of its own, made by mmdebstrap; needs Debian, root and the net.
The short form sets up and spends a day on the command line, the long one runs every check there too.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.house import tree

HOME = Path("src/kosidesk")  # inside the machine
SET_UP = "python3 installer/run.py --setup-only"


@dataclass(frozen=True)
class Step:
    """What is typed on the machine, how it must end and what it must say."""

    name: str
    command: str
    code: int
    says: str


SHORT = (
    Step(
        "a person without rights is told what to type",
        f"su anna -c '{SET_UP}'",
        1,
        "su - -c 'apt-get update &&",
    ),
    Step("root sets everything up", SET_UP, 0, ".venv/bin/kosidesk"),
    Step("the person works with it at once", f"su anna -c 'timeout 5 {SET_UP}'", 0, "Eingerichtet in 0 s"),
    Step("a day without a display", "python3 installer/run.py", 0, "build/laufzettel.pdf"),
)
LONG = (*SHORT, Step("every check", "python3 installer/test.py", 0, " passed, 0 failed"))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--short", action="store_true", help="set-up and a day (the default)")
    form.add_argument("--long", action="store_true", help="and every check")
    steps = LONG if parser.parse_args().long else SHORT
    with tempfile.TemporaryDirectory() as folder:
        machine = Path(folder)
        make(machine)
        fulfilled = [take(step, machine) for step in steps]
    sys.exit(0 if all(fulfilled) else 1)


def make(machine: Path) -> None:
    debian = ["mmdebstrap", "--quiet", "--variant=minbase", "--include=python3", "bookworm", str(machine)]
    subprocess.run(debian, check=True)
    for file in tree.files():
        copy = machine / HOME / file.relative_to(tree.ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, copy)
    inside(machine, f"useradd --create-home anna && chown --recursive anna /{HOME}", cwd="/")


def take(step: Step, machine: Path) -> bool:
    begun = time.monotonic()
    done = inside(machine, step.command)
    fulfilled = done.returncode == step.code and step.says in done.stdout
    print(f"{'ok    ' if fulfilled else 'FAILED'} {time.monotonic() - begun:6.1f} s  {step.name}", flush=True)
    if not fulfilled:
        print(done.stdout, flush=True)
    return fulfilled


def inside(machine: Path, command: str, cwd: str = f"/{HOME}") -> subprocess.CompletedProcess[str]:
    """Runs a command on the machine; its mounts vanish with it."""
    mounts = f"mount -t proc proc {machine}/proc && mount --rbind /dev {machine}/dev"
    chroot = f'{mounts} && exec chroot {machine} sh -c "cd {cwd} && $COMMAND"'
    return subprocess.run(
        ["unshare", "--mount", "sh", "-c", chroot.replace("$COMMAND", command.replace('"', '\\"'))],
        env=surroundings(machine),
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def surroundings(machine: Path) -> dict[str, str]:
    """The network as this machine has it, and nothing else of it."""
    for file in map(Path, ("/etc/resolv.conf", "/etc/pip.conf")):
        if file.exists():
            shutil.copy(file, machine / file.relative_to("/"))
    known = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LANG": "C.UTF-8"}
    certificates = os.environ.get("PIP_CERT")
    if certificates is None:
        return known
    shutil.copy(certificates, machine / "certificates.crt")
    return {**known, "PIP_CERT": "/certificates.crt"}


if __name__ == "__main__":
    main()
