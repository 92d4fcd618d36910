"""The agency's logo on paper: drawn small and clean, or left out with a reason; never waited for."""

import logging
import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from kosidesk.exchange import logos as drawing
from kosidesk.services import logos
from kosidesk.services.cities import load
from tests.services.city_folders import own_city

SVG = 'xmlns="http://www.w3.org/2000/svg"'
DARK = '<path d="M0 0h40v20H0z" fill="#123456"/>'


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A city folder without a logo."""
    folder = own_city(tmp_path)
    (folder / "logo.svg").unlink()
    return folder


def with_svg(folder: Path, inside: str, attributes: str = 'viewBox="0 0 40 20"', before: str = "") -> Path:
    (folder / "logo.svg").write_text(f"{before}<svg {SVG} {attributes}>{inside}</svg>", "utf-8")
    return folder


def with_png(folder: Path, image: Image.Image) -> Path:
    image.save(folder / "logo.png")
    return folder


def drawn(folder: Path) -> Image.Image:
    found = logos.logo(load(folder), "Zentrum")
    assert found is not None
    return Image.open(BytesIO(found.png))


def faults(folder: Path) -> list[tuple[str, str]]:
    return [(fault.field, fault.code) for fault in logos.faults(load(folder))]


# Drawn


@pytest.mark.parametrize(
    ("name", "says"),
    [("musterstadt", "Ein Haus mit offener Tür"), ("wuppertal", "Zwei Menschen reichen sich die Hand")],
)
def test_a_shipped_logo_is_drawn_and_says_what_it_shows(name: str, says: str) -> None:
    found = logos.logo(load(name), "Zentrum")

    assert found is not None
    assert found.alternative == says
    with Image.open(BytesIO(found.png)) as image:
        assert (image.format, image.mode, image.size) == ("PNG", "RGB", (logos.PIXELS, logos.PIXELS))


def test_a_logo_keeps_its_proportions_and_stands_on_white(own: Path) -> None:
    image = drawn(with_svg(own, '<path d="M0 0h20v20H0z" fill="#123456"/>'))

    assert image.size == (591, 296)
    assert [image.getpixel(at) for at in ((10, 10), (580, 10))] == [(0x12, 0x34, 0x56), (255, 255, 255)]


def test_a_picture_is_made_smaller_and_never_larger(own: Path) -> None:
    assert drawn(with_png(own, Image.new("RGB", (2_000, 1_000), "navy"))).size == (591, 296)
    assert drawn(with_png(own, Image.new("L", (90, 120), 20))).size == (90, 120)


def test_what_is_transparent_becomes_white(own: Path) -> None:
    image = Image.new("RGBA", (10, 10), (0, 0, 0, 0))
    image.putpixel((0, 0), (0, 0, 0, 255))

    found = drawn(with_png(own, image))
    assert (found.mode, found.getpixel((0, 0)), found.getpixel((5, 5))) == ("RGB", (0, 0, 0), (255, 255, 255))


@pytest.mark.parametrize(
    ("inside", "attributes", "says"),
    [
        (DARK, 'viewBox="0 0 40 20" aria-label="  Ein\nBalken "', "Ein Balken"),
        (f"<title>Ein Balken</title>{DARK}", 'viewBox="0 0 40 20"', "Ein Balken"),
        (DARK, 'viewBox="0 0 40 20"', "Logo Zentrum"),
    ],
    ids=["label", "title", "nothing"],
)
def test_a_logo_is_called_what_it_says_or_else_after_the_agency(
    own: Path, inside: str, attributes: str, says: str
) -> None:
    found = logos.logo(load(with_svg(own, inside, attributes)), "Zentrum")

    assert found is not None
    assert found.alternative == says


def test_the_same_logo_is_always_the_same_bytes(own: Path) -> None:
    path = with_svg(own, f'{DARK}<text y="18" font-size="9">Büro</text>') / "logo.svg"

    assert drawing.draw(path, 200) == drawing.draw(path, 200)


def test_letters_are_drawn_in_the_typeface_of_the_program(own: Path) -> None:
    text = '<text y="18" font-size="18" font-family="Whatever this machine has">Büro</text>'

    assert min(drawn(with_svg(own, text)).convert("L").tobytes()) < 50


def test_a_declaration_of_the_document_type_is_no_harm(own: Path) -> None:
    declared = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "https://www.example.org/svg11.dtd">'

    assert drawn(with_svg(own, DARK, before=declared)).width == 591


def test_a_city_without_a_logo_has_none_and_no_fault(own: Path) -> None:
    (own / "logo.png").write_bytes(b"")  # the folder itself is refused without any
    city = load(own)
    (own / "logo.png").unlink()

    assert logos.logo(city, "Zentrum") is None
    assert logos.faults(city) == ()


# Refused


BOMB = '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
FOREIGN = '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    ("inside", "before", "code"),
    [
        ("<text>&c;</text>", BOMB, "unreadable"),
        ("<text>&a;</text>", FOREIGN, "unreadable"),
        ("<g>", "", "unreadable"),
        (f'<image href="https://www.example.org/x.png"/>{DARK}', "", "external"),
        (f'<image href="file:///etc/x.png"/>{DARK}', "", "external"),
        (f'<image xlink:href="x.png" xmlns:xlink="http://www.w3.org/1999/xlink"/>{DARK}', "", "external"),
        (f'<use href="other.svg#a"/>{DARK}', "", "external"),
        (f'<script href="x.js"/>{DARK}', "", "external"),
        ("", "", "pale"),
        ('<path d="M0 0h40v20H0z" fill="#ffd"/>', "", "pale"),
        ("<g>" * 100_000 + "</g>" * 100_000, "", "unreadable"),
    ],
    ids=["bomb", "entity", "cut", "web", "file", "beside", "use", "script", "empty", "pale", "deep"],
)
def test_an_svg_that_is_no_harmless_logo_is_left_out_with_a_reason(
    own: Path, inside: str, before: str, code: str, expected_log: list[logging.LogRecord]
) -> None:
    with_svg(own, inside, before=before)

    assert faults(own) == [("logo.svg", code)]
    assert logos.logo(load(own), "Zentrum") is None


def test_a_script_inside_is_never_run(own: Path) -> None:
    assert drawn(with_svg(own, f"<script>while (true) {{}}</script>{DARK}")).width == 591


def png_of(width: int, height: int) -> bytes:
    """A PNG that says it is that large, and ends with its first line."""
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in (
            (b"IHDR", struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)),
            (b"IDAT", zlib.compress(bytes(width * 3 + 1))),
        )
    )


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (png_of(100_000, 100_000), "too_large"),
        (png_of(6_000, 6_000), "too_large"),
        (png_of(10, 10)[:-9], "unreadable"),
        (b"\x89PNG\r\n\x1a\n", "unreadable"),
        (b"GIF89a" + bytes(100), "unreadable"),
        (b"%PDF-1.7", "unreadable"),
        (b"", "unreadable"),
        (bytes(3 * 1024 * 1024), "too_large"),
    ],
    ids=["100,000 pixels", "6,000 pixels", "cut", "mark", "gif", "pdf", "empty", "long"],
)
def test_what_is_no_picture_is_left_out_with_a_reason(
    own: Path, said: bytes, code: str, expected_log: list[logging.LogRecord]
) -> None:
    (own / "logo.png").write_bytes(said)

    assert faults(own) == [("logo.png", code)]


def test_a_logo_that_takes_for_ever_is_given_up(
    own: Path, monkeypatch: pytest.MonkeyPatch, expected_log: list[logging.LogRecord]
) -> None:
    monkeypatch.setattr(drawing, "SECONDS", 1.5)
    with_svg(own, '<g opacity=".9"><path d="M0 0h40v20H0z"/></g>' * 5_000, 'viewBox="0 0 40 40"')

    assert faults(own) == [("logo.svg", "unreadable")]


def test_without_room_for_another_process_the_logo_is_left_out(
    own: Path, monkeypatch: pytest.MonkeyPatch, expected_log: list[logging.LogRecord]
) -> None:
    monkeypatch.setattr(drawing, "_COMMAND", (str(own / "nothing"),))
    assert faults(with_svg(own, DARK)) == [("logo.svg", "unreadable")]


def test_a_repaired_logo_is_drawn_without_a_new_start(
    own: Path, expected_log: list[logging.LogRecord]
) -> None:
    with_svg(own, "")
    assert logos.logo(load(own), "Zentrum") is None

    with_svg(own, DARK)
    assert drawn(own).width == 591
