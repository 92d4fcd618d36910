"""Each oddity of real exports is noticed by its code, in every format that can hold it."""

from pathlib import Path

import pytest

from kosidesk.domain.offer import ANYWHERE, EXACT, OUTSIDE, TOWN, UNKNOWN
from kosidesk.domain.record import Value
from kosidesk.exchange import notices
from kosidesk.exchange.feed import DETAIL_XML, FREINET_CSV, LIST_XML, MAP_JSON, TABLE, Entry, Feed
from tests.exchange.parsed import codes, count, every_format, explained, parsed
from tests.feeds import DISTRICTS, TRAPS, stock, write_feed

_L, _D, _C, _M, _T = LIST_XML, DETAIL_XML, FREINET_CSV, MAP_JSON, TABLE
_WHERE = {
    "count_mismatch": {_L},
    "single_not_list": {_D, _M},
    "null_entry": {_M},
    "header_padded": {_T},
    "header_unclear": {_T},
    "column_empty": {_T},
    "row_width": {_C, _T},
    "coordinates_unknown": {_L, _D, _C, _M, _T},
    "coordinates_unknown_germany": {_L, _D, _C, _M, _T},
    "coordinates_town": {_L, _D, _C, _M, _T},
    "coordinates_outside": {_L, _D, _C, _M, _T},
    "town_as_district": {_L, _D, _C, _T},
    "district_in_town": {_L, _D, _C},
    "town_misspelt": {_L, _D, _C},
    "town_missing": {_L, _D, _C},
    "anywhere": {_L, _D, _C, _T},
    "all_districts": {_L, _D, _C},
    "title_long": {_L, _D, _C, _M, _T},
    "date_unknown": {_L, _C, _T},
    "number_unknown": {_L, _C, _T},
    "no_organisation": {_L, _D, _C, _T},
    "no_organisation_number": {_L, _C, _T},
    "no_open_places": {_L, _C, _T},
    "number_twice": {_L, _D, _C, _M, _T},
    "no_title": {_L, _C, _T},
    "web_unclear": {_D},
    "mail_unclear": {_D},
    "cell_padded": {_T},
    "python_dict": {_T},
    "dict_unclear": {_T},
}
_EVERYWHERE_WITH_TEXT = {_L, _D, _C, _T}


@pytest.mark.parametrize("trap", TRAPS)
def test_trap_is_named_where_it_lies(tmp_path: Path, trap: str) -> None:
    code = trap.removesuffix("_germany")
    feeds = every_format(write_feed(tmp_path, traps=[trap]))
    found = {feed.format for feed in feeds if code in codes([feed])}
    assert found == _WHERE.get(trap, _EVERYWHERE_WITH_TEXT)


def test_clean_feed_leaves_nothing_to_notice(tmp_path: Path) -> None:
    assert codes(every_format(write_feed(tmp_path, traps=()))) == set()


def test_every_code_has_its_trap() -> None:
    named = {value for name, value in vars(notices).items() if name.isupper() and isinstance(value, str)}
    elsewhere = {"no_number", "not_an_offer"}  # test_city_map, test_freinet_xml
    assert named - elsewhere == {trap.removesuffix("_germany") for trap in TRAPS}


def test_every_code_is_explained_in_the_table() -> None:
    named = {value for name, value in vars(notices).items() if name.isupper() and isinstance(value, str)}
    assert all(code in (notices.__doc__ or "") for code in named)


def test_all_traps_at_once_cost_only_the_refused_entries(tmp_path: Path) -> None:
    feed = parsed(write_feed(tmp_path).list_xml)
    assert len(feed.entries) == 60 - len(feed.refused)
    assert {refused.code for refused in feed.refused} == {"number_twice", "no_title", "text_too_long"}


def test_notice_counts_offers_and_says_where(tmp_path: Path) -> None:
    feed = parsed(write_feed(tmp_path, traps=["html"]).list_xml)
    notice = next(notice for notice in feed.notices if notice.code == "html")
    lines = (tmp_path / "list.xml").read_text().splitlines()
    assert notice.count == 60 - 8
    assert len(notice.lines) == 10
    assert all("<angebot " in lines[line - 1] for line in notice.lines)


# What becomes of the values


@pytest.mark.parametrize(
    ("trap", "quality", "kept"),
    [
        ("coordinates_unknown", UNKNOWN, False),
        ("coordinates_unknown_germany", UNKNOWN, False),
        ("coordinates_town", TOWN, False),
        ("coordinates_outside", OUTSIDE, True),
        ("anywhere", ANYWHERE, True),
        ("date_unknown", EXACT, True),
    ],
)
def test_coordinates_are_worth_what_their_quality_says(
    tmp_path: Path, trap: str, quality: str, *, kept: bool
) -> None:
    place = _changed(tmp_path, trap).places[0]
    assert place["quality"] == quality
    assert (place["latitude"] is not None) == kept


@pytest.mark.parametrize(
    ("trap", "field", "value"),
    [
        ("postcode_bad", "postcode", ""),
        ("town_misspelt", "town", "Wuppertal"),
        ("district_in_town", "town", "Wuppertal"),
        ("district_in_town", "district", "Barmen"),
        ("town_missing", "town", ""),
        ("town_as_district", "district", ""),
        ("anywhere", "district", ""),
        ("all_districts", "district", ""),
    ],
)
def test_place_is_repaired(tmp_path: Path, trap: str, field: str, value: Value) -> None:
    assert _changed(tmp_path, trap).places[0][field] == value


@pytest.mark.parametrize(
    ("trap", "field", "value"),
    [
        ("date_unknown", "edited_on", None),
        ("number_unknown", "open_places", None),
        ("no_open_places", "open_places", 0),
        ("control_signs", "description", "Verantwortung und Freude"),
        ("anywhere", "districts", ("Ortsunabhängig",)),
        ("town_as_district", "districts", ()),
        ("all_districts", "districts", DISTRICTS),
        ("district_in_town", "districts", ("Barmen",)),
    ],
)
def test_offer_is_repaired(tmp_path: Path, trap: str, field: str, value: Value) -> None:
    assert _changed(tmp_path, trap).offer[field] == value


def test_repeated_number_refuses_the_second_with_line_and_number(tmp_path: Path) -> None:
    feed = parsed(write_feed(tmp_path, traps=["number_twice"]).csv)
    assert [(refused.line, refused.given) for refused in feed.refused] == [(28, "30075")]


def test_spellings_are_counted_by_organisation(tmp_path: Path) -> None:
    feed = parsed(write_feed(tmp_path, traps=["spellings"]).list_xml)
    assert count(feed, "spellings") == 1


def test_address_in_one_cell_becomes_a_place(tmp_path: Path) -> None:
    feed = explained(write_feed(tmp_path, traps=["python_dict"]).table_csv)
    place = feed.entries[31].places[0]
    assert (place["street"], place["town"], place["latitude"]) == ("Talblick 5", "Wuppertal", 51.25)
    assert place["postcode"] == stock().offers[31].postcode  # a column of its own counts before the dict


def _changed(folder: Path, trap: str) -> Entry:
    """The entry of the one offer that the trap changes, as the list tells it."""
    plain, trapped = stock(traps=()), stock(traps=[trap])
    (at,) = (at for at, offer in enumerate(plain.offers) if trapped.offers[at] != offer)
    return parsed(trapped.write(folder).list_xml).entries[at]


def test_source_is_named_by_the_list_alone(tmp_path: Path) -> None:
    feeds: tuple[Feed, ...] = every_format(write_feed(tmp_path, traps=()))
    assert {feed.format: feed.source for feed in feeds if feed.source} == {LIST_XML: "freinet:999"}
