"""One offer, how well it fits the answers, and which of them say so."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from kosidesk.domain.theses import Answer, Answers, Thesis
from kosidesk.i18n import _, number
from kosidesk.services.offers import OfferRow
from kosidesk.services.theses import Standing
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import column
from kosidesk.ui.theme import MEDIUM, TINY

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class StandingCard(QFrame):
    """The client reads along: nothing stands here that is not on her sheet, and nobody's number."""

    stepped = Signal(object)  # 1 or -1

    def __init__(self, standing: Standing, answers: Answers, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "fit")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        title = " ".join(standing.row.title.split())
        lines = (
            (_("passt zu {percent} %").format(percent=number(standing.percent)), "section"),
            (title, "title"),
            (_meta(standing.row), "meta"),
            (_told(_("dafür: {statements}"), standing.agreed, answers), "body"),
            (_told(_("dagegen: {statements}"), standing.missed, answers), "meta"),
        )
        labels = [PlainLabel(text, self, role=role, wrap=True) for text, role in lines if text]
        self.setLayout(column(*labels, gap=TINY, margin=MEDIUM))
        self.setAccessibleName(", ".join(label.text() for label in labels))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)


def _meta(offer: OfferRow) -> str:
    parts = (offer.organisation, offer.district, " ".join(offer.time_text.split()))
    return " · ".join(filter(None, parts))


def _told(sentence: str, theses: tuple[Thesis, ...], answers: Answers) -> str:
    """The weightiest first; "" if there are none."""
    texts = [_quoted(thesis, answers) for thesis in sorted(theses, key=lambda thesis: -thesis.weight)]
    return sentence.format(statements=" · ".join(texts)) if texts else ""


def _quoted(thesis: Thesis, answers: Answers) -> str:
    is_refused = answers[thesis.code] is Answer.REFUSE
    return (_("„{text}“ (stimmt nicht)") if is_refused else _("„{text}“")).format(text=thesis.text)
