"""City folders: the shipped ones are whole, a broken one names every fault."""

import re
import shutil
from collections import Counter
from datetime import date
from math import cos, hypot, radians
from pathlib import Path

import pytest

from kosidesk import paths
from kosidesk.domain.city import FIELDS, SDGS, TARGET_GROUPS, unknown
from kosidesk.domain.client import PURPOSES
from kosidesk.domain.errors import Invalid, NotFound
from kosidesk.domain.fault import Fault
from kosidesk.services.cities import cities, load, load_or_bare, usual_theses

TODAY = date(2026, 11, 21)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A city folder of the user's own."""
    return Path(shutil.copytree(paths.RESOURCES / "cities" / "musterstadt", tmp_path / "unsere-stadt"))


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def faults(folder: Path) -> tuple[Fault, ...]:
    with pytest.raises(Invalid) as caught:
        load(folder)
    return tuple(caught.value.facts[0])  # type: ignore[call-overload]


def test_two_cities_come_with_the_program() -> None:
    assert cities() == ("musterstadt", "wuppertal")


@pytest.mark.parametrize("name", cities())
def test_a_shipped_city_is_whole(name: str) -> None:
    city = load(name)

    assert city.key == city.agency.city == name
    assert city.source.startswith("freinet:")
    assert all(
        getattr(city.agency, text)
        for text in ("name", "hours", "greeting", "next_steps", "privacy", "footer")
    )
    assert all(figure.text and figure.as_of <= TODAY for figure in city.figures)


@pytest.mark.parametrize("name", cities())
def test_a_shipped_city_names_nobody_real(name: str) -> None:
    agency = load(name).agency

    assert agency.mail.endswith("@example.org")
    assert re.fullmatch(r"0202 000-\d+", agency.phone)


def test_wuppertal_has_its_districts_and_words() -> None:
    city = load("wuppertal")

    sizes = {facet: len(words) for facet, words in city.words.items()}
    assert sizes == {FIELDS: 18, TARGET_GROUPS: 13, SDGS: 17}
    assert [district.code for district in city.districts] == list("0123456789")
    assert unknown(city, FIELDS, ["Kinder und Jugend", "Raumfahrt"]) == ("Raumfahrt",)


def test_districts_lie_within_their_city() -> None:
    for name in cities():
        city = load(name)
        for district in city.districts:
            north = (district.latitude - city.centre_latitude) * 111.2
            east = (district.longitude - city.centre_longitude) * 111.2 * cos(radians(city.centre_latitude))
            assert hypot(north, east) < city.radius_km


def test_a_users_own_folder_is_a_city_like_any_other(own: Path) -> None:
    change(own / "city.toml", 'name = "Musterstadt"', 'name = "Unsere Stadt"')

    city = load(own)

    assert (city.key, city.name, city.agency.city) == ("unsere-stadt", "Unsere Stadt", "unsere-stadt")


def test_a_city_nobody_has_described_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound) as caught:
        load(tmp_path / "atlantis")

    assert caught.value.facts == ("city", str(tmp_path / "atlantis"))


def test_what_nobody_can_look_at_is_not_found_and_keeps_no_desk_shut() -> None:
    with pytest.raises(NotFound):
        load("w" * 300)
    assert load_or_bare("w" * 300).folder is None


def test_every_fault_of_a_folder_is_told_at_once(own: Path) -> None:
    change(own / "city.toml", "radius_km = 6.0", "radius_km = 0.0")
    change(own / "city.toml", "latitude = 50.51", "latitude = 500.51")
    change(own / "city.toml", '"Stadtmitte"', '"Mühlenviertel"')
    change(own / "words.toml", 'code = "natur"', 'code = "menschen"')
    change(own / "agency.toml", 'phone = "0202 000-200"', "phone = 202")
    (own / "figures.toml").write_bytes("text = 'Führungszeugnis'".encode("latin-1"))
    (own / "logo.svg").unlink()

    told = Counter((fault.field, fault.code) for fault in faults(own))

    assert told == Counter(
        [
            ("agency.toml", "malformed"),
            ("figures.toml", "unreadable"),
            ("logo.svg", "missing"),
            ("city.toml: Mühlenviertel", "out_of_range"),
            ("city.toml: radius_km", "out_of_range"),
            ("city.toml: districts", "duplicate"),
            ("words.toml: fields", "duplicate"),
        ]
    )


