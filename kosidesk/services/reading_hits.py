"""What to mark in an offer, so that whoever reads it sees why it was found."""

from dataclasses import replace

from kosidesk.search.terms import Term
from kosidesk.services.desk import Desk
from kosidesk.services.understanding import asked
from kosidesk.storage import offer_meaning, offer_text
from kosidesk.storage.index_damage import noticed

Marks = tuple[Term, ...]
"""For `search.terms.spans`, which marks them in any text."""


@noticed()
def why(desk: Desk, text: str) -> Marks:
    """The words that were typed, with all that met them: inflections, compounds, synonyms, corrections.

    Raises Cancelled, IndexDamaged.
    """
    understood = asked(desk, text)
    with desk.database.reading(interruptible=True) as connection:
        things = offer_meaning.meaning(connection, understood).things
        terms = tuple(term for one in things for term in one.terms())
        return tuple(replace(term, also=term.also | offer_text.made_of(connection, term)) for term in terms)
