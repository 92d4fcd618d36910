"""Summaries of offers in other languages, typed by staff."""

from kosidesk.domain.change import Changes, Edit
from kosidesk.domain.errors import Invalid
from kosidesk.domain.fault import Fault
from kosidesk.domain.offer import Offer, Translation, translation_id
from kosidesk.exchange.notices import Notices, Spot
from kosidesk.exchange.text import lines
from kosidesk.i18n import GERMAN
from kosidesk.printing.languages import Language
from kosidesk.printing.languages import languages as sheet_languages
from kosidesk.services import editing, records
from kosidesk.services.desk import Desk
from kosidesk.storage import read


def languages() -> tuple[Language, ...]:
    """Those a summary can be translated into: all a sheet speaks but the summary's own."""
    return tuple(language for code, language in sheet_languages().items() if code != GERMAN)


def is_from_right(language: str) -> bool:
    """Whether its lines begin on the right; of a language this version does not know nobody says so."""
    known = sheet_languages().get(language)
    return known is not None and known.right_to_left


def translate(desk: Desk, offer: str, language: str, text: str) -> Changes:
    """Keeps the summary in one language, as clean as an import would; an empty text takes it away.

    Raises NotFound, Invalid for none of `languages`, ChangedMeanwhile.
    """
    plain = lines(text, Spot(0, Notices()))
    records.record(desk, Offer.KIND, offer)
    if language not in {known.code for known in languages()}:
        raise Invalid((Fault("language", "choice", language),))
    old = read.get(desk.database, Translation.KIND, translation_id(offer, language))
    new = old or editing.new_record(desk, Translation.KIND, offer=offer, language=language)
    said = new.with_values(text=plain) if plain else None
    return editing.save(desk, Edit(old, said)) if old or said else Changes()
