"""A plain document of reportlab's Platypus: headings and paragraphs, its own font, nothing arranged."""

import sqlite3
from contextlib import closing
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

from tests.bench import places
from tests.bench.meter import Meter, Numbers, cold_and_warm, cost

_DESK, _TIMES = 700, 11


def measure(folder: Path, size: int, _meter: Meter) -> Numbers:
    def draw() -> None:
        # Cold, importing reportlab is part of the cost, as it is on the other side.
        from reportlab.lib.styles import getSampleStyleSheet  # noqa: PLC0415 - as said
        from reportlab.platypus import Paragraph, SimpleDocTemplate  # noqa: PLC0415 - as said

        styles = getSampleStyleSheet()
        with closing(sqlite3.connect(places.plain(folder, _DESK))) as connection:
            found = connection.execute("SELECT title, organisation, description FROM offer LIMIT ?", (size,))
            kinds = (styles["Heading2"], styles["Italic"], styles["BodyText"])
            story = [Paragraph(escape(t), kind) for row in found for t, kind in zip(row, kinds, strict=True)]
        SimpleDocTemplate(BytesIO()).build(story)

    cold, *warm = [cost(draw) for _ in range(_TIMES)]
    return cold_and_warm(cold, warm)
