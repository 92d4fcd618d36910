"""Keeps `resources/locale` in step with the words in the source.

`python -m tests.catalogues` adds what is new and drops what is no longer said; a new entry is empty until
someone translates it.
"""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

from kosidesk.paths import RESOURCES

SOURCE = Path(__file__).parents[1] / "kosidesk"
FILES = sorted((RESOURCES / "locale").glob("*/LC_MESSAGES/kosidesk.po"))

_KEYWORDS = {**DEFAULT_KEYWORDS, "N_": None}

_HEAD = """\
# {language} words of KosiDesk. The msgids are German.
# After changing words in the source: python -m tests.catalogues, then fill in the entries left empty here.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Language: {code}\\n"
"Plural-Forms: {plurals}\\n"

"""


def in_source() -> Catalog:
    """Every text the program can say."""
    said = Catalog()
    for _file, _line, text, _comments, context in extract_from_dir(
        SOURCE, [("**.py", "python")], keywords=_KEYWORDS
    ):
        said.add(text, context=context)
    return said


def read(file: Path) -> Catalog:
    with file.open("rb") as stream:
        return read_po(stream, locale=file.parents[1].name, abort_invalid=True)


def update(file: Path) -> None:
    catalogue = read(file)
    # A guess from a similar text would pass for a translation.
    catalogue.update(in_source(), no_fuzzy_matching=True)
    file.write_bytes(_head(catalogue).encode() + _entries(catalogue))


def _head(catalogue: Catalog) -> str:
    language = catalogue.locale
    assert language is not None
    return _HEAD.format(language=language.english_name, code=language, plurals=catalogue.plural_forms)


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
