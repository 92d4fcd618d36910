"""Every catalogue says what the program says, no more and no less, and says it in its own language."""

import ast
import gettext
import re
import unicodedata
from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel import Locale
from babel.messages.catalog import Catalog, Message

from kosidesk import i18n
from kosidesk.cli.arguments import parser
from kosidesk.domain import errors
from kosidesk.printing.faces import face_of
from kosidesk.printing.languages import languages
from kosidesk.printing.words import Words
from kosidesk.schema import REGISTRY
from kosidesk.services import words
from tests import catalogues

REPAIR = "after changing words run `python -m tests.catalogues` and fill in the entries left empty"

GERMAN_WORDS = (
    r"\b(?:und|oder|nicht|kein\w*|bitte|das|ist|sind|eine?[mnr]?|der|dem|mit|von|zu[mr]?|wird|wurde"
    r"|Angebot\w*|Einrichtung\w*|Beratung\w*|Zettel|Merkliste|Schreibtisch|Datei\w*|Passwort)\b"
)
GERMAN_SIGNS = re.compile(f"[äöüßÄÖÜ„]|{GERMAN_WORDS}", re.IGNORECASE)
QUOTED = re.compile("“[^”]*”")

SAME_IN_GERMAN = {"Code", "Internet", "Telefon", "{day}: {times}"}
"""What some languages say as German does."""

SHEETS = [file for file in catalogues.FILES if file.stem == i18n.SHEET]
FOREIGN = [file for file in SHEETS if file.parents[1].name != "de-leicht"]


def _name_of(file: Path) -> str:
    return f"{file.parents[1].name}-{file.stem}"


every_catalogue = pytest.mark.parametrize("file", catalogues.FILES, ids=_name_of)
every_sheet = pytest.mark.parametrize("file", SHEETS, ids=_name_of)
every_foreign_sheet = pytest.mark.parametrize("file", FOREIGN, ids=_name_of)


@pytest.fixture
def english() -> Iterator[None]:
    i18n.use("en")
    yield
    i18n.use(i18n.GERMAN)


def test_the_program_speaks_english_too() -> None:
    assert i18n.languages() == ("de", "en")


def test_every_language_of_the_sheet_has_a_catalogue() -> None:
    assert {file.parents[1].name for file in SHEETS} == set(languages()) - {i18n.GERMAN}


def test_what_papers_say_is_translated_for_papers_alone() -> None:
    program, sheet = map(catalogues.in_source, (i18n.PROGRAM, i18n.SHEET))
    assert "Was Sie tun" in sheet
    assert "Was Sie tun" not in program
    assert "Beenden" in program
    assert "Beenden" not in sheet


@every_catalogue
def test_a_catalogue_holds_what_the_source_says_and_nothing_else(file: Path) -> None:
    held, said = _texts(catalogues.read(file)), _said(file.stem)
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


@pytest.mark.parametrize("domain", [i18n.PROGRAM, i18n.SHEET])
def test_no_english_entry_is_german(domain: str) -> None:
    (file,) = (file for file in catalogues.FILES if _name_of(file) == f"en-{domain}")
    # What a file or a person says is quoted as it is.
    assert not [text for text in _all_translations(file) if GERMAN_SIGNS.search(QUOTED.sub("", text))]


@every_foreign_sheet
def test_nothing_on_a_foreign_sheet_was_left_in_german(file: Path) -> None:
    same = {
        message.id for message in _messages(catalogues.read(file)) if message.id in _translations(message)
    }
    assert same <= SAME_IN_GERMAN
    assert not [text for text in _all_translations(file) if re.search(GERMAN_WORDS, text, re.IGNORECASE)]


@every_catalogue
def test_the_plural_forms_are_those_of_the_language(file: Path) -> None:
    """Each form of the catalogue stands for one category of CLDR, and the other way round."""
    catalogue = catalogues.read(file)
    form = gettext.c2py(catalogue.plural_expr)  # type: ignore[attr-defined]
    category = Locale.parse(str(catalogue.locale)).plural_form
    pairs = {(form(n), category(n)) for n in range(1000)}
    assert len(pairs) == len(dict(pairs)) == len({of for _, of in pairs}) == catalogue.num_plurals


@every_sheet
def test_a_text_for_paper_is_composed_and_steers_no_direction(file: Path) -> None:
    for text in _all_translations(file):
        assert unicodedata.is_normalized("NFC", text)
        assert not re.search("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", text), text


@every_sheet
def test_digits_are_those_of_the_street_signs_here(file: Path) -> None:
    assert not [sign for text in _all_translations(file) for sign in text if sign.isdigit() and sign > "9"]


@every_sheet
def test_a_sentence_stays_a_sentence(file: Path) -> None:
    torn = [
        (message.id, text)
        for message in _messages(catalogues.read(file))
        for text in _translations(message)
        if _originals(message)[0].endswith(".") and not text.endswith((".", "?", "።"))
    ]
    assert not torn


@every_sheet
def test_the_typefaces_can_draw_every_sign(file: Path) -> None:
    signs = {sign for text in _all_translations(file) for sign in text}
    drawn = {sign for sign in signs if unicodedata.category(sign) != "Cf"}
    assert len(drawn) > 40
    assert not [sign for sign in drawn for bold in (False, True) if face_of(sign, bold=bold) is None]


def test_missing_signs_are_found() -> None:
    assert face_of("漢", bold=False) is None


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
    assert Words("en").label("Wann").text == "When"
    assert i18n._("Zettel") == "Zettel"


def test_each_marked_text_is_one_literal_so_that_a_catalogue_can_hold_it() -> None:
    """A text put together inside the call would be looked up in pieces, or never be found."""
    unfit = [
        f"{file.relative_to(catalogues.SOURCE)}:{call.lineno} {ast.unparse(call)}"
        for file in sorted(catalogues.SOURCE.rglob("*.py"))
        for call in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(call, ast.Call) and not all(map(_fits, _marked(file, call)))
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


@cache
def _said(domain: str) -> set[tuple[str, ...]]:
    return _texts(catalogues.in_source(domain))


def _all_translations(file: Path) -> list[str]:
    return [text for message in _messages(catalogues.read(file)) for text in _translations(message)]


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


def _marked(file: Path, call: ast.Call) -> list[ast.expr]:
    """The arguments of a call that are texts."""
    keywords = catalogues.keywords(catalogues.domain_of(file.relative_to(catalogues.SOURCE)))
    name = _name(call.func)
    return call.args[: len(keywords[name] or (1,))] if name in keywords else []


def _fits(argument: ast.expr) -> bool:
    """One literal, or something that was marked where it was written."""
    return isinstance(argument, ast.Constant) or not any(
        isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value
        for part in ast.walk(argument)
    )
