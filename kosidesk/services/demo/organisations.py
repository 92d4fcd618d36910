"""Invents organisations and people: names, addresses, and phones and mails that reach nobody."""

from dataclasses import dataclass
from random import Random

from kosidesk.domain.city import City, District
from kosidesk.domain.record import Value
from kosidesk.services.demo.material import Family, Material

_FIRST_NUMBER = 501
_STEP = (
    667  # no divisor in common with the number of place names, so each is used once before one comes again
)
_LEGAL_FORMS = ("e.V.", "gGmbH", "GmbH")
_PLAIN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", " ": "-", ".": None})


@dataclass(frozen=True)
class Invented:
    """An organisation, what kind it is and where it is at home."""

    family: Family
    district: District
    values: dict[str, Value]


def organisation(rng: Random, material: Material, city: City, family: Family, n: int) -> Invented:
    """The n-th one; its values are registry fields."""
    district = rng.choices(city.districts, [len(one.postcodes) for one in city.districts])[0]
    name = rng.choice(family.names).format(name=_place_name(material, n))
    label = name.casefold().translate(_PLAIN)
    values = {
        "number": str(_FIRST_NUMBER + n),
        "name": name,
        "legal_form": next((form for form in _LEGAL_FORMS if name.endswith(form)), ""),
        "description": " ".join(rng.sample(family.about, 3)),
        **address(rng, material, city, district),
        "phone": phone(rng),
        "mail": f"{label}@example.org",
        "web": f"https://www.example.org/{label}",
    }
    return Invented(family, district, values)


def address(rng: Random, material: Material, city: City, district: District) -> dict[str, Value]:
    street = rng.choice(material.street_firsts) + rng.choice(material.street_seconds)
    return {
        "street": f"{street} {rng.randint(1, 120)}",
        "postcode": rng.choice(district.postcodes),
        "town": city.name,
    }


def contact(rng: Random, material: Material) -> dict[str, Value]:
    first = rng.choice(material.first_names)
    last = (rng.choice(material.family_firsts) + rng.choice(material.family_seconds)).capitalize()
    return {
        "name": f"{first} {last}",
        "function": rng.choice(material.functions),
        "phone": phone(rng),
        "mail": f"{first}.{last}".casefold().translate(_PLAIN | {ord("."): "."}) + "@example.org",
    }


def phone(rng: Random) -> str:
    return f"0202 000-{rng.randint(1000, 9999)}"


def _place_name(material: Material, n: int) -> str:
    names = len(material.place_firsts) * len(material.place_seconds)
    first, second = divmod(n * _STEP % names, len(material.place_seconds))
    return material.place_firsts[first] + material.place_seconds[second]
