"""What an import knows of its town, from the city folder."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from math import asin, cos, radians, sin, sqrt

from kosidesk.domain.ids import normalised

_EARTH_KM = 6371.0
_NEARLY = 0.85


@dataclass(frozen=True)
class Town:
    """A town and its surroundings; the centre in WGS 84 degrees. Without a name nothing is known of it."""

    name: str = ""
    latitude: float | None = None
    longitude: float | None = None
    radius_km: float = 25.0
    districts: tuple[str, ...] = ()

    def distance_km(self, latitude: float, longitude: float) -> float:
        """From the centre, along the great circle; 0 where the centre is not known."""
        if self.latitude is None or self.longitude is None:
            return 0.0
        here, there = radians(self.latitude), radians(latitude)
        half = sin((there - here) / 2) ** 2
        half += cos(here) * cos(there) * sin(radians(longitude - self.longitude) / 2) ** 2
        return 2 * _EARTH_KM * asin(sqrt(half))

    def is_named(self, name: str) -> bool:
        return bool(self.name) and normalised(name) == normalised(self.name)

    def is_nearly_named(self, name: str) -> bool:
        """True for "Hamnburg" in Hamburg."""
        if not self.name or self.is_named(name):
            return False
        return SequenceMatcher(None, normalised(name), normalised(self.name)).ratio() >= _NEARLY

    def district(self, name: str) -> str:
        """The district as this town writes it, or "" for a name it does not know."""
        wanted = normalised(name)
        return next((known for known in self.districts if normalised(known) == wanted), "")
