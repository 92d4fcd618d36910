"""Imports every module of the server where only its own lock is installed: `python -m tests.server_alone`."""

import importlib
import importlib.util
import pkgutil
import sys

import kosidesk.server

# Loaded by name at run time, so no import of ours would miss it.
BY_NAME = ("psycopg", "uvicorn.protocols.http.h11_impl")
FOR_THE_WINDOW = ("PySide6", "shiboken6", "reportlab", "pypdfium2")


def main() -> None:
    modules = pkgutil.walk_packages(kosidesk.server.__path__, "kosidesk.server.")
    names = [*BY_NAME, *(module.name for module in modules)]
    for name in names:
        importlib.import_module(name)
    there = [name for name in FOR_THE_WINDOW if importlib.util.find_spec(name)]
    print(f"{len(names)} modules imported")
    sys.exit(f"not the server's: {', '.join(there)}" if there else 0)


if __name__ == "__main__":
    main()
