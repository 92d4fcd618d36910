"""An address with coordinates that an open-data portal wrote into one cell as a Python or JSON dict.

Socrata's location type: `{'longitude': …, 'latitude': …, 'human_address': '{"address": …, "city": …,
"zip": …}'}`.
"""

import ast
import json
from collections.abc import Mapping

from kosidesk.exchange.notices import DICT_UNCLEAR, PYTHON_DICT, Spot

_LONGEST = 2_000
_PLACE = {"latitude": "latitude", "longitude": "longitude"}
_ADDRESS = {"address": "street", "city": "town", "zip": "postcode"}


def locality(cell: str, spot: Spot) -> dict[str, str]:
    """Some of street, town, postcode, latitude and longitude, as texts."""
    if not cell:
        return {}
    said = _dict(cell)
    if said is None:
        spot.note(DICT_UNCLEAR, cell)
        return {}
    spot.note(PYTHON_DICT, cell)
    address = said.get("human_address")
    inner = _dict(address) if isinstance(address, str) else address
    place = _texts(said, _PLACE) | _texts(said, _ADDRESS)
    return place | (_texts(inner, _ADDRESS) if isinstance(inner, Mapping) else {})


def _dict(cell: str) -> Mapping[object, object] | None:
    """Literals only: nothing in the cell is ever called."""
    if len(cell) > _LONGEST or not cell.lstrip().startswith("{"):
        return None
    try:
        said = json.loads(cell)
    except (ValueError, RecursionError):
        said = _literal(cell)
    return said if isinstance(said, Mapping) else None


def _literal(cell: str) -> object:
    try:
        return ast.literal_eval(cell.strip())
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return None


def _texts(said: Mapping[object, object], names: Mapping[str, str]) -> dict[str, str]:
    return {
        field: str(said[name])
        for name, field in names.items()
        if isinstance(said.get(name), str | int | float) and str(said[name]).strip()
    }
