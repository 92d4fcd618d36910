"""Mails that ask what became of a talk, and of offers. They are German, and name nobody but us."""

from collections.abc import Iterable
from dataclasses import dataclass

_GREETING, _CLOSING = "Guten Tag,", "Mit freundlichen Grüßen"
_OF_CLIENT = (
    "wir hatten vereinbart, dass wir nachfragen. Haben Sie jemanden erreicht? Hat etwas gepasst, hat etwas "
    "gefehlt? Eine kurze Antwort genügt, und gern suchen wir mit Ihnen weiter."
)
_CODE = "Ihr Code: {code}"
_NO_MORE = "Wenn wir nicht mehr nachfragen sollen, genügt ein Wort."
_OF_REFERRAL = (
    "wir haben jemandem Ihr Angebot „{offer}“ mitgegeben. Auf dem Zettel steht der Code {code}. Hat sich die "
    "Person bei Ihnen gemeldet, und was ist daraus geworden?"
)
_PLACES = "Ist das Angebot noch aktuell, und sind noch Plätze frei?"
_OF_OFFERS = (
    "damit niemand vergeblich bei Ihnen anfragt, prüfen Sie bitte, ob diese Angebote noch gelten. Im Brief, "
    "der anhängt, steht, was wir darüber wissen; eine kurze Antwort auf diese Mail genügt auch."
)
_BULLET = "– "


@dataclass(frozen=True)
class Mail:
    """`text` in paragraphs."""

    subject: str
    text: tuple[str, ...]


def of_client(code: str, sender: Iterable[str]) -> Mail:
    """Whoever reads over her shoulder learns a code."""
    subject = f"Was ist daraus geworden? (Code {code})"
    return Mail(subject, (_GREETING, _OF_CLIENT, _CODE.format(code=code), _NO_MORE, *_ending(sender)))


def of_referral(code: str, offer: str, sender: Iterable[str]) -> Mail:
    """Of the client, the organisation learns the code that stands on her sheet, and nothing else."""
    subject = f"Hat sich jemand gemeldet? (Code {code})"
    asked = _OF_REFERRAL.format(offer=offer, code=code)
    return Mail(subject, (_GREETING, asked, _PLACES, *_ending(sender)))


def of_offers(titles: Iterable[str], sender: Iterable[str]) -> Mail:
    """The letter hangs on it."""
    named = "\n".join(f"{_BULLET}{title}" for title in titles)
    return Mail("Stimmen Ihre Angebote noch?", (_GREETING, _OF_OFFERS, named, *_ending(sender)))


def _ending(sender: Iterable[str]) -> tuple[str, str]:
    return _CLOSING, "\n".join(sender)
