"""What staff wrote in the reader's language stands on sheets of that language, and on no other."""

from pathlib import Path

import pytest

from kosidesk.services import sheets
from kosidesk.services.sheets import Choices
from kosidesk.services.translations import translate
from tests.desks import make_desk, offer


@pytest.mark.parametrize(("language", "is_there"), [("tr", True), ("pl", False), ("de", False)])
def test_a_sheet_shows_the_translation_in_its_own_language(
    tmp_path: Path, language: str, *, is_there: bool
) -> None:
    desk = make_desk(tmp_path)
    record = offer(desk, "Vorlesen", number="12", description="Wir lesen Kindern vor.")
    translate(desk, record.id, "tr", "Çocuklara kitap okuyoruz.")

    text = " ".join(one.text for one in sheets.of_offers(desk, ["12"], Choices(language=language)).text)

    desk.database.close()
    assert ("Çocuklara kitap okuyoruz." in text) is is_there
    assert "Wir lesen Kindern vor." in text
