"""Every catalogue says what the program says, no more and no less, and says it in its own language."""

import ast
import re
from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message

from kosidesk import i18n
from kosidesk.cli.arguments import parser
from kosidesk.domain import errors
from kosidesk.printing.words import Words
from kosidesk.schema import REGISTRY
from kosidesk.services import words
from tests import catalogues

REPAIR = "after changing words run `python -m tests.catalogues` and fill in the entries left empty"

TEXTS_OF = {"_": 1, "N_": 1, "gettext": 1, "ngettext": 2}
"""The functions that mark a text, and how many of their arguments are texts."""

GERMAN_SIGNS = re.compile(
    r"[äöüßÄÖÜ„]|\b(?:und|oder|nicht|kein\w*|bitte|das|ist|sind|eine?[mnr]?|der|dem|mit|von|zu[mr]?|wird|wurde"
    r"|Angebot\w*|Einrichtung\w*|Beratung\w*|Zettel|Merkliste|Schreibtisch|Datei\w*|Passwort)\b",
    re.IGNORECASE,
)
QUOTED = re.compile("“[^”]*”")

every_catalogue = pytest.mark.parametrize("file", catalogues.FILES, ids=lambda file: file.parents[1].name)


@pytest.fixture(scope="module")
def source() -> Catalog:
    return catalogues.in_source()


@pytest.fixture
def english() -> Iterator[None]:
    i18n.use("en")
    yield
    i18n.use(i18n.GERMAN)


def test_the_program_speaks_english_too() -> None:
    assert "en" in i18n.languages()


@every_catalogue
def test_a_catalogue_holds_what_the_source_says_and_nothing_else(file: Path, source: Catalog) -> None:
    held, said = _texts(catalogues.read(file)), _texts(source)
    assert {"missing": said - held, "not in the source": held - said} == {
        "missing": set(),
        "not in the source": set(),
    }, REPAIR


@every_catalogue
def test_every_entry_is_translated_and_nobody_is_unsure_of_it(file: Path) -> None:
    catalogue = catalogues.read(file)
    unfinished = [
        message.id
        for message in _messages(catalogue)
        if message.fuzzy
        or len(_translations(message)) != _forms(catalogue, message)
        or not all(_translations(message))
    ]
    assert not unfinished, REPAIR


@every_catalogue
def test_a_translation_fills_in_the_same_fields(file: Path) -> None:
    different = [
        (message.id, text)
        for message in _messages(catalogues.read(file))
        for text in (*_originals(message), *_translations(message))
        if text and _fields(text) != _fields(_originals(message)[0])
    ]
    assert not different


@every_catalogue
def test_a_translation_keeps_the_blanks_around_a_text(file: Path) -> None:
    different = [
        (message.id, text)
        for message in _messages(catalogues.read(file))
        for text in _translations(message)
        if text and _blanks(text) != _blanks(_originals(message)[0])
    ]
    assert not different


def test_no_english_entry_is_german() -> None:
    (file,) = (file for file in catalogues.FILES if file.parents[1].name == "en")
    texts = (text for message in _messages(catalogues.read(file)) for text in _translations(message))
    # What a file or a person says is quoted as it is.
    assert not [text for text in texts if GERMAN_SIGNS.search(QUOTED.sub("", text))]


def test_the_command_line_explains_itself_in_english(english: None) -> None:
    help_texts = [each.format_help() for each in _with_commands(parser())]
    assert len(help_texts) > 10
    assert not [text for text in help_texts if GERMAN_SIGNS.search(text)]


def test_errors_and_names_are_english(english: None) -> None:
    assert words.sentence(errors.DeskBusy()) == "The desk is open at the moment."
    assert words.kind_name("offer") == "Offer"
    names = [words.field_name(field.name) for kind in REGISTRY.values() for field in kind.fields]
    assert names
    assert not [name for name in names if GERMAN_SIGNS.search(name)]


def test_an_english_sheet_can_come_from_a_german_desk() -> None:
    assert (
        Words("en").more
        == "…\N{NO-BREAK SPACE}(more\N{NO-BREAK SPACE}at\N{NO-BREAK SPACE}our\N{NO-BREAK SPACE}office)"
    )
    assert i18n._("Zettel") == "Zettel"


def test_each_marked_text_is_one_literal_so_that_a_catalogue_can_hold_it() -> None:
    """A text put together inside the call would be looked up in pieces, or never be found."""
    unfit = [
        f"{file.relative_to(catalogues.SOURCE)}:{call.lineno} {ast.unparse(call)}"
        for file in sorted(catalogues.SOURCE.rglob("*.py"))
        for call in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(call, ast.Call) and not all(map(_fits, call.args[: TEXTS_OF.get(_name(call.func), 0)]))
    ]
    assert not unfit


@pytest.mark.parametrize(
    ("call", "fits"),
    [
        ('_("Ein Satz.")', True),
        ('_("Ein " "Satz.")', True),
        ("_(text)", True),
        ("_(TEXTS[code])", True),
        ('_(f"{n} Sätze")', False),
        ('_("Ein " + name)', False),
        ('_("{n} Sätze".format(n=n))', False),
        ('_("Sätze" if n else "Satz")', False),
        ('_(TEXTS.get(code, N_("Satz")))', False),
    ],
)
def test_what_counts_as_one_literal(call: str, *, fits: bool) -> None:
    parsed = ast.parse(call, mode="eval").body
    assert isinstance(parsed, ast.Call)
    assert _fits(parsed.args[0]) is fits


def _messages(catalogue: Catalog) -> Iterator[Message]:
    """Without the head."""
    return (message for message in catalogue if message.id)


def _texts(catalogue: Catalog) -> set[tuple[str, ...]]:
    return {_originals(message) for message in _messages(catalogue)}


def _originals(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _translations(message: Message) -> tuple[str, ...]:
    given = message.string or ""
    return (given,) if isinstance(given, str) else tuple(given)


def _forms(catalogue: Catalog, message: Message) -> int:
    return catalogue.num_plurals if message.pluralizable else 1


def _fields(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in Formatter().parse(text) if name is not None}


def _blanks(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def _with_commands(of: ArgumentParser) -> Iterator[ArgumentParser]:
    yield of
    for action in of._actions:
        if isinstance(action, _SubParsersAction):
            yield from action.choices.values()


def _name(function: ast.expr) -> str:
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _fits(argument: ast.expr) -> bool:
    """One literal, or something that was marked where it was written."""
    return isinstance(argument, ast.Constant) or not any(
        isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value
        for part in ast.walk(argument)
    )
