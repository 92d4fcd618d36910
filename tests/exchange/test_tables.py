"""Tables are told from their bytes: encoding, delimiter, header, meaning."""

from pathlib import Path

import pytest

from kosidesk.domain.errors import NeedsMapping, Unreadable
from kosidesk.domain.record import Value
from kosidesk.exchange import meaning
from kosidesk.exchange.feed import TABLE, Entry
from kosidesk.exchange.parsing import preview
from kosidesk.schema import REGISTRY
from tests.exchange.parsed import count, explained, parsed
from tests.feeds import stock, write_feed, xlsx


def _columns(folder: Path, content: bytes | str) -> tuple[str, ...]:
    file = folder / "table"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return preview(file).columns


@pytest.mark.parametrize(
    ("content", "columns"),
    [
        ("a,b;c\n1,5;2\n3,7;4\n", ("a,b", "c")),
        ("title\tort\nA, B; C\tD\n", ("title", "ort")),
        ("title|ort\nA|B\n", ("title", "ort")),
        ("sep=|\ntitle|ort;x\nA|B;y\n", ("title", "ort;x")),
        ('title,ort\n"A;B;C",D\n"E;F;G",H\n', ("title", "ort")),
        ("Straße;Ort\nA;B\n".encode("utf-8-sig"), ("Straße", "Ort")),
        ("Straße;Ort\nA;B\n".encode("cp1252"), ("Straße", "Ort")),
        ("Straße;Ort\nA;B\n".encode("utf-16"), ("Straße", "Ort")),
        ("title;Ort ;;Ort\nA;B;C;D\n", ("title", "Ort", "(3)", "Ort (4)")),
        ("\n;\ntitle;ort\nA;B\n", ("title", "ort")),
        ("title;ort\nA;B\nA;B;C\nA;B\n", ("title", "ort")),
    ],
)
def test_columns_are_found(tmp_path: Path, content: bytes | str, columns: tuple[str, ...]) -> None:
    assert _columns(tmp_path, content) == columns


