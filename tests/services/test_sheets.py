"""The sheet speaks its own language."""

from pathlib import Path

from kosidesk import i18n
from kosidesk.printing import preview
from kosidesk.services import sheets
from tests.desks import make_desk, offer


def test_the_sheet_of_an_english_window_is_german_down_to_its_days(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    offer(desk, "Vorlesen", number="12", documents=("Erweitertes Führungszeugnis",))
    german = sheets.of_offers(desk, ["12"])
    i18n.use("en")
    try:
        in_english_window = sheets.of_offers(desk, ["12"])
    finally:
        i18n.use(i18n.GERMAN)
        desk.database.close()
    assert in_english_window == german
    # "(Stand 21.11.2026)" after the city's text on a document.
    assert "(Stand " in "".join(preview.page_texts(german))
