"""Fonts of one document: the glyphs it uses, each with the signs it stands for (ISO 32000-1, 9.7, 9.10.3)."""

import hashlib
import struct
from collections.abc import Iterator
from functools import cache

import uharfbuzz as hb

from kosidesk.printing.faces import Face, face
from kosidesk.printing.pdf.objects import File, array, dictionary, name, number, ref, stream
from kosidesk.printing.shaping import Glyph, Shaped

# Copied text must not lose count of its glyphs: a part of a letter that says nothing is a joint of no width.
_SILENT = "\u200b"
_ROWS = 100  # a CMap section holds no more
# The text is shaped already, and the file says the rest itself.
_UNUSED = ("GSUB", "GPOS", "GDEF", "name", "STAT", "DSIG", "cmap", "post", "OS/2")


class Font:
    """One face as the document uses it; codes are given in the order of first use.

    A code stands for a glyph and its meaning: the same glyph may mean different signs in different words.
    """

    def __init__(self, used: Face, key: str) -> None:
        self.face, self.key = used, key
        self._codes: dict[tuple[int, str], int] = {}

    def code(self, glyph: Glyph) -> int:
        return self._codes.setdefault((glyph.id, glyph.text or _SILENT), len(self._codes) + 1)

    def advance(self, glyph: int) -> float:
        """In thousandths of an em, as the file will say it."""
        return _advance(self.face, glyph)

    def write(self, file: File) -> int:
        glyphs = [glyph for glyph, _said in self._codes]
        tag = _subset_name(self.face.name, glyphs)
        program = file.add(stream(_subset(self.face, frozenset(glyphs))))
        described = file.add(_descriptor(self.face, tag, program))
        # Code 0 is .notdef.
        to_glyph = struct.pack(f">{len(glyphs) + 1}H", 0, *glyphs)
        descendant = {
            "Type": b"/Font",
            "Subtype": b"/CIDFontType2",
            "BaseFont": name(tag),
            "CIDSystemInfo": b"<</Registry (Adobe) /Ordering (Identity) /Supplement 0>>",
            "FontDescriptor": ref(described),
            "CIDToGIDMap": ref(file.add(stream(to_glyph))),
            "W": b"[1 " + array([number(self.advance(glyph)) for glyph in glyphs]) + b"]",
        }
        font = {
            "Type": b"/Font",
            "Subtype": b"/Type0",
            "BaseFont": name(tag),
            "Encoding": b"/Identity-H",
            "DescendantFonts": array([ref(file.add(dictionary(descendant)))]),
            "ToUnicode": ref(file.add(stream(_to_unicode([said for _glyph, said in self._codes])))),
        }
        return file.add(dictionary(font))


class Fonts:
    """The fonts of one document."""

    def __init__(self) -> None:
        self._fonts: dict[str, Font] = {}
        self._shown: dict[Shaped, bytes] = {}

    def font(self, face_name: str) -> Font:
        found = self._fonts.get(face_name)
        if found is None:
            found = self._fonts[face_name] = Font(face(face_name), f"F{len(self._fonts) + 1}")
        return found

    def shown(self, shaped: Shaped) -> bytes:
        """The operators that show glyphs in a face of one unit an em, and leave the pen behind the last."""
        found = self._shown.get(shaped)
        if found is None:
            found = self._shown[shaped] = _show(self.font(shaped.face), shaped)
        return found

    def write(self, file: File) -> bytes:
        """The dictionary of all fonts by their names in the pages."""
        return dictionary({font.key: ref(font.write(file)) for font in self._fonts.values()})


def _show(font: Font, shaped: Shaped) -> bytes:
    """Each glyph in the order of reading: programs copy and read aloud in the order of drawing."""
    out: list[bytes] = []
    codes, pen = "", 0.0
    for glyph in shaped.glyphs:
        move = round(pen - glyph.x, 2)
        if codes and (move or glyph.y):
            out.append(f"<{codes}>".encode())
            codes = ""
        if move:
            out.append(number(move))
        code = f"{font.code(glyph):04X}"
        if glyph.y:
            # A mark above or below its letter: the text matrix scales the rise as it scales the glyphs.
            out.append(b"] TJ %s Ts [<%s>] TJ 0 Ts [" % (number(glyph.y / 1000), code.encode()))
        else:
            codes += code
        pen = glyph.x + font.advance(glyph.id)
    if codes:
        out.append(f"<{codes}>".encode())
    if move := round(pen - shaped.width * 1000, 2):
        out.append(number(move))
    return b"[" + b" ".join(out) + b"] TJ"


@cache
def _advance(used: Face, glyph: int) -> float:
    return float(used.font.get_glyph_h_advance(glyph)) * 1000 / used.em


def _subset(used: Face, glyphs: frozenset[int]) -> bytes:
    """The font with these glyphs only; they keep their numbers, so nothing depends on the order of use."""
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(glyphs)
    wanted.drop_table_tag_set.update(int.from_bytes(table.encode(), "big") for table in _UNUSED)
    wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    return bytes(hb.subset(used.face, wanted).blob.data)


def _subset_name(face_name: str, glyphs: list[int]) -> str:
    """Six letters before the name say that it is a subset (9.6.4), and which."""
    digest = hashlib.blake2b(repr(sorted(glyphs)).encode(), digest_size=6).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest) + "+" + face_name


def _descriptor(used: Face, tag: str, program: int) -> bytes:
    scale = 1000 / used.em
    box = struct.unpack(">4h", used.face.reference_table("head").data[36:44])
    extents = used.font.get_font_extents("ltr")
    ascent, descent = number(extents.ascender * scale), number(extents.descender * scale)
    return dictionary(
        {
            "Type": b"/FontDescriptor",
            "FontName": name(tag),
            "Flags": b"4",
            "FontBBox": array([number(side * scale) for side in box]),
            "ItalicAngle": b"0",
            "Ascent": ascent,
            "Descent": descent,
            "CapHeight": ascent,
            "StemV": b"80",
            "FontFile2": ref(program),
        }
    )


def _to_unicode(said: list[str]) -> bytes:
    return b"\n".join(
        (
            b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            b"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
            b"/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            b"1 begincodespacerange <0000> <FFFF> endcodespacerange",
            *_sections(said),
            b"endcmap CMapName currentdict /CMap defineresource pop end end",
        )
    )


def _sections(said: list[str]) -> Iterator[bytes]:
    rows = [f"<{code:04X}> <{_utf16(meant)}>".encode() for code, meant in enumerate(said, start=1)]
    for start in range(0, len(rows), _ROWS):
        part = rows[start : start + _ROWS]
        yield b"%d beginbfchar\n%s\nendbfchar" % (len(part), b"\n".join(part))


def _utf16(said: str) -> str:
    return said.encode("utf-16-be").hex().upper()