def test_preview_shows_the_first_rows(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_text("title;ort\n" + 'A;"B\nB"\n' * 20)
    rows = preview(file).rows
    assert len(rows) == 10
    assert rows[1] == (4, ("A", "B\nB"))


def test_row_of_another_width_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_text("title;ort\nA;B\nC\nD;E;F\nG;H\n")
    feed = explained(file)
    assert [(refused.line, refused.code) for refused in feed.refused] == [(3, "row_width"), (4, "row_width")]
    assert [entry.line for entry in feed.entries] == [2, 5]


def test_workbook_says_what_the_csv_says(tmp_path: Path) -> None:
    paths = write_feed(tmp_path, traps=["html", "python_dict", "cell_padded", "header_padded"])
    from_csv, from_xlsx = explained(paths.table_csv), explained(paths.table_xlsx)
    assert from_csv.entries == from_xlsx.entries
    assert from_csv.notices == from_xlsx.notices
    assert from_xlsx.format == TABLE
    assert "Community Council" in from_xlsx.columns


def test_unexplained_table_names_its_columns(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_text("title;ort\nA;B\n")
    with pytest.raises(NeedsMapping) as needed:
        parsed(file)
    assert needed.value.facts == ("", ("title", "ort"))


def test_mapping_of_another_table_explains_nothing(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_text("title;ort\nA;B\n")
    with pytest.raises(NeedsMapping):
        parsed(file, mapping={"titel": "offer.title"})


def _one(folder: Path, **cells: str) -> Entry:
    """The entry of a table whose columns are called after what they mean, with "__" for the dot."""
    file = folder / "table.xlsx"
    cells = {"offer__title": "A", **cells}
    file.write_bytes(xlsx([list(cells), list(cells.values())]))
    (entry,) = parsed(file, mapping={name: name.replace("__", ".") for name in cells}).entries
    return entry


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        ("offer__from_on", "February 24 2011", "2011-02-24"),
        ("offer__from_on", "February 4, 2011", "2011-02-04"),
        ("offer__from_on", "2011-02-24T10:00:00", "2011-02-24"),
        ("offer__from_on", "24.02.2011", "2011-02-24"),
        ("offer__from_on", "4. März 2011", "2011-03-04"),
        ("offer__from_on", "30.02.2011", None),
        ("offer__from_on", "demnächst", None),
        ("offer__from_on", "1298548800", "2011-02-24"),
        ("offer__from_on", "999999999999", None),
        ("offer__open_places", "99999999999999999", None),
        ("offer__open_places", "2,5", None),
        ("offer__hours_a_week", "2,5", 2.5),
        ("offer__hours_a_week", "1.000,5", None),
        ("offer__open_places", "12", 12),
        ("offer__open_places", "-1", None),
        ("offer__open_places", "1e3", None),
        ("offer__remote", "Ja", True),
        ("offer__remote", "no", False),
        ("offer__remote", "vielleicht", None),
        ("offer__fields", "Natur, Tiere & Umwelt; Bildung;;Bildung", ("Natur, Tiere & Umwelt", "Bildung")),
        ("offer__web", "javascript:alert(1)", ""),
        ("offer__web", "file://server/x.exe", ""),
        ("offer__web", "http://example.org", "http://example.org"),
        ("offer__web", "https://[::1", ""),
        ("offer__description", "<p>A</p><p>B</p>", "A\n\nB"),
    ],
)
def test_cell_becomes_a_value(tmp_path: Path, column: str, cell: str, value: Value) -> None:
    assert _one(tmp_path, **{column: cell}).offer[column.removeprefix("offer__")] == value


@pytest.mark.parametrize(
    ("mail", "read"),
    [
        ("a@example.org", "a@example.org"),
        ("mailto:a@example.org", "a@example.org"),
        ("a@example.org?attach=x", ""),
        ("a@b@example.org", ""),
        ("example.org", ""),
    ],
)
def test_mail_address_is_one_or_none(tmp_path: Path, mail: str, read: str) -> None:
    entry = _one(tmp_path, contact__name="Nuria Weiß", contact__mail=mail)
    assert entry.contacts[0]["mail"] == read


def test_json_address_is_read_like_a_python_one(tmp_path: Path) -> None:
    cell = '{"latitude": 51.25, "longitude": "7.16", "human_address": {"address": "Talblick 5"}}'
    place = _one(tmp_path, place__locality_dict=cell).places[0]
    assert (place["latitude"], place["longitude"], place["street"]) == (51.25, 7.16, "Talblick 5")


def test_empty_cell_stands_with_an_empty_value(tmp_path: Path) -> None:
    entry = _one(tmp_path, offer__summary="", offer__open_places="", organisation__name="")
    assert entry.offer == {"title": "A", "summary": "", "open_places": None}
    assert entry.organisation == {"name": ""}


@pytest.mark.parametrize(
    ("town", "place"),
    [("WUPPERTAL", "Wuppertal"), ("Wülfrath", "Wülfrath"), ("Wuppertal - Barmen", "Wuppertal")],
)
def test_town_is_written_as_it_writes_itself(tmp_path: Path, town: str, place: str) -> None:
    assert _one(tmp_path, place__town=town).places[0]["town"] == place


@pytest.mark.parametrize(
    ("north", "east"), [("91", "7"), ("51", "181"), ("51,2x", "7"), ("51.25", ""), ("1e400", "7")]
)
def test_impossible_coordinates_are_marked_and_left_out(tmp_path: Path, north: str, east: str) -> None:
    place = _one(tmp_path, place__latitude=north, place__longitude=east).places[0]
    assert place == {"latitude": None, "longitude": None, "quality": "none"}


def test_american_postcode_may_be_long(tmp_path: Path) -> None:
    assert _one(tmp_path, place__postcode="10001-6008").places[0]["postcode"] == "10001-6008"


# Meaning


def test_suggestion_knows_german_and_english_names() -> None:
    german = meaning.suggest(["Nr.", "Titel", "Träger", "E-Mail", "PLZ", "Straße", "Wetter"])
    assert german == {
        "Nr.": "number",
        "Titel": "offer.title",
        "Träger": "organisation.name",
        "E-Mail": "contact.mail",
        "PLZ": "place.postcode",
        "Straße": "place.street",
    }
    assert meaning.suggest(["Title", "Zip Code"]) == {"Title": "offer.title", "Zip Code": "place.postcode"}


def test_suggestion_gives_each_meaning_once() -> None:
    assert meaning.suggest(["Titel", "Title"]) == {"Titel": "offer.title"}


def test_suggested_table_reads_every_offer(tmp_path: Path) -> None:
    feed = explained(write_feed(tmp_path, traps=()).table_csv)
    made = stock(traps=())
    assert [entry.number for entry in feed.entries] == [offer.number for offer in made.offers]
    assert feed.entries[0].organisation == {
        "name": made.offers[0].organisation,
        "number": made.offers[0].organisation_number,
    }
    assert count(feed, "coordinates_unknown") == 0


def test_every_target_is_a_field_of_the_registry() -> None:
    own = {meaning.NUMBER, meaning.LOCALITY}
    for target in set(meaning.TARGETS) - own:
        kind, field = target.split(".")
        assert REGISTRY[kind].field(field)


def test_fingerprint_knows_a_set_of_columns_in_any_order() -> None:
    assert meaning.fingerprint(["Titel", "Ort"]) == meaning.fingerprint(["ort ", "TITEL"])
    assert meaning.fingerprint(["Titel", "Ort"]) != meaning.fingerprint(["Titel"])


@pytest.mark.parametrize(
    "content",
    [
        'source = "nyc"\n[columns]\nTitle = "offer.title"\n"Community Council" = "offer.tasks"\n',
        '{"source": "nyc", "columns": {"Title": "offer.title", "Community Council": "offer.tasks"}}',
    ],
)
def test_mapping_file_in_toml_or_json(tmp_path: Path, content: str) -> None:
    file = tmp_path / "mapping"
    file.write_text(content)
    explanation = meaning.read_mapping(file)
    assert explanation.source == "nyc"
    assert explanation.columns == {"Title": "offer.title", "Community Council": "offer.tasks"}


@pytest.mark.parametrize(
    ("content", "detail"),
    [
        ('[columns]\nTitle = "offer.title"', "source"),
        ('source = "nyc"', "columns"),
        ('source = "nyc"\n[columns]\nTitle = 1', "columns"),
        ('source = "nyc"\n[columns]\nTitle = "offer.tilte"', "offer.tilte"),
        ('source = "nyc"\n[columns]\nTitle = "offer.status"', "offer.status"),
        ('source = "nyc"\n[columns]\nA = "offer.title"\nB = "offer.title"', "offer.title"),
        ('source = "nyc"\n[columns]\nOrt = "place.town"', "offer.title"),
    ],
)
def test_useless_mapping_file_is_refused_and_says_why(tmp_path: Path, content: str, detail: str) -> None:
    file = tmp_path / "nyc.toml"
    file.write_text(content)
    with pytest.raises(Unreadable) as refused:
        meaning.read_mapping(file)
    assert refused.value.facts == ("nyc.toml", "mapping", None, detail)


def test_mapping_that_is_no_file_or_too_large_is_refused(tmp_path: Path) -> None:
    large = tmp_path / "large.toml"
    large.write_text("#" * 2_000_000)
    for path, code in ((tmp_path, "no_file"), (large, "size")):
        with pytest.raises(Unreadable) as refused:
            meaning.read_mapping(path)
        assert refused.value.facts[:2] == (path.name, code)


@pytest.mark.parametrize("content", ["source = ", '{"source": ', "[" * 5_000, '{"a": ' * 5_000])
def test_broken_mapping_file_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "mapping"
    file.write_text(content)
    with pytest.raises(Unreadable) as refused:
        meaning.read_mapping(file)
    assert refused.value.facts[1] == "mapping"
