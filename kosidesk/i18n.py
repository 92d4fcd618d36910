"""Words for people: German in the source, other languages from `resources/locale`."""

import gettext
from datetime import date, datetime, timedelta
from functools import cache
from io import BytesIO

from kosidesk.paths import RESOURCES

GERMAN = "de"

# The catalogues of a language: what the program says, and what its papers say, which speak more languages.
PROGRAM, SHEET = "kosidesk", "sheet"

# Days as the readers here write them: 21 November 2026. Leichte Sprache is German to Babel.
_REGIONS = {"en": "en_GB", "de-leicht": "de"}
_LOCALE = RESOURCES / "locale"


def languages() -> tuple[str, ...]:
    """The languages the program speaks, German first."""
    others = sorted(path.parent.parent.name for path in _LOCALE.glob(f"*/LC_MESSAGES/{PROGRAM}.po"))
    return (GERMAN, *others)


@cache
def translator(language: str, domain: str = PROGRAM) -> gettext.NullTranslations:
    """The words of one language, whatever the window speaks; German where there is no catalogue."""
    source = _LOCALE / language / "LC_MESSAGES" / f"{domain}.po"
    if language == GERMAN or not source.is_file():
        return gettext.NullTranslations()
    # A German window must not wait for the catalogue reader.
    from babel.messages.mofile import write_mo  # noqa: PLC0415
    from babel.messages.pofile import read_po  # noqa: PLC0415

    compiled = BytesIO()
    with source.open("rb") as stream:
        write_mo(compiled, read_po(stream, locale=_region(language)))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


class _Chosen:
    language = GERMAN


def use(language: str) -> None:
    """From now on the window and the command line speak this language; German where there are no words."""
    _Chosen.language = language if language in languages() else GERMAN


def language() -> str:
    return _Chosen.language


def _(text: str) -> str:
    # An empty msgid would return the head of the catalogue.
    return translator(_Chosen.language).gettext(text) if text else ""


def ngettext(one: str, many: str, n: int) -> str:
    return translator(_Chosen.language).ngettext(one, many, n)


def N_(text: str) -> str:  # noqa: N802 - the name every gettext tool looks for
    """Marks a constant for translation; `_` translates it where it is shown."""
    return text


# Babel is imported where it is used: a first window must not wait for it.


def _region(language: str) -> str:
    spoken = language or _Chosen.language
    return _REGIONS.get(spoken, spoken)


def day(on: date, language: str = "") -> str:
    """21. November 2026."""
    from babel.dates import format_date  # noqa: PLC0415 - see above

    return format_date(on, "long", locale=_region(language))


def short_day(on: date, language: str = "") -> str:
    """21.11.2026."""
    from babel.dates import format_date  # noqa: PLC0415 - see above

    return format_date(on, "medium", locale=_region(language))


def moment(at: datetime, language: str = "") -> str:
    """21.11.2026, 14:05, in the time zone of `at`."""
    from babel.dates import format_time  # noqa: PLC0415 - see above

    clock = format_time(at, "short", tzinfo=at.tzinfo, locale=_region(language))
    return f"{short_day(at, language)}, {clock}"


def number(value: float, language: str = "") -> str:
    """1.097; up to three decimals."""
    from babel.numbers import format_decimal  # noqa: PLC0415 - see above

    return format_decimal(value, locale=_region(language))


def ago(at: datetime, now: datetime, language: str = "") -> str:
    """How long ago, in one unit: vor 2 Minuten. A clock that was set back must not speak of the future."""
    from babel.dates import format_timedelta  # noqa: PLC0415 - see above

    if now - at < timedelta(minutes=1):
        return translator(language or _Chosen.language).gettext("gerade eben")
    return format_timedelta(at - now, add_direction=True, locale=_region(language))
