"""What an offer's running text says of a condition: that it holds, that it does not, or nothing."""

import re

_WORD = r"[^\s.,;:!?]+"
# Up to three words, none of which ends what a "kein" speaks of: "keine Vorkenntnisse, aber …".
_BETWEEN = rf"(?:(?!(?:aber|sondern|jedoch|dafür|nur|und|ohne)\b){_WORD}[^\S\n]+){{0,3}}?"
_NO = r"\bkein(?:e[mnrs]?|erlei)?"
_DENIED_BEFORE = rf"(?:{_NO}|\bohne|\bweder(?:\s+{_WORD}){{1,4}}?,?\s+noch)\s+{_BETWEEN}"
_NEEDED = (
    r"(?:nötig|notwendig|erforderlich|gebraucht|benötigt|verlangt|gefordert|gefragt|vorausgesetzt"
    r"|voraussetzung|pflicht|bedingung|vorhanden)"
)
_DENIED_AFTER = (
    rf"(?:\s+[^\s.;:!?]+){{0,3}}?\s+(?:nicht|kein\w*|nie)\s+(?:mehr\s+|zwingend\s+)?{_NEEDED}"
    rf"|\s+(?:brauch|benötig|verlang|forder)\w*(?:\s+{_WORD}){{0,2}}?\s+nicht\b|\s*[:?]\s*nein\b"
)
# "Keine Mitarbeit ohne …", "ohne … ist eine Mitarbeit nicht möglich".
_DENIED_TWICE_BEFORE = rf"{_NO}\s+(?:{_WORD}[^\S\n]+){{1,3}}?ohne\s+{_BETWEEN}"
_DENIED_TWICE_AFTER = rf"(?:\s+(?!und\b){_WORD}){{0,6}}?\s+(?:nicht|kein\w*)\b"

_CERTIFICATE = r"f(?:ü|ue)hrungs[-\u00ad]?zeugnis(?:s|se[sn]?)?\b"
_KNOWLEDGE = r"\b(?:vor|fach)?kenntnisse?n?\b|\bvorerfahrung(?:en)?\b|\bvorwissen\b"
_IN_PART = "".join(rf"(?<!{word} )" for word in ("eingeschränkt", "teilweise", "teils", "bedingt"))
_STEP_FREE = (
    rf"{_IN_PART}(?:(?:barriere|stufen|schwellen)(?:frei|los|arm)\w*|ebenerdig\w*|rollstuhl\w*)"
    r"|aufzug|fahrstuhl"
)
_NOT_STEP_FREE = (
    r"\bnicht\s+(?:ganz\s+|vollständig\s+|durchgehend\s+)?(?:barriere|stufen|rollstuhl)\w+"
    r"|(?<!ohne )(?<!keine )\b(?:treppen?|stufen)\b(?!los|frei)"
)


def certificate(*texts: str) -> bool | None:
    """Whether a certificate of conduct is required. One demand outweighs every denial."""
    return _said(_CERTIFICATE_SAID, _CERTIFICATE_DENIED, texts)


def knowledge(*texts: str) -> bool | None:
    """Whether somebody must know the work already."""
    return _said(_KNOWLEDGE_SAID, _KNOWLEDGE_DENIED, texts)


def step_free(*texts: str) -> bool | None:
    """Whether the place can be reached without steps. Only a text that is about nothing else says "nein"."""
    if any(_BARE_NO.fullmatch(text.strip().lower()) or _STEPS.search(text.lower()) for text in texts):
        return False
    return _said(_STEP_FREE_SAID, _STEP_FREE_DENIED, texts)


def _said(said: re.Pattern[str], denied: re.Pattern[str], texts: tuple[str, ...]) -> bool | None:
    heard = None
    for text in map(str.lower, texts):
        mentions = len(said.findall(text))
        if not mentions:
            continue
        if mentions > sum(not twice for twice in denied.findall(text)):
            return True
        heard = False
    return heard


def _denied(word: str) -> re.Pattern[str]:
    """Its one group stands where two denials make a demand."""
    twice = rf"{_DENIED_TWICE_BEFORE}(?:{word})|\bohne\s+{_BETWEEN}(?:{word}){_DENIED_TWICE_AFTER}"
    return re.compile(rf"({twice})|{_DENIED_BEFORE}(?:{word})|(?:{word})(?:{_DENIED_AFTER})")


_CERTIFICATE_SAID, _CERTIFICATE_DENIED = re.compile(_CERTIFICATE), _denied(_CERTIFICATE)
_KNOWLEDGE_SAID, _KNOWLEDGE_DENIED = re.compile(_KNOWLEDGE), _denied(_KNOWLEDGE)
_STEP_FREE_SAID, _STEP_FREE_DENIED = re.compile(_STEP_FREE), _denied(_STEP_FREE)
_STEPS = re.compile(_NOT_STEP_FREE)
_BARE_NO = re.compile(r"nein\.?|keine?")
