"""The test page: shows whoever looks at it whether a printer cuts, shrinks, or loses letters."""

from kosidesk.i18n import number
from kosidesk.printing.choices import Format
from kosidesk.printing.content import Code, Phrase
from kosidesk.printing.document import Document
from kosidesk.printing.flow import Group
from kosidesk.printing.languages import languages
from kosidesk.printing.layout.measures import MM, measures
from kosidesk.printing.layout.paper import bound
from kosidesk.printing.layout.parts import Parts
from kosidesk.printing.marks import Piece
from kosidesk.printing.title import Title

_RULER = "Diese Linie ist {length} Millimeter lang. Ist sie kürzer, verkleinert der Drucker die Seite."
_LETTERS = "Ä Ö Ü ä ö ü ß é ł 0123456789 € ☎ ✉ → – fehlt ein Zeichen, hilft „Als Bild drucken“."
_SCAN = "Diesen Code liest jedes Handy. Tut es das nicht, druckt der Drucker unscharf."
_WHOLE = "Darunter steht der Fuß der Seite. Fehlt er, schneidet der Drucker ab."
_OTHERS = (("Türkçe, Ayşe Öztürk", "tr"), ("Українська", "uk"), ("العربية", "ar"), ("ትግርኛ", "ti"))


def trial(paper: Format) -> Document:
    german = languages()["de"]
    m = measures(paper, german)
    parts = Parts(m, german)
    heading = parts.heading(Phrase(Title.TEST), m.column, None, level=1)
    ruler = (
        *parts.text(Phrase(_RULER.format(length=number(m.column / MM, "de"))), m.column, None),
        parts.rule(1.2),
    )
    letters = parts.text(Phrase(_LETTERS), m.column, None)
    others = [piece for text, code in _OTHERS for piece in parts.text(Phrase(text, code), m.column, None)]
    code = parts.standing_code(Code("tel:+492020000000", Phrase(_SCAN)), None)
    rows = (heading, ruler, letters, tuple(others), (code,), parts.text(Phrase(_WHOLE), m.column, None))
    groups = [Group(((Piece(m.row_space), *row),), space=m.block_space) for row in rows]
    return bound(groups, parts, (Phrase("KosiDesk"),), _page, title=Title.TEST, author="KosiDesk")


def _page(page: int, pages: int) -> Phrase:
    return Phrase(f"Seite {page} von {pages}")
