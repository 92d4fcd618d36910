"""Words as people type them: folded and stemmed.

Offers and what is typed go through the same words, so "Müller", "Mueller" and "Muller" meet, and "Kindern"
finds "Kinder". Each word is kept twice: its stem, which meets other inflections, and its whole form, of which
any beginning is found while typing.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from threading import Lock

import Stemmer

LONGEST = 200
"""What is typed beyond so many characters is not looked for."""

# Combining accents, soft hyphens and zero-width characters stand inside a word, not between two.
_LETTERS = r"[^\W_]+(?:[\u0300-\u036f\u00ad\u200b-\u200d\u2060]+[^\W_]*)*"
WORD = re.compile(
    rf"""
      §+\s?\d+[a-z]?(?![^\W_])                                # § 8, §§ 45a
    | (?<![\d.,])\d+[.,]\d+(?![.,]?\d)                        # 3,5 but no date
    | (?<![^\W_])[^\W\d_](?:\.\s?[^\W\d_](?![^\W_]))+\.?      # e.V., z. B.
    | {_LETTERS}(?:['’`´]{_LETTERS})*                         # Haus, O'Brien
      (?:(?:[*:_]|/-?)in(?:nen)?(?![^\W_]) | \+\+ | \#)?      # Helfer*innen, C++, C#
    """,
    re.VERBOSE,
)
_NOT_FOLDED = frozenset("+#§,")
_POINT = re.compile(r"(?<=\d)\.(?=\d)")
_SECTIONS = re.compile("§+")
# Lucene's GermanNormalizationFilter: ae, oe and ue are umlauts, but not the ue of "neue" and "Quelle".
_UMLAUT = re.compile(r"([ao])e|(?<![aeiouqy])(u)e")
_FEMININE = re.compile(r"(?<=\w{4})innen$|(?<=[eo]r)in$")

_snowball = Stemmer.Stemmer("german", 0)
_one_at_a_time = Lock()  # a stemmer must not be used by two threads at once

_FUNCTION_WORDS = """
    aber alle allem allen aller alles als also am an auch auf aus bei beim bin bis da damit dann das dass
    dein deine dem den denen denn der deren des dessen die dies diese diesem diesen dieser dieses doch dort
    du durch ein eine einem einen einer eines er es etwa euch euer eure für gegen hat habe haben hier ich
    ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im in indem ins ist ja je jede jedem jeden jeder jedes
    kann können mal man mein meine mich mir mit möchte möchten nach nicht noch nun nur ob oder ohne sehr sein
    seine seinem seinen seiner sich sie sind so sollte sollten sowie über um und uns unser unsere unserem
    unseren unserer unter vom von vor war waren was wenn werden wie wir wird wo wurde wurden zu zum zur
    zwischen
"""

# Said of nearly every offer: they order what is found, and nobody would miss an offer that lacks them.
_FILLERS = """
    aktiv allgemein anbieten andere anderen angebot angebote arbeit arbeiten aufgabe aufgaben bereich
    besonders bieten bisschen brauche brauchen dabei dinge ehrenamt ehrenamtlich ehrenamtliche einbringen
    einfach einmal einsetzen engagement engagieren etwas freiwillig freiwillige freude geben gebraucht
    gehen gemeinsam gern gerne große gut helfen hilfe irgendwas irgendwie jemand jemanden leute lieber
    mache machen mag mensch menschen mitarbeit mitarbeiten mithelfen mitmachen neues person personen
    richtig sinnvoll sinnvolles spaß suche suchen tun tätig tätigkeit unterstützen unterstützung viel was
    will wollen würde zeit zusammen übernehmen
"""


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """Without case, accents and umlauts: only letters and digits remain, and what makes C++ and § 8."""
    usual = _SECTIONS.sub("§", _POINT.sub(",", unicodedata.normalize("NFKC", word)))
    plain = unicodedata.normalize("NFKD", usual.casefold())
    bare = "".join(sign for sign in plain if sign.isalnum() or sign in _NOT_FOLDED)
    return _UMLAUT.sub(r"\1\2", bare).replace("ph", "f")


@lru_cache(maxsize=50_000)
def stem(folded: str) -> str:
    """What the inflections of a word share, "Helferinnen" and "Helfer" too. "Hauptstr" is a "Hauptstraße"."""
    whole = f"{folded}asse" if folded.endswith("str") else folded
    with _one_at_a_time:
        return str(_snowball.stemWord(_FEMININE.sub("", whole)))


STOP_WORDS = frozenset(fold(word) for word in _FUNCTION_WORDS.split())
FILLER_STEMS = frozenset(stem(fold(word)) for word in _FILLERS.split())


def word_matches(text: str) -> Iterator[str]:
    """The words as they are written."""
    return (match[0] for match in WORD.finditer(text))


def words_of(text: str) -> list[str]:
    """Folded, in their order, without those that say nothing."""
    return folded(word_matches(text))


def folded(found: Iterable[str]) -> list[str]:
    return [word for word in map(fold, found) if word and word not in STOP_WORDS]


def sorting_key(text: str) -> str:
    """For alphabetical order as in DIN 5007-1: case, accents and punctuation do not count."""
    return " ".join(map(fold, WORD.findall(text)))[:LONGEST]
