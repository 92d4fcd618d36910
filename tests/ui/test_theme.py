"""The look can be read by everyone, in every palette."""

import re
from collections.abc import Iterable
from dataclasses import fields
from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from kosidesk.paths import RESOURCES
from kosidesk.settings import CONTRAST, DARK, LIGHT, Settings
from kosidesk.ui import theme
from kosidesk.ui.theme import PALETTES, Colours, Look

PALETTE_NAMES = (LIGHT, DARK, CONTRAST)
GROUNDS = {"surface", "raised", "chosen"}
LINES = {"edge", "line"}
INVERTED = {"on_accent": {"accent"}}
WORDS = {field.name for field in fields(Colours)} - GROUNDS - LINES - INVERTED.keys() - {"drawn"}
"""A new token is taken for one of words on every ground until it is told here what else it is."""

LEAST = {LIGHT: 4.5, DARK: 4.5, CONTRAST: 7.0}
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = QColor(colour).getRgbF()[:3]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def too_weak(colours: Colours, words: Iterable[str], grounds: Iterable[str], least: float) -> list[str]:
    pairs = product(words, grounds)
    found = {f"{w} on {g}": contrast(getattr(colours, w), getattr(colours, g)) for w, g in pairs}
    return [f"{pair}: {ratio:.2f}" for pair, ratio in found.items() if ratio < least]


@pytest.mark.parametrize("palette", PALETTE_NAMES)
def test_words_stand_out_from_every_ground(palette: str) -> None:
    assert too_weak(PALETTES[palette], sorted(WORDS), sorted(GROUNDS), LEAST[palette]) == []
    for word, grounds in INVERTED.items():
        assert too_weak(PALETTES[palette], (word,), grounds, LEAST[palette]) == []


def test_no_rule_puts_words_on_a_ground_that_is_not_measured() -> None:
    """Where a rule names only one of the two, the other is that of all it may stand on."""
    for colour, ground in worn_pairs():
        assert colour in WORDS | INVERTED.keys(), colour
        if ground:
            assert ground in INVERTED.get(colour, GROUNDS), f"{colour} on {ground}"


def worn_pairs() -> set[tuple[str, str]]:
    """Tokens of words with that of their ground, "" where the rule does not say it."""
    sheet = re.sub(r"/\*.*?\*/", "", (RESOURCES / "kosidesk.qss").read_text("utf-8"), flags=re.DOTALL)
    bodies = [body for _selector, body in _RULE.findall(sheet)]
    pairs = {(named(body, "color"), named(body, "background")) for body in bodies}
    pairs |= {(named(body, "selection-color"), named(body, "selection-background-color")) for body in bodies}
    pairs |= {(named(body, "placeholder-text-color"), named(body, "background")) for body in bodies}
    return {(colour, ground) for colour, ground in pairs if colour}


def named(body: str, property_name: str) -> str:
    """The token a rule gives to a property."""
    found = re.search(rf"(?<![\w-]){property_name}: \$(\w+)", body)
    return found[1] if found else ""


@pytest.mark.parametrize("palette", PALETTE_NAMES)
def test_edges_of_controls_and_the_focus_can_be_seen(palette: str) -> None:
    assert too_weak(PALETTES[palette], ("edge", "accent"), sorted(GROUNDS), 3.0) == []


def test_the_contrast_test_knows_the_extremes() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("palette", PALETTE_NAMES)
@pytest.mark.parametrize("factor", [1.0, 1.5])
def test_the_style_sheet_is_filled_without_a_rest(palette: str, factor: float) -> None:
    sheet = theme.style_sheet(Look(PALETTES[palette], factor))
    assert "$" not in sheet
    named = {getattr(PALETTES[palette], field.name).lower() for field in fields(Colours)}
    assert {colour.lower() for colour in re.findall(r"#[0-9A-Fa-f]{6}", sheet)} <= named


def test_body_text_reaches_18_points(qapp: QApplication) -> None:
    theme.wear(qapp, Settings(text_size=1.5))
    assert qapp.font().pointSizeF() == 18
    theme.wear(qapp, Settings())
    assert qapp.font().pointSizeF() == 12


def test_painters_see_what_the_window_wears(qapp: QApplication) -> None:
    theme.wear(qapp, Settings(theme=DARK, text_size=1.3))
    assert theme.look() == Look(theme.DARK, 1.3)
    theme.wear(qapp, Settings())


def test_nothing_moves_for_those_who_want_it_so(qapp: QApplication) -> None:
    moving, anything = Qt.UIEffect.UI_AnimateCombo, Qt.UIEffect.UI_General
    before = qapp.isEffectEnabled(anything)
    qapp.setEffectEnabled(anything, True)  # noqa: FBT003 - Qt's own
    theme.wear(qapp, Settings(reduced_motion=True))
    assert not qapp.isEffectEnabled(moving)
    theme.wear(qapp, Settings())
    assert qapp.isEffectEnabled(moving)
    qapp.setEffectEnabled(anything, before)


def test_the_shipped_family_is_used(qapp: QApplication) -> None:
    theme.load_fonts()
    assert theme.look().font(theme.BODY).family() == "Noto Sans"
    assert theme.look().font(theme.BODY).exactMatch()
