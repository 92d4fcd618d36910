"""Two entries for one organisation are suspected, warned of, merged and taken apart again."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kosidesk.domain.change import Edit
from kosidesk.domain.conflict import OVERTAKEN
from kosidesk.domain.errors import NotFound, NotPossibleNow
from kosidesk.domain.ids import RecordId
from kosidesk.domain.record import Record, Value
from kosidesk.exchange.feed import DETAIL_XML, LIST_XML, Entry, Feed
from kosidesk.schema import REGISTRY
from kosidesk.services import bundles, duplicates, editing, history, likeness, merging, organisations
from kosidesk.services.desk import Desk
from kosidesk.services.import_plan import Plan, plan
from kosidesk.services.likeness import ADDRESS, MAIL, NAME, PHONE, WEB
from kosidesk.storage import inspection, read
from tests.desks import make_desk

CARITAS = ("Caritasverband Wuppertal e.V.", "Caritas Verband Wuppertal", "CARITAS-VERBAND Wuppertal e. V.")
SOURCE = "freinet:999"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    yield made
    assert list(inspection.strayed(made.database)) == []
    assert list(inspection.unindexed(made.database)) == []
    made.database.close()


def made(desk: Desk, kind: str = "organisation", **values: Value) -> RecordId:
    record = Record(kind, desk.born_id(), values)
    desk.write(Edit(None, record))
    return record.id


def get(desk: Desk, id_: RecordId, kind: str = "organisation") -> Record:
    found = read.get(desk.database, kind, id_)
    assert found is not None
    return found


def suspected(desk: Desk, kind: str = "organisation") -> list[tuple[str, ...]]:
    return [pair.reasons for pair in merging.suspects(desk, kind)]


def everything(desk: Desk) -> dict[str, dict[str, Record]]:
    return {kind: {one.id: one for one in read.all_of(desk.database, kind)} for kind in REGISTRY}


def test_three_spellings_are_one_name(desk: Desk) -> None:
    for name in CARITAS:
        made(desk, name=name)
    assert suspected(desk) == [(NAME,)] * 3


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kita Hofaue 1", "Kita Hofaue 2"),
        ("Kita Nord", "Kita Süd"),
        ("Nachbarschaft Elberfeld", "Nachbarschaft Barmen"),
        ("AWO", "AGO"),
        ("", ""),
    ],
)
def test_other_names_are_others(desk: Desk, one: str, other: str) -> None:
    made(desk, name=one)
    made(desk, name=other)
    assert suspected(desk) == []


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        ({"phone": "0202 000-17"}, {"mobile": "+49 (202) 00017"}, (PHONE,)),
        ({"mail": "post@example.org"}, {"mail": " Post@example.org"}, (MAIL,)),
        ({"web": "https://www.example.org/a"}, {"web": "example.org"}, ()),
        ({"street": "Talstraße 7", "postcode": "42277"}, {"street": "Talstr. 7", "postcode": "42277"}, ()),
        ({"street": "Talstraße", "postcode": "42277"}, {"street": "Talstraße", "postcode": "42277"}, ()),
        ({"phone": "17"}, {"phone": "17"}, ()),
    ],
)
def test_what_two_share_speaks_for_it(
    desk: Desk, one: dict[str, Value], other: dict[str, Value], reasons: tuple[str, ...]
) -> None:
    made(desk, name="Tafel", **one)
    made(desk, name="Lesefreunde", **other)
    assert suspected(desk) == ([reasons] if reasons else [])


def test_a_page_and_a_house_in_common_are_enough_together(desk: Desk) -> None:
    shared: dict[str, Value] = {"web": "example.org", "street": "Talblick 7", "postcode": "42277"}
    made(desk, name="Tafel", **shared)
    made(desk, name="Lesefreunde", **shared)
    assert suspected(desk) == [(WEB, ADDRESS)]


def test_a_switchboard_of_many_tells_nobody_apart(desk: Desk) -> None:
    for name in ("Tafel", "Lesefreunde", "Bauspielplatz", "Hospiz", "Radwerkstatt"):
        made(desk, name=name, phone="0202 000-17")
    assert suspected(desk) == []


def test_contacts_are_compared_within_their_organisation(desk: Desk) -> None:
    one, other = made(desk, name="Tafel"), made(desk, name="Hospiz")
    for body in (one, one, other):
        made(desk, "contact", name="Jon Muster", organisation=body)
    assert suspected(desk, "contact") == [(NAME,)]


def test_who_types_is_warned_of_what_is_there(desk: Desk) -> None:
    there = made(desk, name=CARITAS[0], town="Wuppertal")
    made(desk, name="Tafel")
    typed = editing.new_record(desk, "organisation", name=CARITAS[1])
    (found,) = merging.like(desk, typed)
    assert (found.id, found.name, found.town, found.reasons) == (there, CARITAS[0], "Wuppertal", (NAME,))
    assert merging.like(desk, get(desk, there)) == ()


def test_two_things_are_not_suspected_again(desk: Desk) -> None:
    first, second = made(desk, name=CARITAS[0]), made(desk, name=CARITAS[1])
    merging.distinct(desk, "organisation", second, first)
    assert suspected(desk) == []


def test_everything_that_named_the_other_names_the_kept_one(desk: Desk) -> None:
    keep = made(desk, name=CARITAS[0], phone="0202 000-1", notes="ruft gern an")
    gone = made(desk, name=CARITAS[1], phone="0202 000-2", mail="post@example.org", notes="nur mittwochs")
    naming = [
        made(desk, kind, **{field.name: gone})
        for kind, field in ((k.name, f) for k in REGISTRY.values() for f in k.fields)
        if field.refers_to == "organisation" and field.name != "merged_into"
    ]
    assert len(naming) == 5

    merging.merge(desk, "organisation", keep, gone)

    kept = get(desk, keep)
    assert (kept.text("name"), kept.text("phone"), kept.text("mail")) == (
        CARITAS[0],
        "0202 000-1",
        "post@example.org",
    )
    assert kept.text("notes").splitlines() == [
        "ruft gern an",
        "21.11.2026, Mara: mit „Caritas Verband Wuppertal“ zusammengelegt.",
        "Name: Caritas Verband Wuppertal",
        "Telefon: 0202 000-2",
        "nur mittwochs",
    ]
    others = {id_: record for of in everything(desk).values() for id_, record in of.items() if id_ != gone}
    assert [id_ for id_, record in others.items() if gone in record.values.values()] == []
    assert set(naming) <= others.keys()


def test_the_other_is_shown_nowhere_and_leads_to_the_kept_one(desk: Desk) -> None:
    keep, gone = made(desk, name=CARITAS[0]), made(desk, name=CARITAS[1])
    merging.merge(desk, "organisation", keep, gone)
    late = made(desk, "offer", title="Vorlesen", organisation=gone)  # by somebody who had not heard of it

    assert [one.id for one in organisations.directory(desk)] == [keep]
    assert organisations.called(desk, CARITAS[1]) == ()
    assert [one.id for one in bundles.organisations(desk)] == [keep]
    assert suspected(desk) == []
    shown = organisations.full(desk, gone)
    assert (shown.organisation.id, len(shown.offers)) == (keep, 1)
    assert get(desk, late, "offer")


def test_neither_merges_with_itself_or_with_what_is_merged(desk: Desk) -> None:
    keep, gone, third = (made(desk, name=name) for name in CARITAS)
    merging.merge(desk, "organisation", keep, gone)
    for pair in ((keep, keep), (gone, third), (third, gone)):
        with pytest.raises(NotPossibleNow):
            merging.merge(desk, "organisation", *pair)
    with pytest.raises(NotFound):
        merging.merge(desk, "organisation", keep, RecordId("nobody"))


def test_a_parent_that_becomes_its_child_is_nobodys_parent(desk: Desk) -> None:
    keep = made(desk, name="Tafel")
    gone = made(desk, name="Die Tafel", parent=keep)
    merging.merge(desk, "organisation", keep, gone)
    assert get(desk, keep).get("parent") is None


def test_two_desks_that_merge_crosswise_hide_only_one(desk: Desk) -> None:
    first, second = made(desk, name=CARITAS[0]), made(desk, name=CARITAS[1])
    for one, other in ((first, second), (second, first)):
        record = get(desk, one)
        desk.write(Edit(record, record.with_values(merged_into=other)))
    assert [one.id for one in organisations.directory(desk)] == [min(first, second)]


def test_contacts_of_one_owner_become_one(desk: Desk) -> None:
    body = made(desk, name="Tafel")
    keep = made(desk, "contact", organisation=body, name="Jon Muster", phone="0202 000-1")
    gone = made(desk, "contact", organisation=body, phone="0202 000-2", mail="jon@example.org")
    elsewhere = made(desk, "contact", organisation=made(desk, name="Hospiz"))

    merging.merge(desk, "contact", keep, gone)

    one = get(desk, keep, "contact")
    assert [one.text(name) for name in ("phone", "mobile", "mail")] == [
        "0202 000-1",
        "0202 000-2",
        "jon@example.org",
    ]
    assert read.get(desk.database, "contact", gone) is None
    with pytest.raises(NotPossibleNow):
        merging.merge(desk, "contact", keep, elsewhere)


def test_a_suspicion_that_waited_need_not_be_answered(desk: Desk) -> None:
    keep, gone = made(desk, name="Tafel"), made(desk, name="Die Tafel")
    filed = duplicates.suspicion("organisation", (keep, gone))
    desk.write(Edit(None, filed))
    merging.merge(desk, "organisation", keep, gone)
    assert get(desk, filed.id, "conflict").get("status") == OVERTAKEN


TEXT = st.sampled_from((None, "", "a", "b", "Tafel e.V.", "0202 000-1"))
FIELDS = (
    "name",
    "phone",
    "mobile",
    "mail",
    "web",
    "description",
    "street",
    "postcode",
    "town",
    "notes",
    "number",
)
BODY = st.dictionaries(st.sampled_from(FIELDS), TEXT)


@settings(max_examples=15)
@given(
    first=BODY, second=BODY, offers=st.lists(st.booleans(), max_size=3), parent=st.sampled_from(("", "keep"))
)
def test_undo_gives_back_exactly_what_was(
    first: dict[str, Value], second: dict[str, Value], offers: list[bool], parent: str
) -> None:
    with TemporaryDirectory() as folder:
        desk = make_desk(Path(folder))
        keep = made(desk, **first)
        gone = made(desk, **second, parent=parent and keep)
        for is_gone in offers:
            made(desk, "offer", title="Vorlesen", organisation=gone if is_gone else keep)
        before = everything(desk)

        merged = merging.merge(desk, "organisation", keep, gone)
        for name, said in get(desk, gone).values.items():
            kept = get(desk, keep)
            assert name in ("parent", "merged_into") or str(said) in f"{dict(kept.values)}"
        history.undo(desk, merged.transaction)

        assert everything(desk) == before
        desk.database.close()


def take(desk: Desk, *entries: Entry, form: str = LIST_XML) -> Plan:
    found = plan(desk, Feed(form, entries), SOURCE, "list.xml")
    desk.write(*found.edits)
    return found


def entry(number: str, body: str, name: str, **said: str) -> Entry:
    return Entry(number, int(number), {"title": f"Vorlesen {number}"}, {"number": body, "name": name, **said})


def of_offer(desk: Desk) -> dict[str, str]:
    return {one.text("number"): one.text("organisation") for one in read.all_of(desk.database, "offer")}


def by_name(desk: Desk, name: str) -> RecordId:
    (found,) = read.by(desk.database, "organisation", "name", (name,))
    return found.id


LIST = (entry("1", "71", CARITAS[0], phone="0202 000-1"), entry("2", "72", CARITAS[1], phone="0202 000-2"))


def test_the_same_file_again_changes_nothing_after_a_merge(desk: Desk) -> None:
    take(desk, *LIST)
    keep, gone = by_name(desk, CARITAS[0]), by_name(desk, CARITAS[1])
    merging.merge(desk, "organisation", keep, gone)
    before = everything(desk)

    found = take(desk, *LIST)

    assert (found.new, found.changed, found.conflicts, found.vanished) == ((), (), (), ())
    after = everything(desk)
    assert {kind for kind in REGISTRY if after[kind] != before[kind]} <= {"image"}
    assert take(desk, *LIST).edits == ()


@pytest.mark.parametrize("is_first_kept", [True, False])
def test_a_form_without_numbers_changes_nothing_either(desk: Desk, *, is_first_kept: bool) -> None:
    take(desk, *LIST)
    details = [
        Entry(
            number, 1, {"title": f"Vorlesen {number}"}, {"name": name, "web": f"https://{number}.example.org"}
        )
        for number, name in (("1", CARITAS[0]), ("2", CARITAS[1]))
    ]
    take(desk, *details, form=DETAIL_XML)
    pair = (by_name(desk, CARITAS[0]), by_name(desk, CARITAS[1]))
    merging.merge(desk, "organisation", *(pair if is_first_kept else pair[::-1]))
    before = everything(desk)

    for form, entries in ((DETAIL_XML, details), (LIST_XML, LIST), (DETAIL_XML, details)):
        found = take(desk, *entries, form=form)
        assert (found.new, found.changed, found.conflicts) == ((), (), ())

    after = everything(desk)
    assert {kind for kind in REGISTRY if after[kind] != before[kind]} <= {"image"}


def test_a_new_offer_of_the_merged_one_lands_at_the_kept_one(desk: Desk) -> None:
    take(desk, *LIST)
    first, second = by_name(desk, CARITAS[0]), by_name(desk, CARITAS[1])
    third = made(desk, name="Caritas")
    merging.merge(desk, "organisation", first, second)
    merging.merge(desk, "organisation", third, first)

    take(desk, *LIST, entry("3", "72", CARITAS[1], phone="0202 000-2"))

    assert set(of_offer(desk).values()) == {third}


def test_what_the_source_says_anew_of_the_merged_one_reaches_the_kept_one(desk: Desk) -> None:
    take(desk, LIST[0])
    keep = made(desk, name="Caritas", notes="von Hand")
    merging.merge(desk, "organisation", keep, by_name(desk, CARITAS[0]))

    found = take(desk, entry("1", "71", CARITAS[0], phone="0202 000-9"))

    kept = get(desk, keep)
    assert (kept.text("name"), kept.text("phone"), found.conflicts) == ("Caritas", "0202 000-9", ())


def test_a_source_with_an_organisation_in_its_place_speaks_of_that_one_alone(desk: Desk) -> None:
    take(desk, *LIST)
    keep, gone = by_name(desk, CARITAS[0]), by_name(desk, CARITAS[1])
    merging.merge(desk, "organisation", keep, gone)

    take(desk, entry("2", "72", "Caritas neu", phone="0202 000-9"), LIST[0])

    assert get(desk, keep).text("phone") == "0202 000-1"


@given(names=st.lists(st.text(max_size=30), max_size=8))
def test_any_names_can_be_compared(names: list[str]) -> None:
    known = [
        likeness.traits(Record("organisation", RecordId(str(n)), {"name": name, "web": name, "phone": name}))
        for n, name in enumerate(names)
    ]
    for pair in likeness.pairs(known):
        assert pair.first < pair.second
    for one in known:
        assert one.id not in {pair.second for pair in likeness.alike(one, known)}
