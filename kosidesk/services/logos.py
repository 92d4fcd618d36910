"""The agency's logo as a sheet prints it: `logo.svg` or `logo.png` of the city folder."""

import logging
from functools import lru_cache
from pathlib import Path

from kosidesk import paths
from kosidesk.domain.city import City
from kosidesk.domain.errors import Invalid
from kosidesk.domain.fault import Fault
from kosidesk.exchange import logos
from kosidesk.exchange.logos import Drawn
from kosidesk.printing.content import Logo
from kosidesk.printing.text import one_line

FILES = ("logo.svg", "logo.png")

PIXELS = 591
"""25 mm at 600 dpi, the longer side."""


def logo(city: City, agency: str) -> Logo | None:
    """Nothing where the folder has none or a broken one: a sheet is made without it."""
    match _drawn(city):
        case Drawn(png, label):
            return Logo(png, one_line(label or f"Logo {agency}"))
    return None


def faults(city: City) -> tuple[Fault, ...]:
    """Why the logo is left out, told as the faults of `cities.load`; more codes are those of `logos.draw`."""
    drawn = _drawn(city)
    return drawn if isinstance(drawn, tuple) else ()


def _drawn(city: City) -> Drawn | tuple[Fault, ...]:
    for path in (city.folder / name for name in FILES) if city.folder else ():
        if paths.is_file(path):
            return _drawn_at(path, path.stat().st_mtime_ns)
    return ()


@lru_cache(maxsize=4)
def _drawn_at(path: Path, _changed: int) -> Drawn | tuple[Fault, ...]:
    try:
        return logos.draw(path, PIXELS)
    except Invalid as refused:
        logging.getLogger(__name__).warning(
            "the logo in the city folder is broken; sheets are made without it"
        )
        return refused.faults
