"""The same passages set by fpdf2: lines of shaped text, one font size for headings, no tags."""

from pathlib import Path

from kosidesk.paths import RESOURCES
from tests.bench import places, said
from tests.bench.meter import Meter, Numbers
from tests.bench.said import Said

_FALLBACKS = ("Vazirmatn-Regular", "NotoSansEthiopic-Regular", "DejaVuSans")


def measure(folder: Path, size: int, _meter: Meter) -> Numbers:
    return said.measured(places.sheets(folder, size), drawn)


def drawn(passages: Said, language: str) -> bytes:
    import fpdf  # noqa: PLC0415 - cold, importing it is part of the cost

    document = fpdf.FPDF()
    for name in ("NotoSans-Regular", *_FALLBACKS):
        document.add_font(name, fname=RESOURCES / "fonts" / f"{name}.ttf")
    document.set_fallback_fonts(list(_FALLBACKS))
    document.set_text_shaping(use_shaping_engine=True)
    document.set_margin(18)
    document.add_page()
    align = "R" if language == said.ARABIC else "L"
    for role, text in passages:
        document.set_font("NotoSans-Regular", size=16 if role in {"H1", "H2", "H3"} else 12)
        document.multi_cell(0, text=text, align=align, new_x="LMARGIN", new_y="NEXT")
    return bytes(document.output())
