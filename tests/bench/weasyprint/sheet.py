"""The same passages set by WeasyPrint: a plain page of HTML with headings and paragraphs, tagged."""

from html import escape
from pathlib import Path

from kosidesk.paths import RESOURCES
from tests.bench import places, said
from tests.bench.meter import Meter, Numbers
from tests.bench.said import Said

_FACES = (("NotoSans", "Regular", 400), ("NotoSans", "Bold", 700), ("Vazirmatn", "Regular", 400))
_STYLE = (
    "@page {size: A4; margin: 18mm} body {font: 12pt NotoSans, Vazirmatn}"
    + "".join(
        f"@font-face {{font-family: {name}; font-weight: {weight};"
        f" src: url('{(RESOURCES / 'fonts' / f'{name}-{style}.ttf').as_uri()}')}}"
        for name, style, weight in _FACES
    )
)  # fmt: skip


def measure(folder: Path, size: int, _meter: Meter) -> Numbers:
    return said.measured(places.sheets(folder, size), drawn)


def drawn(passages: Said, language: str) -> bytes:
    from weasyprint import HTML  # noqa: PLC0415 - cold, importing it is part of the cost

    direction = "rtl" if language == said.ARABIC else "ltr"
    body = "".join(f"<{_element(role)}>{escape(text)}</{_element(role)}>" for role, text in passages)
    page = (
        f"<html lang={language} dir={direction}><title>Vermittlungsbogen</title><style>{_STYLE}</style>{body}"
    )
    made = HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
    assert isinstance(made, bytes)
    return made


def _element(role: str) -> str:
    return role.lower() if role in {"H1", "H2", "H3"} else "p"
