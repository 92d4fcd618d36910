"""Freinet's list XML and detail XML, read as a stream: one offer at a time, whatever the size of the file."""

from collections.abc import Mapping
from pathlib import Path
from xml.etree.ElementTree import ParseError  # only the exception; defusedxml does the reading
from xml.parsers.expat import ErrorString

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from kosidesk.domain.errors import Unreadable
from kosidesk.exchange import limits
from kosidesk.exchange.feed import DETAIL_XML, LIST_XML, Feed
from kosidesk.exchange.freinet import Details, as_list, detail_entry, list_entry
from kosidesk.exchange.gathering import Gathering, Take
from kosidesk.exchange.notices import COUNT_MISMATCH, NOT_AN_OFFER, Spot
from kosidesk.exchange.town import Town

_CHUNK = 65_536
_FORMATS = {"angebotsliste": LIST_XML, "angebote": DETAIL_XML}
_VOCABULARIES = ("handlungsfelder", "zielgruppen", "stadtteile", "globalbereiche", "kenntnisse")
# Codes of expat for a file that ends too early (expat.h: NO_ELEMENTS, UNCLOSED_TOKEN, PARTIAL_CHAR,
# UNCLOSED_CDATA_SECTION) and for text in another encoding than it says (INVALID_TOKEN, UNKNOWN_ENCODING,
# INCORRECT_ENCODING).
_ENDS_EARLY = frozenset({3, 5, 6, 20})
_WRONG_BYTES = frozenset({4, 18, 19})


def parse(path: Path, town: Town, take: Take) -> Feed:
    """Raises Unreadable, with the line, for anything that is not one of the two XML exports."""
    stream = _Stream(town, take)
    parser = DefusedXMLParser(target=stream)
    stream.parser = parser
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                parser.feed(chunk)
        parser.close()
    except ParseError as error:
        raise _refusal(error, path) from error
    except DefusedXmlException as error:
        raise limits.unreadable(limits.BOMB, stream.line, type(error).__name__) from error
    except (LookupError, ValueError) as error:
        raise limits.unreadable(limits.ENCODING_UNKNOWN, 1, str(error)) from error
    return stream.feed()


def _refusal(error: ParseError, path: Path) -> Unreadable:
    line, _ = error.position
    if error.code in _ENDS_EARLY:
        return limits.unreadable(limits.TRUNCATED, line)
    if error.code in _WRONG_BYTES and not _is_utf8(path):
        return limits.unreadable(limits.ENCODING_UNKNOWN, line)
    return limits.unreadable(limits.MALFORMED, line, ErrorString(error.code))


def _is_utf8(path: Path) -> bool:
    try:
        with path.open(encoding="utf-8") as file:
            while file.read(_CHUNK):
                pass
    except UnicodeDecodeError:
        return False
    return True


class _Stream:
    """Receives the parser's events and keeps no more than one offer.

    `said` maps the path of each element below the offer to its texts, "zielgruppen/element" for example.
    """

    parser: DefusedXMLParser

    def __init__(self, town: Town, take: Take) -> None:
        self._town, self._take = town, take
        self._gathering = Gathering(LIST_XML, take)
        self._head: Mapping[str, str] = {}
        self._path: list[str] = []
        self._text: list[str] = []
        self._number = ""
        self._line = 0
        self._said: dict[str, list[str]] = {}

    @property
    def line(self) -> int:
        return int(self.parser.parser.CurrentLineNumber)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._path.append(tag)
        self._text = []
        depth = len(self._path)
        if depth > limits.DEPTH:
            raise limits.unreadable(limits.TOO_DEEP, self.line)
        if depth == 1:
            self._begin(tag, attributes)
        elif depth == 2:
            self._number, self._line, self._said = attributes.get("angebotsId", ""), self.line, {}

    def data(self, text: str) -> None:
        self._text.append(text)

    def end(self, tag: str) -> None:
        depth = len(self._path)
        if depth == 2:
            self._finish(tag)
        elif depth > 2:
            self._said.setdefault("/".join(self._path[2:]), []).append(self._own_text())
        self._path.pop()
        self._text = []

    def close(self) -> None:
        """Nothing is left to do; the parser asks for it."""

    def feed(self) -> Feed:
        announced = self._head.get("anzahlErgebnisse", "")
        if announced and announced != str(self._gathering.seen):
            present = self._gathering.seen
            self._gathering.notices.add(COUNT_MISMATCH, example=f"{announced} ≠ {present}")
        agency = self._head.get("agenturId", "").strip()
        return self._gathering.feed(source=f"freinet:{agency}" if agency else "")

    def _begin(self, root: str, attributes: dict[str, str]) -> None:
        if root not in _FORMATS:
            raise limits.unreadable(limits.NOT_A_FEED, self.line, f"<{root}>")
        self._head = attributes
        self._gathering = Gathering(_FORMATS[root], self._take)

    def _own_text(self) -> str:
        text = "".join(self._text)
        if len(text) > limits.FIELD:
            raise limits.unreadable(limits.FIELD_TOO_LONG, self.line)
        return text

    def _finish(self, tag: str) -> None:
        if tag != "angebot":
            self._gathering.refuse(self._line, NOT_AN_OFFER, f"<{tag}>", self._number.strip())
            return
        spot = self._gathering.spot(self._line)
        if self._gathering.format == LIST_XML:
            entry = list_entry(self._number, self._below(""), self._town, spot)
        else:
            organisation = self._below("einrichtung_details/")
            details = Details(self._below("angebot_details/"), self._sets(spot), organisation)
            entry = detail_entry(self._number, details, self._town, spot)
        self._gathering.add(entry)

    def _below(self, prefix: str) -> dict[str, str]:
        return {
            path.removeprefix(prefix): texts[0]
            for path, texts in self._said.items()
            if path.startswith(prefix) and "/" not in path.removeprefix(prefix)
        }

    def _sets(self, spot: Spot) -> dict[str, list[str]]:
        sets = {}
        for name in _VOCABULARIES:
            path = f"angebot_details/{name}"
            if path in self._said:
                sets[name] = self._said.get(f"{path}/element") or as_list(self._said[path][0], spot)
        return sets
