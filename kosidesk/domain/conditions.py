"""What an offer's running text says of a condition: that it holds, that it does not, or nothing."""

import re

# "kein", "keinerlei", "ohne" before the word, with up to three others between, which end no sentence.
_DENIED_BEFORE = r"\b(?:kein(?:e[mnrs]?|erlei)?|ohne|weder|noch)\s+(?:[^\s.;:!?]+\s+){0,3}?"
_NEEDED = (
    r"(?:nötig|notwendig|erforderlich|gebraucht|benötigt|verlangt|gefordert|gefragt|vorausgesetzt"
    r"|voraussetzung|pflicht|bedingung)"
)
_DENIED_AFTER = (
    rf"(?:\s+[^\s.;:!?]+){{0,3}}?\s+(?:nicht|kein\w*|nie)\s+(?:mehr\s+|zwingend\s+)?{_NEEDED}|\s*:\s*nein\b"
)

_CERTIFICATE = r"f(?:ü|ue)hrungs[-\u00ad]?zeugnis(?:s|se[sn]?)?\b"
_STEP_FREE = r"(?:barriere|stufen|schwellen)(?:frei|los|arm)\w*|ebenerdig\w*|rollstuhl\w*|aufzug|fahrstuhl"
_NOT_STEP_FREE = (
    r"\bnicht\s+(?:ganz\s+|vollständig\s+|durchgehend\s+)?(?:barriere|stufen|rollstuhl)\w+"
    r"|(?<!ohne )\b(?:treppen?|stufen)\b(?!los|frei)"
)


def certificate(*texts: str) -> bool | None:
    """Whether a certificate of conduct is required. One demand outweighs every denial."""
    return _said(_CERTIFICATE_SAID, _CERTIFICATE_DENIED, texts)


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
        if mentions > len(denied.findall(text)):
            return True
        heard = False
    return heard


def _denied(word: str) -> re.Pattern[str]:
    return re.compile(rf"{_DENIED_BEFORE}(?:{word})|(?:{word}){_DENIED_AFTER}")


_CERTIFICATE_SAID, _CERTIFICATE_DENIED = re.compile(_CERTIFICATE), _denied(_CERTIFICATE)
_STEP_FREE_SAID, _STEP_FREE_DENIED = re.compile(_STEP_FREE), _denied(_STEP_FREE)
_STEPS = re.compile(_NOT_STEP_FREE)
_BARE_NO = re.compile(r"nein\.?|keine?")
