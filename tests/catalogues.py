"""Keeps `resources/locale` in step with the words in the source.

What is said in `kosidesk/printing` belongs to the papers and to `sheet.po`, everything else to `kosidesk.po`.
`python -m tests.catalogues` adds what is new and drops what is no longer said; a new entry is empty until
someone translates it.
"""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

from kosidesk.i18n import PROGRAM, SHEET
from kosidesk.paths import RESOURCES

SOURCE = Path(__file__).parents[1] / "kosidesk"
PAPERS = "printing"
FILES = sorted((RESOURCES / "locale").glob("*/LC_MESSAGES/*.po"))

_KEYWORDS = {**DEFAULT_KEYWORDS, "N_": None}
# The functions of `printing.words`.
_OF_PAPERS = {"label": None, "sentence": None, "heading": (1, 2), "counted": (1, 2)}

_HEAD = """\
# KosiDesk in “{folder}”: {domain}. The msgids are German.
# After changing words in the source: python -m tests.catalogues, then fill in the entries left empty here.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Language: {code}\\n"
"Plural-Forms: {plurals}\\n"

"""


def in_source(domain: str) -> Catalog:
    """Every text the program, or a paper, can say."""
    said = Catalog()
    for file, _line, text, _comments, context in extract_from_dir(
        SOURCE, [("**.py", "python")], keywords=keywords(domain)
    ):
        if domain_of(Path(file)) == domain:
            said.add(text, context=context)
    return said


def keywords(domain: str) -> dict[str, tuple[int, ...] | None]:
    """The functions that mark a text, and which of their arguments are texts if not the first alone."""
    return {**_KEYWORDS, **_OF_PAPERS} if domain == SHEET else _KEYWORDS


def domain_of(file: Path) -> str:
    """Where the texts of a file below `SOURCE` are translated."""
    return SHEET if file.parts[0] == PAPERS else PROGRAM


def read(file: Path) -> Catalog:
    with file.open("rb") as stream:
        # The file names its language itself.
        return read_po(stream, abort_invalid=True)


def update(file: Path) -> None:
    catalogue = read(file)
    # A guess from a similar text would pass for a translation.
    catalogue.update(in_source(file.stem), no_fuzzy_matching=True)
    file.write_bytes(_head(file, catalogue).encode() + _entries(catalogue))


def _head(file: Path, catalogue: Catalog) -> str:
    return _HEAD.format(
        folder=file.parents[1].name,
        domain=file.stem,
        code=catalogue.locale,
        plurals=catalogue.plural_forms,
    )


def _entries(catalogue: Catalog) -> bytes:
    """In the order of the alphabet, without dates and places in the source: only words make a difference."""
    written = BytesIO()
    write_po(
        written,
        catalogue,
        width=110,
        no_location=True,
        omit_header=True,
        sort_output=True,
        ignore_obsolete=True,
    )
    return written.getvalue().rstrip() + b"\n"


if __name__ == "__main__":
    for each in FILES:
        update(each)
