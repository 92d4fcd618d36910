"""Each input gives back what it was shown, and what was typed even if it makes no sense."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kosidesk.domain.ids import RecordId
from kosidesk.domain.record import Value
from kosidesk.schema import REGISTRY, Type
from kosidesk.services.bundles import Named
from kosidesk.ui.editing.pages import PAGES, PARTS
from kosidesk.ui.inputs.fields import make_input
from kosidesk.ui.inputs.organisation import OrganisationInput
from kosidesk.ui.inputs.plain import DayInput, FractionInput, NumberInput, WeekInput
from kosidesk.ui.inputs.sets import SetInput
from tests.ui.looks import nameless

SAMPLES: dict[Type, tuple[Value, ...]] = {
    Type.TEXT: ("", "Wort & Tat", "Straße 7 <b>"),
    Type.INTEGER: (None, 0, 12),
    Type.REAL: (None, 2.5, 12.0),
    Type.BOOLEAN: (None, True, False),
    Type.DATE: (None, "2026-11-21"),
    Type.TEXTS: ((), ("Wort", "Zweites Wort")),
}
FIELDS = [
    (kind, name)
    for kind, page in (*PAGES.items(), *PARTS.items())
    for part in page
    for name in part.fields
    if not REGISTRY[kind].field(name).refers_to
]


def no_words(_facet: str) -> tuple[str, ...]:
    return ()


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.mark.parametrize(("kind", "name"), FIELDS)
def test_an_input_gives_back_what_it_was_shown(kind: str, name: str, parent: QWidget) -> None:
    for sample in SAMPLES[REGISTRY[kind].field(name).type]:
        made = make_input(kind, name, no_words, parent)
        made.show_value(sample)  # type: ignore[attr-defined]
        assert (made.value() or None) == (sample or None)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        (DayInput, "3.4.2026", "2026-04-03"),
        (DayInput, "03.04.26", "2026-04-03"),
        (DayInput, "morgen", "morgen"),
        (DayInput, "31.02.2026", "31.02.2026"),
        (NumberInput, " 12 ", 12),
        (NumberInput, "ein paar", "ein paar"),
        (NumberInput, "-3", "-3"),
        (FractionInput, "2,5", 2.5),
        (FractionInput, "2.5", 2.5),
        (FractionInput, "wenig", "wenig"),
    ],
)
def test_what_is_typed_becomes_a_value_or_stays_as_it_is(
    kind: type[DayInput], typed: str, value: Value, qtbot: QtBot, parent: QWidget
) -> None:
    field = kind(parent)
    qtbot.keyClicks(field, typed)
    assert field.value() == value


def test_enter_takes_a_word_over_and_the_vocabulary_spells_it(qtbot: QtBot, parent: QWidget) -> None:
    words = SetInput(("Kinder", "Jugendliche"), parent)
    qtbot.keyClicks(words._line, "kinder")
    qtbot.keyClick(words._line, Qt.Key.Key_Return)
    qtbot.keyClicks(words._line, "Robben,")
    assert words.value() == ("Kinder", "Robben")
    qtbot.waitUntil(lambda: words._line.text() == "")


@pytest.mark.parametrize("keys", [(Qt.Key.Key_Down, Qt.Key.Key_Return), (Qt.Key.Key_Down, Qt.Key.Key_Tab)])
def test_a_suggestion_is_taken_by_arrow_and_enter(
    keys: tuple[Qt.Key, ...], qtbot: QtBot, parent: QWidget
) -> None:
    words = SetInput(("Kinder", "Jugendliche"), parent)
    words.show()
    words.setFocus()
    qtbot.keyClicks(words._line, "jug")
    popup = words._line.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    for key in keys:
        qtbot.keyClick(popup, key)
    assert words.value() == ("Jugendliche",)
    assert not popup.isVisible()


def test_a_word_not_taken_over_yet_counts_as_typed(qtbot: QtBot, parent: QWidget) -> None:
    words = SetInput((), parent)
    qtbot.keyClicks(words._line, "Kinder")
    assert words.value() == ("Kinder",)


def test_a_chip_takes_its_word_away(qtbot: QtBot, parent: QWidget) -> None:
    words = SetInput((), parent)
    words.show_value(("Kinder", "Tiere"))
    with qtbot.waitSignal(words.changed):
        words._chips[0].click()
    assert words.value() == ("Tiere",)


def test_arrow_keys_walk_over_the_week_and_space_marks(qtbot: QtBot, parent: QWidget) -> None:
    week = WeekInput(parent)
    parent.show()
    week.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Down):
        qtbot.keyClick(parent.window().focusWidget() or week, key)
    qtbot.keyClick(parent.window().focusWidget() or week, Qt.Key.Key_Space)
    assert week.value() == 1 << 4  # Tuesday afternoon


def test_an_organisation_is_chosen_by_its_whole_name_only(qtbot: QtBot, parent: QWidget) -> None:
    field = OrganisationInput(parent)
    field.show_choices((Named(RecordId("1"), "Talblick e.V."), Named(RecordId("2"), "Ahornhof")))
    qtbot.keyClicks(field._line, "talblick")
    assert field.value() == ""
    qtbot.keyClicks(field._line, " e.v.")
    assert field.value() == "1"


def test_a_name_only_one_bears_needs_no_town(qtbot: QtBot, parent: QWidget) -> None:
    field = OrganisationInput(parent)
    towns = (("1", "Ahornhof", "Wuppertal"), ("2", "Talblick", "Solingen"), ("3", "Talblick", "Wuppertal"))
    field.show_choices([Named(RecordId(id_), f"{name}, {town}", name) for id_, name, town in towns])
    qtbot.keyClicks(field._line, "ahornhof")
    assert field.value() == "1"
    qtbot.keyClick(field._line, Qt.Key.Key_Return)
    assert field._line.text() == "Ahornhof, Wuppertal"
    field._line.clear()
    qtbot.keyClicks(field._line, "talblick")
    assert field.value() == ""
    qtbot.keyClicks(field._line, ", solingen")
    assert field.value() == "2"


def test_a_few_names_are_suggested_those_that_begin_so_first(qtbot: QtBot, parent: QWidget) -> None:
    field = OrganisationInput(parent)
    field.show_choices([Named(RecordId(str(n)), f"{n:02} Haus am Bach") for n in range(30)])
    parent.show()
    qtbot.keyClicks(field._line, "haus")
    assert len(popup(field)) == 12
    field.show_choices(
        [*(Named(RecordId(n), f"Am Haus {n}") for n in "12"), Named(RecordId("3"), "Haus Süd")]
    )
    field._line.clear()
    qtbot.keyClicks(field._line, "haus")
    assert popup(field) == ["Haus Süd", "Am Haus 1", "Am Haus 2"]
    qtbot.keyClick(field._line.completer().popup(), Qt.Key.Key_Down)
    qtbot.keyClick(field._line.completer().popup(), Qt.Key.Key_Return)
    assert field.value() == "3"


def popup(field: OrganisationInput) -> list[str]:
    view = field._line.completer().popup()
    assert view.isVisible()
    return [view.model().index(row, 0).data() for row in range(view.model().rowCount())]


def test_a_name_nobody_has_can_be_made_an_organisation(qtbot: QtBot, parent: QWidget) -> None:
    field = OrganisationInput(parent)
    field.show_choices((Named(RecordId("2"), "Ahornhof"),))
    qtbot.keyClicks(field._line, "Neue  Stelle")
    assert not field._make.isHidden()
    with qtbot.waitSignal(field.make_wanted) as wanted:
        field._make.click()
    assert wanted.args == ["Neue Stelle"]


def test_the_parts_of_an_input_say_its_name(qtbot: QtBot, parent: QWidget) -> None:
    for field in (SetInput((), parent), OrganisationInput(parent), WeekInput(parent)):
        field.setAccessibleName("Aufgaben")
    parent.show()
    assert nameless(parent) == []
