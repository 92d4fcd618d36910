"""A text about time taken apart into words that have a meaning here and words that have none."""

import re
from collections.abc import Callable, Iterator, Sequence
from enum import Enum, auto
from typing import NamedTuple


class Kind(Enum):
    """What a word is for."""

    DAY = auto()  # "dienstags", "werktags", "Wochenende"
    PART = auto()  # "nachmittags", "tagsüber"
    CLOCK = auto()  # "15-17 Uhr", "ab 9.30 Uhr"
    BARE = auto()  # "15-17", a time of day only where a day stands before it
    HOURS = auto()  # "2 bis 3 Stunden"
    TIMES = auto()  # "zweimal"
    PER = auto()  # "pro Woche", "alle 14 Tage"
    TOTAL = auto()  # "insgesamt"
    EVERY = auto()  # "jeden"
    NTH = auto()  # "jeden ersten"
    EXTENT = auto()  # "einmalig", "auf Abruf"
    FLEXIBLE = auto()  # "nach Absprache"
    DATE = auto()  # "12. Juni", "15.05.2027"
    MONTH = auto()  # "Ende Juni 2027"
    YEAR = auto()  # "2027"
    FROM = auto()
    TO = auto()
    AT = auto()
    AND = auto()
    NOT = auto()
    WITHOUT = auto()  # "ohne", which is a NOT before a day or a part of it
    HOLIDAY = auto()
    OTHER = auto()  # the text is about something else as well, or only gives an example
    COMMA = auto()
    STOP = auto()
    BREAK = auto()  # "; ", after which days and times are told anew
    FILLER = auto()
    WORD = auto()


class Token(NamedTuple):
    """A word in lower case, with single blanks, and where it stands in the text."""

    kind: Kind
    text: str
    start: int
    end: int


DASH = "[-‐‑‒–—−]"
NUMBERS = {
    "ein": 1.0, "eine": 1.0, "einer": 1.0, "zwei": 2.0, "drei": 3.0, "vier": 4.0, "fünf": 5.0, "fuenf": 5.0,
    "sechs": 6.0, "sieben": 7.0, "acht": 8.0, "neun": 9.0, "zehn": 10.0, "zwölf": 12.0, "vierzehn": 14.0,
    "zwanzig": 20.0, "halbe": 0.5, "anderthalb": 1.5, "eineinhalb": 1.5, "zweieinhalb": 2.5,
}  # fmt: skip
MONTHS = ("jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez")

_COUNT = "|".join(sorted(NUMBERS, key=len, reverse=True))
_NUMBER = rf"(?:(?<![0-9.,/:])[0-9]{{1,3}}(?:[.,][0-9]{{1,2}}|½)?(?![0-9½])|(?:eine\s+)?\b(?:{_COUNT}))"
_TO = rf"(?:{DASH}|bis)"
_SPAN = rf"{_NUMBER}(?:\s*{DASH}?\s*(?:{DASH}|bis(?:\s+zu)?|oder)\s*{_NUMBER})?"
_LONG_DAY = r"(?:(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend)"
_SHORT_DAY = r"(?:mo|di|mi|do|fr|sa|so)"
_ANY_DAY = rf"(?:{_LONG_DAY}(?:s|en?)?|{_SHORT_DAY})\b"
_HALF_DAY = rf"(?:mon|diens|donners|frei|sams|sonn){DASH}(?=\s*(?:und|oder|u\.|bis|[,/&+]))"
_PART = r"(?:vormittag|nachmittag|abend|mittag|morgen|früh)"
_OF_A_MONTH = r"\s+(?:im|des|eines|jeden)\s+monat"
_ORDINAL = r"(?:(?:erste|zweite|dritte|vierte|letzte)[nrms]?\b|[1-5]\.)"
_MONTH_NAME = (
    r"(?:januar|februar|märz|maerz|april|mai|juni|juli|august|september|oktober|november|dezember)\b"
)
_SHORT_MONTH = r"(?:jan|feb|mär|apr|jun|jul|aug|sept?|okt|nov|dez)\b\.?"
_YEAR = r"20[0-9]{2}\b(?![.,:]?[0-9])"
_TIME = r"(?<![0-9.,:/])(?:[01]?[0-9]|2[0-4])(?:[.:][0-5][0-9])?(?![0-9])"
_LATE = r"(?<![0-9.,:/])(?:[89]|1[0-9]|2[0-4])(?:[.:][0-5][0-9])?(?![0-9])"
_OCLOCK = r"\s*uhr\b"
_ENDS = rf"(?!{DASH}(?!{_ANY_DAY}|{_PART})[^\W\d_])\b"
"""Ends a word that is no part of a longer one: "Mi", not "Mi-Gruppe"."""

