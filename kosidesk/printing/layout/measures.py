"""The measures of each format and language.

They follow UKAAF/RNIB clear print, DIN SPEC 33429 and DIN 5008: 12 points at least, 14 in plain language, 18
in large print, 1.4 lines apart, black, flush with the side where reading begins, bold for labels and headings
only.
"""

from dataclasses import dataclass, replace

from kosidesk.printing.choices import Format
from kosidesk.printing.languages import Language

MM = 72 / 25.4
BULLET = "• "
# In em: half of it holds some thirty signs a line.
_TWO_COLUMNS = 32


@dataclass(frozen=True)
class Measures:
    """Lengths in points.

    A `height` of 0 is a roll, cut off where the text ends. `edge` is below the footer, where printers do not
    reach. A column of labels takes up to `label`, where that is 0 they stand above their facts. `most_lines`
    is what a fact may take, 0 all it needs.
    """

    width: float
    height: float
    margin: float
    edge: float
    body: float = 12
    small: float = 10
    title: float = 15
    section: float = 14
    heading: float = 21
    leading: float = 1.4
    label: float = 64 * MM
    code: float = 34 * MM
    row_space: float = 2.5
    block_space: float = 18
    note_lines: int = 4
    note_gap: float = 9 * MM
    most_lines: int = 0
    one_a_page: bool = False
    is_short: bool = False

    @property
    def column(self) -> float:
        """The width of the text."""
        return self.width - 2 * self.margin

    @property
    def is_narrow(self) -> bool:
        """Whether two columns of text would be too narrow to read."""
        return self.column / self.body < _TWO_COLUMNS

    @property
    def is_roll(self) -> bool:
        return not self.height

    @property
    def beside_code(self) -> float:
        return self.column if self.is_roll else self.column - self.code - 4 * MM


_FORMATS = {
    Format.A4: Measures(210 * MM, 297 * MM, 18 * MM, 13 * MM),
    Format.LARGE: Measures(
        210 * MM,
        297 * MM,
        18 * MM,
        13 * MM,
        body=18,
        small=13,
        title=22,
        section=20,
        heading=26,
        label=64 * MM,
        code=40 * MM,
        row_space=3,
        one_a_page=True,
    ),
    Format.COMPACT: Measures(
        210 * MM,
        297 * MM,
        12 * MM,
        12 * MM,
        title=13,
        section=13,
        heading=15,
        leading=1.2,
        label=64 * MM,
        code=30 * MM,
        row_space=0,
        block_space=9,
        note_lines=0,
        most_lines=3,
        is_short=True,
    ),
    Format.A5: Measures(
        148 * MM,
        210 * MM,
        12 * MM,
        12 * MM,
        title=14,
        section=13,
        heading=18,
        label=50 * MM,
        code=32 * MM,
        block_space=14,
        note_lines=3,
    ),
    # A roll of 80 mm, of which 72 are printed.
    Format.RECEIPT: Measures(
        80 * MM,
        0,
        4 * MM,
        4 * MM,
        title=14,
        section=13,
        heading=16,
        label=0,
        code=28 * MM,
        block_space=12,
        note_lines=0,
        most_lines=4,
        is_short=True,
    ),
}
_PLAIN = "de-leicht"


def measures(paper: Format, language: Language) -> Measures:
    """Plain language is set larger and wider."""
    usual = _FORMATS[paper]
    if language.code == _PLAIN:
        return replace(usual, body=max(usual.body, 14.0), leading=max(usual.leading, 1.5))
    return usual
