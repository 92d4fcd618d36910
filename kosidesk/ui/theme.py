"""The look of the window: tokens, and the one place where they become Qt's palette and style sheet."""

from dataclasses import asdict, dataclass
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication

from kosidesk import settings
from kosidesk.paths import RESOURCES
from kosidesk.settings import Settings


@dataclass(frozen=True)
class Colours:
    """One palette. `line` only divides; what bounds a control is an `edge` and must be seen (3:1).

    `good`, `watch`, `old` and `stop` tell states, always together with a word or a shape. `drawn` is the
    folder of arrows and ticks, which a style sheet cannot colour.
    """

    surface: str
    raised: str
    line: str
    edge: str
    text: str
    muted: str
    accent: str
    on_accent: str
    chosen: str
    good: str
    watch: str
    old: str
    stop: str
    drawn: str = "ink"


LIGHT = Colours(
    surface="#F7F6F2",
    raised="#FFFFFF",
    line="#D9D6CC",
    edge="#827D70",
    text="#1F2428",
    muted="#55606A",
    accent="#0B5E6B",
    on_accent="#FFFFFF",
    chosen="#E3EFF0",
    good="#256D2A",
    watch="#805A00",
    old="#A8420A",
    stop="#A31621",
)
DARK = Colours(
    surface="#1E2124",
    raised="#272B2F",
    line="#3A4046",
    edge="#87919B",
    text="#F1F3F4",
    muted="#B4BDC6",
    accent="#6CC6D3",
    on_accent="#10272B",
    chosen="#2B4146",
    good="#86D391",
    watch="#E8C766",
    old="#F4AC7A",
    stop="#F7A1A1",
    drawn="chalk",
)
CONTRAST = Colours(
    surface="#FFFFFF",
    raised="#FFFFFF",
    line="#000000",
    edge="#000000",
    text="#000000",
    muted="#000000",
    accent="#0000C8",
    on_accent="#FFFFFF",
    chosen="#FFF6B3",
    good="#000000",
    watch="#000000",
    old="#000000",
    stop="#000000",
)
PALETTES = {settings.LIGHT: LIGHT, settings.DARK: DARK, settings.CONTRAST: CONTRAST}

# The only things that move in this window; where the system wants nothing to move, Qt leaves them all out.
_MOVING = (
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_FadeTooltip,
)

# Points at 100 %.
META, BODY, TITLE, SCREEN, NUMBER = 10.5, 12.0, 14.0, 18.0, 24.0

# Pixels between things, and the smallest thing to aim at.
TINY, SMALL, MEDIUM, LARGE, WIDE, HUGE = 4, 8, 12, 16, 24, 32
TARGET = 32
CORNER = 6


@dataclass(frozen=True)
class Look:
    """What a painter needs to know."""

    colours: Colours = LIGHT
    factor: float = 1.0

    def points(self, size: float) -> float:
        return size * self.factor

    def pixels(self, size: float) -> int:
        """A length that must grow with the text."""
        return round(size * self.factor)

    def font(self, size: float, *, bold: bool = False) -> QFont:
        font = QFont(QApplication.font())
        font.setPointSizeF(self.points(size))
        font.setBold(bold)
        return font


def look() -> Look:
    """The look the application wears."""
    application = QApplication.instance()
    worn = application.property("look") if application else None
    return worn if isinstance(worn, Look) else Look()


def wear(application: QApplication, chosen: Settings) -> None:
    """Puts on what the settings ask for; every open window follows."""
    worn = Look(_colours(application, chosen.theme), chosen.text_size)
    application.setProperty("look", worn)
    application.setFont(_base_font(worn))
    application.setPalette(_palette(worn.colours))
    application.setStyleSheet(style_sheet(worn))
    for effect in _MOVING:
        application.setEffectEnabled(effect, not chosen.reduced_motion)


def style_sheet(worn: Look) -> str:
    template = Template((RESOURCES / "kosidesk.qss").read_text("utf-8"))
    sizes = {"meta": META, "body": BODY, "title": TITLE, "screen": SCREEN, "number": NUMBER}
    mark = worn.pixels(LARGE)
    return template.substitute(
        asdict(worn.colours) | {"drawn": (RESOURCES / "icons" / worn.colours.drawn).as_posix()},
        **{name: f"{worn.points(size):g}pt" for name, size in sizes.items()},
        target=f"{worn.pixels(TARGET)}px",
        inner=f"{QFontMetrics(_base_font(worn)).height() + 2}px",
        mark=f"{mark}px",
        round=f"{mark // 2 + 1}px",
        dot=f"{mark - 8}px",
        corner=f"{CORNER}px",
    )


def load_fonts() -> None:
    """Adds the shipped typefaces, so that screen and sheet look alike on every system, in every script."""
    for file in sorted((RESOURCES / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))


def _base_font(worn: Look) -> QFont:
    font = QFont("Noto Sans")
    font.setPointSizeF(worn.points(BODY))
    return font


def _colours(application: QApplication, theme: str) -> Colours:
    if theme != settings.SYSTEM:
        return PALETTES[theme]
    hints = application.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return CONTRAST
    return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT


def _palette(colours: Colours) -> QPalette:
    role = QPalette.ColorRole
    roles = {
        role.Window: colours.surface,
        role.WindowText: colours.text,
        role.Base: colours.raised,
        role.AlternateBase: colours.surface,
        role.Text: colours.text,
        role.PlaceholderText: colours.muted,
        role.Button: colours.raised,
        role.ButtonText: colours.text,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.Accent: colours.accent,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent,
        role.ToolTipBase: colours.raised,
        role.ToolTipText: colours.text,
        role.Mid: colours.line,
        role.Dark: colours.edge,
    }
    palette = QPalette()
    for part, colour in roles.items():
        palette.setColor(part, QColor(colour))
    for part in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, part, QColor(colours.muted))
    return palette