# The first that matches counts: what is longer stands before its parts.
_RULES: tuple[tuple[Kind, *tuple[str, ...]], ...] = (
    (Kind.FILLER, r"(?:einstieg|beginn|start)\s+(?:ist\s+)?jederzeit(?:\s+möglich)?|ab\s+sofort"),
    (Kind.FILLER, r"(?:vor\s+allem|am\s+liebsten|bis\s+auf\s+weiteres)\b"),
    (Kind.FILLER, r"jederzeit\s+(?:ein\w+|anfangen|beginnen|starten)|nicht\s+nur\b"),
    (Kind.FILLER, r"(?:pro|je|/|am)\s*(?:einsatz|termin|besuch|schicht|treffen|mal|dienst|tag)\b"),
    (
        Kind.FLEXIBLE,
        r"flexib(?:el|le[nrms]?)\b|variabel\b|individuell\b|n\.\s*v\.",
        r"(?:(?:nach|in|n\.)\s+(?:\w+r\s+)?)?(?:(?:absprache|vereinbarung|rücksprache|verabredung)\b|abspr\.)",
        r"(?:frei\s+)?(?:einteilbar|wählbar|vereinbar)\b|(?:freie\s+)?zeiteinteilung\b",
        r"(?:so\s+oft|wann(?:\s+immer)?)\s+(?:sie|du|ihr)\s+\w+",
        r"(?:keine|ohne)\s+feste[nr]?\s+zeit(?:en)?\b|zeitlich\s+(?:ungebunden|nicht\s+(?:gebunden|festgelegt))",
    ),
    (
        Kind.DAY,
        r"werktag(?:s|en?)?\b|wochentag(?:s|en)\b|(?:unter|während)\s+der\s+woche\b|wochenende?[ns]?\b",
    ),
    (Kind.DAY, r"täglich\b|taeglich\b|tgl\.|jeden\s+tag\b|an\s+allen\s+tagen\b|jederzeit\b"),
    (
        Kind.CLOCK,
        rf"(?:(?:von|zwischen|ab)\s+)?{_TIME}(?:\s*uhr)?\s*{_TO}\s*{_TIME}{_OCLOCK}",
        rf"(?:von\s+)?{_LATE}\s*{_TO}\s*{_TIME}\s*h\b(?!\s*(?:pro|je|im|in|die|/|wöch|monat))",
        rf"zwischen\s+{_TIME}(?:\s*uhr)?\s+und\s+{_TIME}(?:{_OCLOCK}|\b)",
        rf"{_TIME}\s*{_TO}\s*{_TIME}(?=\s*(?:und|sowie|oder|u\.|[,/&+])\s*{_TIME}\s*{_TO}\s*{_TIME}{_OCLOCK})",
        rf"[0-9]{{1,2}}:[0-5][0-9]\s*{_TO}\s*[0-9]{{1,2}}:[0-5][0-9]\b",
        rf"(?:ab|bis|um|gegen|vor|nach)\s+(?:ca\.?\s+|etwa\s+)?{_TIME}{_OCLOCK}|{_TIME}{_OCLOCK}",
        r"(?:ab|bis|um|gegen)\s+(?:[01]?[0-9]|2[0-4])(?::[0-5][0-9]|[.](?:00|15|30|45))(?![.0-9])",
    ),
    (
        Kind.HOURS,
        rf"{_SPAN}\s*{DASH}?\s*(?:(?:zeit|wochen|monats)?stunden?\b|std(?:n|\b)\.?|h\b|min(?:uten)?\b\.?)",
    ),
    (
        Kind.TIMES,
        rf"(?:{_NUMBER}\s*{DASH}?\s*(?:{DASH}|bis|oder)\s*)?{_NUMBER}\s*{DASH}?\s*(?:x|×|mal)(?![^\W\d_])",
        rf"{_SPAN}(?=\s+(?:(?:vormit|nachmit)?tag|abend|termin|besuch|einsatz|einsätze)(?:en?)?\b)|mehrmals\b",
    ),
    (
        Kind.PER,
        rf"alle\s+(?:14|vierzehn)\s+tage\b|(?:14|vierzehn)\s*{DASH}?\s*täg(?:ig|lich)\w*",
        rf"(?:2|zwei)\s*{DASH}?\s*wöch(?:ig|entlich)\w*|alle\s+(?:[2-9]|{_COUNT})\s+wochen\b",
        r"jede\s+(?:zweite|andere|2\.)\s+woche\b",
        rf"jede[nrms]?\s+(?:zweite[nrms]?|andere[nrms]?|2\.)\s+(?={_ANY_DAY})(?!{_ANY_DAY}{_OF_A_MONTH})",
    ),
    (
        Kind.PER,
        r"(?:pro|je|/|p\.|die|in\s+der|jede)\s*woche\b|w(?:ö|oe)ch(?:entlich\w*|entl\.|tl\.)",
        r"(?:pro|je|/|im|den|jeden|des|eines)\s*monat(?:s|es)?\b|monatlich\w*|mtl\.",
        r"(?:pro|je|/|im)\s*(?:quartal|halbjahr|jahr)\b|(?:viertel|halb)?jährlich\w*|quartalsweise\b",
    ),
    (
        Kind.EXTENT,
        r"einmalig\w*|gelegentlich\w*|ab\s+und\s+(?:zu|an)\b|hin\s+und\s+wieder\b|sporadisch\b",
        rf"projekt(?:bezogen|weise)\w*|(?:auf\s+)?abruf\b|ruf{DASH}?bereitschaft\b",
    ),
    (
        Kind.NTH,
        rf"(?:jede[nrms]?\s+|am\s+)?{_ORDINAL}(?:\s*(?:und|oder|bis|[,/&+])\s*{_ORDINAL})*\s+(?={_ANY_DAY})",
    ),
    (
        Kind.DATE,
        r"20[0-9]{2}-[01][0-9]-[0-3][0-9]\b",
        r"(?<![0-9.,/:])[0-3]?[0-9]\.\s*[01]?[0-9]\.(?:\s*(?:20)?[0-9]{2}\b)?",
    ),
    (Kind.DATE, rf"(?<![0-9.,/:])[0-3]?[0-9]\.\s*(?:{_MONTH_NAME}|{_SHORT_MONTH})(?:\s*{_YEAR})?"),
    (
        Kind.DATE,
        rf"(?<![0-9.,/:])[0-3]?[0-9]\.(?=\s*(?:{DASH}|bis(?:\s+zum)?|und)\s*[0-3]?[0-9]\.\s*(?:[01]?[0-9]\.|{_MONTH_NAME}))",
    ),
    (Kind.MONTH, rf"(?:(?:anfang|mitte|ende)\s+)?{_MONTH_NAME}(?:\s*{_YEAR})?"),
    (Kind.YEAR, rf"(?:ende\s+)?{_YEAR}"),
    (Kind.BARE, rf"{_TIME}\s*{DASH}\s*{_TIME}"),
    (Kind.DAY, rf"{_HALF_DAY}|{_LONG_DAY}(?:s|en?)?(?:{_ENDS}|(?={_PART}))|{_SHORT_DAY}{_ENDS}\.?"),
    (
        Kind.PART,
        r"(?:nach\s+(?:der\s+)?schule|nach\s+schulschluss|nach\s+(?:der\s+)?arbeit|nach\s+(?:dem\s+)?feierabend)\b",
        r"tagsüber\b|ganztags\b|ganztägig\b|nacht(?:s|dienst|wache|schicht)?\b",
        rf"{DASH}?(?:früh|spät)?(?:vormittag|nachmittag|mittag|abend)(?:sstunden|stunden|szeit|s|en?)?{_ENDS}",
        r"vorm\.|nachm\.|(?:früh)?morgens\b|am\s+(?:frühen\s+)?morgen\b|(?<=tag)(?:morgen|früh)\b",
        r"(?<=tag\s)früh\b|(?<=och)(?:morgen|früh)\b",
    ),
    (Kind.TOTAL, r"insgesamt\b"),
    (Kind.NOT, r"(?:nur\s+)?nicht\b|au(?:ß|ss)er\b|ausgenommen\b|nie\b|kein(?:e[mnrs]?)?\b|bis\s+auf\b"),
    (Kind.NOT, r"mit\s+ausnahme\s+(?:von|der|des)\b"),
    (Kind.WITHOUT, r"ohne\b"),
    (Kind.HOLIDAY, r"\w*ferien\b|feiertag(?:s|en?)?\b|schulzeit\b"),
    (
        Kind.OTHER,
        r"\w*(?:öffnungs|sprech|büro)zeit\w*|geöffnet\b|\w*sprechstunden?\b|erreichbar\w*|telefonisch\w*",
        r"\w*schulung\w*|\w*fortbildung\w*|team(?:sitzung|treffen|besprechung)\w*|info\w*(?:abend|veranstaltung)\w*",
        rf"zwischen\s+(?={_ANY_DAY})",
        r"z\.\s*b\.|zum\s+beispiel\b|beispielsweise\b|etc\b\.?|usw\b\.?",
    ),
    (Kind.EVERY, r"jede[nrms]?\b"),
    (Kind.FROM, r"(?:ab|vom|von|zwischen)\b"),
    (Kind.TO, rf"bis(?:\s+zu[mr]?)?\b|{DASH}"),
    (Kind.AT, r"(?:am|an|den)\b"),
    (Kind.AND, r"(?:und|oder|sowie)\b|bzw\b\.?|u\.|o\.|[/+&]"),
    (
        Kind.FILLER,
        r"(?:gerne?|eher|auch|immer|meist(?:ens)?|bevorzugt|vorzugsweise|möglichst|idealerweise|etwa|circa|ungefähr",
        r"mindestens|maximal|höchstens|nur|jeweils|je|möglich|zeit(?:en|lich)?|regelmäßig|feste?[nr]?|in|im|der|die",
        r"das|dem|zu|zur|zum|eine?[mnr]?|tage?n?|termine?n?|einsatz|einsätze|frühen?|später?e?n?|ist|sind|wäre|gut|ganz)\b|(?:ca|mind|max)\b\.?",
    ),
    (Kind.COMMA, ","),
    (Kind.BREAK, r"[;\n]"),
    (Kind.STOP, r"[.()!?]|(?:aber|sondern|jedoch)\b"),
    (Kind.WORD, rf"\w+(?:{DASH}\w+)*"),
)
_ANY = re.compile(
    "|".join(f"(?P<rule{n}>{'|'.join(patterns)})" for n, (_, *patterns) in enumerate(_RULES)), re.IGNORECASE
)
_KINDS = {f"rule{n}": kind for n, (kind, *_) in enumerate(_RULES)}