def test_a_folder_without_its_files_says_which(own: Path) -> None:
    for file in own.iterdir():
        file.unlink()

    assert {fault.field for fault in faults(own)} == {
        "agency.toml", "city.toml", "figures.toml", "logo.svg", "words.toml",
    }  # fmt: skip


def test_a_malformed_file_says_where(own: Path) -> None:
    change(own / "words.toml", 'label = "Natur"', "label = 7")

    (fault,) = faults(own)

    assert fault.field == "words.toml"
    assert "fields[1].label" in fault.given


CONSENTS = """
[[consents]]
purpose = "store"
version = "eigene 1"
as_of = 2026-01-01
text = "Ich bin einverstanden."
"""


def test_a_folder_may_ask_for_consent_in_words_of_its_own(own: Path) -> None:
    texts = "".join(CONSENTS.replace("store", purpose) for purpose in PURPOSES)
    (own / "consents.toml").write_text(texts, "utf-8")

    assert [one.version for one in load(own).consents] == ["eigene 1"] * 3
    assert load("musterstadt").consents == ()


def test_consents_that_are_missing_double_or_for_nothing_known_are_told(own: Path) -> None:
    texts = CONSENTS * 2 + CONSENTS.replace("store", "pass_on") + CONSENTS.replace("store", "sell")
    (own / "consents.toml").write_text(texts, "utf-8")

    assert set(faults(own)) == {
        Fault("consents.toml: contact_me", "missing"),
        Fault("consents.toml", "malformed", "sell"),
        Fault("consents.toml", "duplicate", "store eigene 1"),
    }


THESES = """
[[theses]]
code = "outdoors"
text = "Ich möchte draußen anpacken."
agree = { fields = ["Natur"], when = ["weekend"], remote = false }
refuse = { without_fields = ["Natur"], hours_a_week = 2 }
weight = 3
"""


def test_the_usual_statements_are_eighteen_in_the_words_of_a_shipped_city() -> None:
    city, theses = load("wuppertal"), usual_theses()

    assert len(theses) == 18
    assert not city.theses
    for said in (wish for thesis in theses for wish in (thesis.agree, thesis.refuse)):
        assert not unknown(city, FIELDS, (*said.fields, *said.without_fields))
        assert not unknown(city, TARGET_GROUPS, (*said.target_groups, *said.without_target_groups))
    assert max(len(thesis.text.split()) for thesis in theses) <= 13


def test_a_city_may_have_statements_of_its_own(own: Path) -> None:
    (own / "theses.toml").write_text(THESES, "utf-8")

    (thesis,) = load(own).theses

    assert (thesis.agree.fields, thesis.agree.week, thesis.agree.remote) == (
        ("Natur",),
        0b111111 << 15,
        False,
    )
    assert (thesis.refuse.without_fields, thesis.refuse.hours_a_week) == (("Natur",), 2)
    assert thesis.weight == 3


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("weekend", "sundays", ("theses.toml: outdoors: when", "malformed")),
        ("fields = [", "feilds = [", ("theses.toml", "malformed")),
        ("weight = 3", "weight = 0", ("theses.toml", "malformed")),
        ("weight = 3", THESES, ("theses.toml", "duplicate")),
    ],
)
def test_statements_nobody_could_understand_are_refused(
    own: Path, old: str, new: str, told: tuple[str, str]
) -> None:
    (own / "theses.toml").write_text(THESES.replace(old, new), "utf-8")

    (fault,) = faults(own)

    assert (fault.field, fault.code) == told
