"""The same passages in a plain document of reportlab's Platypus, in its own font and without tags."""

from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

from tests.bench import places, said
from tests.bench.meter import Meter, Numbers
from tests.bench.said import Said


def measure(folder: Path, size: int, _meter: Meter) -> Numbers:
    return said.measured(places.sheets(folder, size), drawn)


def drawn(passages: Said, _language: str) -> bytes:
    # Cold, importing reportlab is part of the cost, as it is on the other side.
    from reportlab.lib.styles import getSampleStyleSheet  # noqa: PLC0415 - as said
    from reportlab.platypus import Paragraph, SimpleDocTemplate  # noqa: PLC0415 - as said

    styles = getSampleStyleSheet()
    kinds = {"H1": styles["Heading1"], "H2": styles["Heading2"], "H3": styles["Heading3"]}
    story = [Paragraph(escape(text), kinds.get(role, styles["BodyText"])) for role, text in passages]
    made = BytesIO()
    SimpleDocTemplate(made).build(story)
    return made.getvalue()