_DAILY = frozenset({"täglich", "taeglich", "tgl", "jeden tag"})
_LINKS = frozenset({Kind.AND, Kind.COMMA, Kind.TO})


def tokens(text: str) -> tuple[Token, ...]:
    """In the order of the text; what is neither word nor mark is left out."""
    found = tuple(
        Token(_KINDS[match.lastgroup or ""], " ".join(match.group().lower().split()), *match.span())
        for match in _ANY.finditer(text)
    )
    return tuple(_told_apart(tuple(_told_apart(found, Kind.BARE, _is_clock)), Kind.DAY, _is_day))


_Beside = Sequence[Token]


def _told_apart(
    found: Sequence[Token], kind: Kind, is_meant: Callable[[Token, _Beside, _Beside], bool]
) -> Iterator[Token]:
    """Words that have a meaning only beside others: "so", "Fr.", "15-17"."""
    for n, token in enumerate(found):
        if token.kind is not kind:
            yield token
        elif is_meant(token, found[:n][::-1], found[n + 1 :]):
            yield token._replace(kind=Kind.CLOCK if kind is Kind.BARE else kind)
        else:
            yield token._replace(kind=Kind.WORD)


def _is_clock(_bare: Token, before: _Beside, after: _Beside) -> bool:
    """ "Mo-Fr 9-12", not "Mo 6-8 Kinder"."""
    follows = bool(before) and before[0].kind in (Kind.DAY, Kind.PART)
    return follows and not (after and after[0].kind is Kind.WORD)


