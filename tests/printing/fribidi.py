"""GNU FriBidi, an independent voice on the order of text in both directions."""

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass

_BASES = {0: 0x110, 1: 0x111, None: 0x40}
_UNSIGNED = ctypes.c_uint32
_LEVEL = ctypes.c_int8


@dataclass(frozen=True)
class Reference:
    library: ctypes.CDLL

    def classes(self, text: str) -> list[int]:
        found = (_UNSIGNED * len(text))()
        self.library.fribidi_get_bidi_types(_characters(text), len(text), found)
        return list(found)

    def levels(self, text: str, base: int | None) -> tuple[int, list[int]]:
        """The level of the paragraph, and those of its characters as they stand if all of it is one line."""
        length = len(text)
        types, brackets = (_UNSIGNED * length)(*self.classes(text)), (_UNSIGNED * length)()
        self.library.fribidi_get_bracket_types(_characters(text), length, types, brackets)
        paragraph, found = _UNSIGNED(_BASES[base]), (_LEVEL * length)()
        assert self.library.fribidi_get_par_embedding_levels_ex(
            types, brackets, length, ctypes.byref(paragraph), found
        )
        return paragraph.value & 1, list(found)

    def order(self, text: str, levels: Sequence[int], base: int) -> list[int]:
        """The places of the text from left to right, if all of it is one line."""
        length = len(text)
        types, places = (_UNSIGNED * length)(*self.classes(text)), (ctypes.c_int * length)(*range(length))
        assert self.library.fribidi_reorder_line(
            0, types, length, 0, _BASES[base], (_LEVEL * length)(*levels), None, places
        )
        return list(places)


def _characters(text: str) -> "ctypes.Array[ctypes.c_uint32]":
    return (_UNSIGNED * len(text))(*map(ord, text))
