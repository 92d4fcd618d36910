"""The same passages set by typst: headings and paragraphs, tagged, nothing arranged."""

import json
from pathlib import Path

from kosidesk.paths import RESOURCES
from tests.bench import places, said
from tests.bench.meter import Meter, Numbers
from tests.bench.said import Said

_HEAD = """#set text(font: ("Noto Sans", "Vazirmatn", "DejaVu Sans"), size: 12pt, lang: "{language}")
#set page(paper: "a4", margin: 18mm)
#set document(title: "Vermittlungsbogen")
"""


def measure(folder: Path, size: int, _meter: Meter) -> Numbers:
    return said.measured(places.sheets(folder, size), drawn)


def drawn(passages: Said, language: str) -> bytes:
    import typst  # noqa: PLC0415 - cold, importing it is part of the cost, as it is on the other side

    source = _HEAD.format(language=language) + "\n".join(
        # A string of typst is written as one of JSON, but for signs outside of ASCII.
        f"#{_element(role)}{json.dumps(text, ensure_ascii=False)})"
        for role, text in passages
    )
    fonts = [str(RESOURCES / "fonts")]
    made = typst.compile(source.encode(), font_paths=fonts, ignore_system_fonts=True, pdf_standards=["ua-1"])
    assert isinstance(made, bytes)
    return made


def _element(role: str) -> str:
    return f"heading(level: {role[1]}, " if role in {"H1", "H2", "H3"} else "par("