def _is_day(token: Token, before: _Beside, after: _Beside) -> bool:
    """Of "Fr. Muster" and "so lange" none is; and "so" is one only in the company of days and times."""
    name = token.text.rstrip(".")
    if name in _DAILY:
        return not _is_beside_hours(before) and not _is_beside_hours(after)
    if len(name) > 2:
        return True
    if after and after[0].kind is Kind.WORD:
        return False
    return (
        name != "so"
        or _is_beside_day(before)
        or _is_beside_day(after)
        or (bool(before) and before[0].kind in (Kind.AT, Kind.EVERY, Kind.NTH))
        or _is_before_clock(after)
    )


def _is_before_clock(after: _Beside) -> bool:
    """ "So 14 Uhr", "So., 14-17 Uhr"; but "so ab 14 Uhr"."""
    following = after[1:] if after[:1] and after[0].kind is Kind.COMMA else after
    return bool(following) and following[0].kind is Kind.CLOCK and following[0].text[0].isdigit()


def _is_beside_hours(neighbours: _Beside) -> bool:
    """ "täglich 2 Stunden": how much a day, not when."""
    heard = [token.kind for token in neighbours if token.kind is not Kind.FILLER]
    return heard[:1] == [Kind.HOURS]


def _is_beside_day(neighbours: _Beside) -> bool:
    return len(neighbours) > 1 and neighbours[0].kind in _LINKS and neighbours[1].kind is Kind.DAY
