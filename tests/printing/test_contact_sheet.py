"""Many pages on one picture, each in its place below its name."""

from io import BytesIO

from PIL import Image

from kosidesk.printing.contact_sheet import contact_sheet
from kosidesk.printing.preview import Page

RED, GREEN, BLUE = (255, 0, 0), (0, 255, 0), (0, 0, 255)


def page(colour: tuple[int, int, int], height: int) -> Page:
    """Forty pixels wide, with eight bytes of padding after each row."""
    return Page(40, height, 128, (bytes(colour) * 40 + b"\0" * 8) * height)


def drawn(*papers: tuple[str, Page], columns: int) -> Image.Image:
    return Image.open(BytesIO(contact_sheet(papers, columns))).convert("RGB")


def corners(picture: Image.Image, colour: tuple[int, int, int]) -> tuple[int, int, int, int]:
    """The box of all pixels of a colour."""
    places = [
        (x, y)
        for x in range(picture.width)
        for y in range(picture.height)
        if picture.getpixel((x, y)) == colour
    ]
    xs, ys = zip(*places, strict=True)
    return min(xs), min(ys), max(xs) + 1, max(ys) + 1


def test_pages_stand_beside_and_below_each_other_and_never_overlap() -> None:
    picture = drawn(("a", page(RED, 60)), ("b", page(GREEN, 30)), ("c", page(BLUE, 50)), columns=2)
    red, green, blue = (corners(picture, colour) for colour in (RED, GREEN, BLUE))
    assert [(x2 - x1, y2 - y1) for x1, y1, x2, y2 in (red, green, blue)] == [(40, 60), (40, 30), (40, 50)]
    assert red[1] == green[1]
    assert red[2] < green[0]
    assert red[0] == blue[0]
    assert red[3] < blue[1]


def test_a_caption_stands_above_its_page() -> None:
    plain, named = (drawn((caption, page(RED, 30)), columns=1) for caption in ("", "a4 · de"))
    assert plain.size == named.size
    _left, top, _right, _bottom = corners(named, RED)
    area = (0, 0, named.width, top)
    assert plain.crop(area).tobytes() != named.crop(area).tobytes()
    assert plain.crop((0, top, *plain.size)).tobytes() == named.crop((0, top, *named.size)).tobytes()
