"""Words to filter by: three states, counts that follow, and chips that say what is in force."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kosidesk.search.query import Choice
from kosidesk.settings import Settings
from kosidesk.ui.application import Application
from kosidesk.ui.kit.chip_bar import ChipBar
from kosidesk.ui.kit.filter_group import FilterGroup
from kosidesk.ui.kit.filter_row import FilterRow
from kosidesk.ui.kit.filters import Option
from kosidesk.ui.kit.fold import Fold
from kosidesk.ui.kit.layouts import column, scrolling

MANY = tuple(Option(str(n), f"Wort {n}", n) for n in range(20))


@pytest.fixture
def group(qtbot: QtBot) -> FilterGroup:
    made = FilterGroup("Zielgruppe")
    qtbot.addWidget(made)
    made.resize(260, 400)
    made.show_options((Option("k", "Kinder", 34), Option("s", "Senior*innen", 1106)))
    made.show()
    return made


def heard(signal: object) -> list[object]:
    values: list[object] = []
    signal.connect(values.append)  # type: ignore[attr-defined]
    return values


def rows(group: FilterGroup) -> dict[str, FilterRow]:
    return group._rows


def seen(group: FilterGroup) -> list[str]:
    return [code for code, row in rows(group).items() if row.isVisible()]


WANTED, UNWANTED = Choice(frozenset({"k"})), Choice(exclude=frozenset({"k"}))


@pytest.mark.parametrize(
    ("keys", "choices"),
    [
        ((Qt.Key.Key_Space,), [WANTED]),
        ((Qt.Key.Key_Minus,), [UNWANTED]),
        ((Qt.Key.Key_Delete,), [UNWANTED]),
        ((Qt.Key.Key_Space, Qt.Key.Key_Space), [WANTED, Choice()]),
        ((Qt.Key.Key_Space, Qt.Key.Key_Minus), [WANTED, UNWANTED]),
        ((Qt.Key.Key_Minus, Qt.Key.Key_Minus), [UNWANTED, Choice()]),
        ((Qt.Key.Key_Minus, Qt.Key.Key_Return), [UNWANTED, WANTED]),
    ],
)
def test_keys_look_for_a_word_and_leave_it_out(
    keys: tuple[Qt.Key, ...], choices: list[Choice], group: FilterGroup
) -> None:
    said = heard(group.changed)
    for key in keys:
        QTest.keyClick(rows(group)["k"], key)
    assert said == choices


def test_a_click_looks_for_the_word_unless_it_hits_the_minus(group: FilterGroup) -> None:
    said, row = heard(group.changed), rows(group)["k"]
    QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(150, row.height() // 2))
    QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=row.minus().center())
    assert said == [WANTED, UNWANTED]


def test_a_word_is_spoken_with_its_count_and_what_was_said_of_it(group: FilterGroup) -> None:
    row = rows(group)["k"]
    assert row.accessibleName() == "Kinder, 34 Angebote"
    group.show_choice(WANTED)
    assert row.accessibleName() == "Kinder, 34 Angebote, eingeschlossen"
    group.show_choice(UNWANTED)
    assert row.accessibleName() == "Kinder, 34 Angebote, ausgeschlossen"
    assert row.accessibleDescription() == "Zielgruppe"


def test_new_counts_leave_rows_and_keyboard_where_they_are(group: FilterGroup) -> None:
    row = rows(group)["s"]
    row.setFocus()
    group.show_options((Option("neu", "Neu", 1), Option("k", "Kinder", 0), Option("s", "Senior*innen", 1)))
    assert rows(group)["s"] is row
    assert row.accessibleName() == "Senior*innen, 1 Angebot"
    assert QApplication.focusWidget() is row
    assert [child.option.code for child in in_order(group)] == ["neu", "k", "s"]


def in_order(group: FilterGroup) -> list[FilterRow]:
    return sorted(rows(group).values(), key=lambda row: row.y())


def test_showing_a_choice_says_nothing(group: FilterGroup) -> None:
    said = heard(group.changed)
    group.show_choice(WANTED)
    assert said == []


def test_tab_comes_to_one_word_and_arrows_go_on(group: FilterGroup) -> None:
    group.show_options(MANY)
    stops = [row for row in rows(group).values() if row.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [row.option.code for row in stops] == ["0"]
    stops[0].setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_End, Qt.Key.Key_Down):
        QTest.keyClick(QApplication.focusWidget() or group, key)
    here = QApplication.focusWidget()
    assert isinstance(here, FilterRow)
    assert here.option.code == "19"
    assert here.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_of_many_words_some_can_be_looked_for_and_chosen_ones_stay(group: FilterGroup) -> None:
    group.show_options(MANY)
    group.show_choice(Choice(frozenset({"3"})))
    assert group._search.isVisible()
    group._search.setText("WORT 1")
    assert seen(group) == ["1", "3", *map(str, range(10, 20))]
    group._search.setText("")
    assert len(seen(group)) == len(MANY)


def test_of_few_words_none_needs_to_be_looked_for(group: FilterGroup) -> None:
    assert not group._search.isVisible()


@pytest.mark.parametrize("size", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("label", ["Öffentlichkeitsarbeit und Veranstaltungsorganisation", "Kinder"])
def test_a_long_word_gets_as_many_lines_as_it_needs(
    size: float, label: str, group: FilterGroup, qapp: Application
) -> None:
    qapp.use(Settings(text_size=size))
    try:
        row = FilterRow(Option("x", label, 10_000), group)
        width = int(250 * size)
        shown = "".join(row._lines(width)).replace(" ", "")
        assert shown == label.replace(" ", "")
        assert row.heightForWidth(width) >= 32 * size
        assert row.sizeHint().width() <= width
    finally:
        qapp.use(Settings())


@pytest.fixture
def bar(qtbot: QtBot) -> ChipBar:
    made = ChipBar()
    qtbot.addWidget(made)
    return made


def test_a_chip_says_what_it_would_take_away(bar: ChipBar) -> None:
    removed = heard(bar.removed)
    bar.show_chips((("Kinder", ("target", "k")), ("nicht Senioren", ("target", "s"))))
    bar._chips[1].click()
    assert removed == [("target", "s")]
    assert bar._chips[0].accessibleName() == "Filter „Kinder“ entfernen"
    bar.show_chips(())
    assert bar.isHidden()


def test_several_filters_are_taken_away_at_once(bar: ChipBar, qtbot: QtBot) -> None:
    bar.show_chips((("Kinder", 1),))
    assert bar._clear.isHidden()
    bar.show_chips((("Kinder", 1), ("Natur", 2)))
    with qtbot.waitSignal(bar.cleared):
        bar._clear.click()


def test_many_filters_leave_the_list_its_room(bar: ChipBar) -> None:
    bar.show_chips(tuple((f"Wort {n}", n) for n in range(11)))
    assert len(bar._chips) == 8
    assert bar._rest.text() == "und 3 weitere"


def _is_whole(row: FilterRow) -> bool:
    return row.visibleRegion().boundingRect() == row.rect()


def test_the_word_an_arrow_leads_to_is_in_sight(qtbot: QtBot) -> None:
    made = FilterGroup("Zielgruppe")
    area = scrolling(made)
    qtbot.addWidget(area)
    area.resize(260, 200)
    made.show_options(MANY)
    with qtbot.waitExposed(area):
        area.show()
    words = list(rows(made).values())
    for key, way in ((Qt.Key.Key_Down, words), (Qt.Key.Key_Up, words[::-1])):
        for here, there in pairwise(way):
            QTest.keyClick(here, key)
            assert _is_whole(there)


def test_what_a_person_opens_comes_into_sight(qtbot: QtBot) -> None:
    groups = [FilterGroup(f"Gruppe {n}") for n in range(9)]
    folds = [Fold(f"Gruppe {n}", group) for n, group in enumerate(groups)]
    content = QWidget()
    content.setLayout(column(*folds, None))
    area = scrolling(content)
    qtbot.addWidget(area)
    area.resize(260, 300)
    for group in groups:
        group.show_options((Option("k", "Kinder", 34), Option("s", "Senior*innen", 1106)))
    with qtbot.waitExposed(area):
        area.show()
    area.ensureWidgetVisible(folds[-1])
    QTest.keyClick(folds[-1]._head, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: _is_whole(rows(groups[-1])["s"]))
