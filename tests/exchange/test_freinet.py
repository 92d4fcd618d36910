"""The fields of Freinet's exports arrive under the names of the registry."""

from pathlib import Path

import pytest

from kosidesk.exchange.feed import Entry, Feed
from kosidesk.schema import REGISTRY, Type
from tests.exchange.parsed import every_format, parsed
from tests.feeds import TOWN, Offer, detail_xml, stock, write_feed


@pytest.fixture
def source() -> Offer:
    return stock(traps=()).offers[0]


@pytest.fixture
def clean(tmp_path: Path) -> dict[str, Entry]:
    return {feed.format: feed.entries[0] for feed in every_format(write_feed(tmp_path, traps=()))}


def test_list_names_offer_organisation_and_place(clean: dict[str, Entry], source: Offer) -> None:
    entry = clean["list_xml"]
    assert entry.number == source.number
    assert entry.offer["title"] == source.title
    assert entry.offer["open_places"] == 3
    assert entry.offer["contactable"] == 1
    assert entry.offer["summary"] == ""
    assert entry.organisation == {"name": source.organisation, "number": source.organisation_number}
    assert entry.places[0]["district"] == source.districts[0]
    assert entry.contacts == ()


def test_csv_says_what_the_list_says(tmp_path: Path) -> None:
    paths = write_feed(tmp_path, traps=())
    for listed, row in zip(parsed(paths.list_xml).entries, parsed(paths.csv).entries, strict=True):
        assert row.offer == {name: listed.offer[name] for name in row.offer}
        assert (row.number, row.organisation, row.places) == (
            listed.number,
            listed.organisation,
            listed.places,
        )


def test_details_join_both_vocabularies_of_fields(clean: dict[str, Entry], source: Offer) -> None:
    offer = clean["detail_xml"].offer
    assert offer["fields"] == tuple(source.fields)
    assert offer["target_groups"] == tuple(source.target_groups)
    assert offer["skills"] == tuple(source.skills)
    assert offer["time_text"] == source.time
    assert offer["web"] == "https://www.example.org/mitmachen"
    assert "open_places" not in offer


def test_details_name_whom_to_ask(clean: dict[str, Entry], source: Offer) -> None:
    assert clean["detail_xml"].contacts == (
        {
            "function": "Koordination",
            "phone": source.phone,
            "mobile": "",
            "mail": source.mail,
            "name": f"{source.first_name} {source.last_name}",
        },
    )


def test_map_speaks_of_nothing_it_does_not_know(clean: dict[str, Entry]) -> None:
    entry = clean["map_json"]
    assert set(entry.offer) == {"title", "fields", "target_groups", "skills"}
    assert set(entry.places[0]) == {"latitude", "longitude", "quality"}
    assert entry.organisation == {}


def test_map_and_list_agree_on_the_place(clean: dict[str, Entry]) -> None:
    assert clean["map_json"].places[0].items() <= clean["list_xml"].places[0].items()


@pytest.mark.parametrize(
    ("seconds", "day"),
    [
        ("1711839599", "2024-03-30"),  # 23:59:59 in Germany, the last second before the day of summer time
        ("1711846800", "2024-03-31"),
        ("1719783000", "2024-06-30"),  # 21:30 UTC
        ("1719786600", "2024-07-01"),  # 22:30 UTC is past midnight in summer
        ("1735684200", "2024-12-31"),  # 22:30 UTC is before midnight in winter
        ("1735687800", "2025-01-01"),
    ],
)
def test_unix_seconds_become_german_days(tmp_path: Path, seconds: str, day: str) -> None:
    made = stock(offers=1, traps=())
    made.offers[0].edited = int(seconds)
    assert parsed(made.write(tmp_path).list_xml).entries[0].offer["edited_on"] == day


def test_single_line_break_in_a_title_is_a_blank(tmp_path: Path) -> None:
    made = stock(offers=1, traps=())
    made.offers[0].title = "Vorlesen\n  für\tKinder"
    assert parsed(made.write(tmp_path).list_xml).entries[0].offer["title"] == "Vorlesen für Kinder"


def test_foreign_element_between_offers_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "list.xml"
    offer = "<angebot angebotsId='1'><angebotsname>A</angebotsname></angebot>"
    file.write_text(f"<angebotsliste>\n<werbung/>\n{offer}</angebotsliste>")
    feed = parsed(file)
    assert [(refused.line, refused.code) for refused in feed.refused] == [(2, "not_an_offer")]
    assert len(feed.entries) == 1


def test_map_point_without_number_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "map.json"
    file.write_text('[\n{"text": "A"},\n7,\n{"id": 5}\n]')
    feed = parsed(file)
    assert [(refused.line, refused.code) for refused in feed.refused] == [
        (2, "no_number"),
        (3, "not_an_offer"),
    ]
    assert [(entry.number, entry.line) for entry in feed.entries] == [("5", 4)]


def test_vocabulary_the_city_does_not_know_is_kept(tmp_path: Path) -> None:
    made = stock(offers=1, traps=())
    made.offers[0].fields = ["Weltraum & Raketen"]
    made.offers[0].districts = ["Atlantis"]
    offer = parsed(made.write(tmp_path).detail_xml).entries[0].offer
    assert offer["fields"] == ("Weltraum & Raketen",)
    assert offer["districts"] == ("Atlantis",)


def test_offers_on_one_line_are_counted_each(tmp_path: Path) -> None:
    made = stock(traps=["html"])
    file = made.write(tmp_path).list_xml
    file.write_text(file.read_text(encoding="utf-8").replace("\n", ""), encoding="utf-8")
    (notice,) = parsed(file).notices
    assert (notice.count, notice.lines) == (60 - 8, (1,))


def test_number_beyond_all_measure_refuses_its_offer(tmp_path: Path) -> None:
    made = stock(offers=2, traps=())
    made.offers[0].number = "1" * 40_000
    made.offers[1].skills = ["Musik"] * 9_000 + ["Kochen" * 6_000]
    file = tmp_path / "detail.xml"
    file.write_text(detail_xml(made), encoding="utf-8")
    feed = parsed(file)
    assert [refused.code for refused in feed.refused] == ["text_too_long"] * 2
    assert all(refused.number for refused in feed.refused)


_PLAIN: dict[Type, type | tuple[type, ...]] = {
    Type.TEXT: str,
    Type.INTEGER: (int, type(None)),
    Type.REAL: (float, type(None)),
    Type.BOOLEAN: (bool, type(None)),
    Type.DATE: (str, type(None)),
    Type.TEXTS: tuple,
}


def test_every_value_fits_its_field(tmp_path: Path) -> None:
    feeds: tuple[Feed, ...] = every_format(write_feed(tmp_path))
    for entry in (entry for feed in feeds for entry in feed.entries):
        parts = [("offer", entry.offer), ("organisation", entry.organisation)]
        parts += [("place", place) for place in entry.places] + [
            ("contact", contact) for contact in entry.contacts
        ]
        for kind, values in parts:
            for name, value in values.items():
                assert isinstance(value, _PLAIN[REGISTRY[kind].field(name).type]), (kind, name, value)


def test_town_without_a_name_judges_nothing(tmp_path: Path) -> None:
    paths = write_feed(tmp_path, traps=["town_misspelt"])
    feed = parsed(paths.list_xml, town=type(TOWN)())
    assert feed.notices == ()
    assert feed.entries[9].places[0]["town"] == "Wuppertall"
