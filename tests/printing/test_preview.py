"""Pages as pixels for the screen."""

from kosidesk.printing.preview import pages
from kosidesk.printing.sheet import sheet
from tests.printing.example import AGENCY, FULL, TODAY, drawn


def test_pages_come_as_wide_as_asked_and_in_the_shape_of_a4() -> None:
    shown = pages(drawn(sheet([(FULL, "")], AGENCY, TODAY)), 600)
    assert len(shown) == 2
    for page in shown:
        assert page.width in {600, 601}
        assert abs(page.height / page.width - 297 / 210) < 0.005
        assert len(page.pixels) == page.stride * page.height
        assert page.stride >= 3 * page.width


def test_a_page_is_white_with_black_ink() -> None:
    page = pages(drawn(sheet([(FULL, "")], AGENCY, TODAY)), 400)[0]
    assert page.pixels[:3] == b"\xff\xff\xff"
    assert min(page.pixels) < 40
