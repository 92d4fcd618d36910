"""What must hold whenever two changes of one record are joined."""

from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kosidesk.domain.record import Values, is_empty
from kosidesk.protocol.merge import Clash, merge
from kosidesk.schema import OFFER, Field, Kind, Merge, Type

CARD = Kind(
    "card",
    (
        Field("title"),
        Field("street", group="address"),
        Field("town", group="address"),
        Field("fields", Type.TEXTS, Merge.SET),
        Field("asked", Type.INTEGER, Merge.COUNTER),
        Field("log", Type.TEXTS, Merge.APPEND),
        Field("text", merge=Merge.TEXT),
    ),
)
WHOLE = ("title", "street", "town", "unknown")

words = st.sampled_from(["", "a", "b", "c"])
sets = st.lists(st.sampled_from("abcde"), unique=True).map(tuple)
texts = st.lists(st.sampled_from("abcdef"), max_size=8).map("\n".join)
cards = st.fixed_dictionaries(
    {},
    optional={
        "title": words,
        "street": words,
        "town": words,
        "unknown": words,
        "fields": sets,
        "asked": st.integers(-5, 5) | st.none(),
        "log": sets,
        "text": texts,
    },
)


def stated(values: Values) -> Values:
    return {name: value for name, value in values.items() if not is_empty(value)}


def unordered(values: Values) -> Values:
    return {name: set(value) if isinstance(value, tuple) else value for name, value in values.items()}


@given(cards, cards)
def test_what_only_mine_changed_is_taken_and_never_clashes(base: Values, mine: Values) -> None:
    merged = merge(CARD, base, base, mine)

    assert merged.values == stated(mine)
    assert merged.clashes == ()


@given(cards, cards)
def test_what_only_theirs_changed_is_taken_and_never_clashes(base: Values, theirs: Values) -> None:
    merged = merge(CARD, base, theirs, base)

    assert merged.values == stated(theirs)
    assert merged.clashes == ()


@given(cards, cards)
def test_the_same_change_on_both_sides_is_no_clash(base: Values, both: Values) -> None:
    merged = merge(CARD, base, both, both)

    assert merged.clashes == ()
    assert stated({**merged.values, "asked": 0}) == stated({**both, "asked": 0})


@given(cards, cards, cards)
def test_taking_theirs_a_second_time_changes_nothing(base: Values, theirs: Values, mine: Values) -> None:
    once = merge(CARD, base, theirs, mine)

    twice = merge(CARD, theirs, theirs, once.values)

    assert twice.values == once.values
    assert twice.clashes == ()


@given(cards, cards, cards)
def test_a_clash_leaves_mine_in_its_place(base: Values, theirs: Values, mine: Values) -> None:
    merged = merge(CARD, base, theirs, mine)

    for clash in merged.clashes:
        names = ("street", "town") if clash.field == "address" else (clash.field,)
        for name in names:
            assert merged.values.get(name) == stated(mine).get(name)
        assert clash.theirs not in (clash.base, clash.mine)
        assert clash.mine != clash.base


@given(cards, cards, cards)
def test_the_sides_may_change_places(base: Values, theirs: Values, mine: Values) -> None:
    one, other = merge(CARD, base, theirs, mine), merge(CARD, base, mine, theirs)

    mirrored = [Clash(c.field, c.base, c.mine, c.theirs) for c in other.clashes]
    clashed = {name for c in one.clashes for name in (c.field, "street" if c.field == "address" else "")}
    clashed |= {"town"} if "address" in clashed else set()
    assert list(one.clashes) == mirrored
    assert unordered({n: v for n, v in one.values.items() if n not in clashed}) == unordered(
        {n: v for n, v in other.values.items() if n not in clashed}
    )


@given(cards, cards, cards)
def test_no_value_is_invented(base: Values, theirs: Values, mine: Values) -> None:
    values = merge(CARD, base, theirs, mine).values

    for name in WHOLE:
        assert values.get(name) in (stated(theirs).get(name), stated(mine).get(name))
    for name in ("fields", "log"):
        assert set(values.get(name) or ()) <= {*(theirs.get(name) or ()), *(mine.get(name) or ())}
    lines = {*(theirs.get("text") or "").split("\n"), *(mine.get("text") or "").split("\n")}
    assert set((values.get("text") or "").split("\n")) <= lines | {""}


@given(cards, cards, cards)
def test_an_address_is_never_put_together_from_two_sides(base: Values, theirs: Values, mine: Values) -> None:
    values = merge(CARD, base, theirs, mine).values

    def address(side: Values) -> tuple[object, object]:
        return side.get("street"), side.get("town")

    assert address(values) in (address(stated(theirs)), address(stated(mine)))


@given(sets, sets, sets)
def test_a_set_keeps_what_either_side_added_and_loses_what_either_dropped(
    base: tuple[str, ...], theirs: tuple[str, ...], mine: tuple[str, ...]
) -> None:
    merged = merge(CARD, {"fields": base}, {"fields": theirs}, {"fields": mine})

    kept = set(base) & set(theirs) & set(mine)
    added = (set(theirs) | set(mine)) - set(base)
    assert set(merged.values.get("fields", ())) == kept | added
    assert merged.clashes == ()


def test_a_set_stands_in_my_order_and_their_additions_follow() -> None:
    merged = merge(CARD, {"fields": ("a", "b")}, {"fields": ("b", "x", "a")}, {"fields": ("c", "b", "a")})

    assert merged.values["fields"] == ("c", "b", "a", "x")


@given(st.integers(), st.integers(), st.integers())
def test_a_counter_adds_up_what_both_sides_counted(base: int, theirs: int, mine: int) -> None:
    merged = merge(CARD, {"asked": base}, {"asked": base + theirs}, {"asked": base + mine})

    assert merged.values["asked"] == base + theirs + mine
    assert merged.clashes == ()


def test_entries_of_both_sides_are_kept() -> None:
    merged = merge(CARD, {"log": ("a",)}, {"log": ("a", "t")}, {"log": ("a", "m")})

    assert merged.values["log"] == ("a", "m", "t")


def test_changes_of_different_fields_both_survive() -> None:
    base = {"title": "Lesen", "street": "Am Hang 1", "town": "Wuppertal"}

    merged = merge(CARD, base, {**base, "title": "Vorlesen"}, {**base, "street": "Am Hang 2"})

    assert merged.values == {"title": "Vorlesen", "street": "Am Hang 2", "town": "Wuppertal"}
    assert merged.clashes == ()


def test_changes_of_different_paragraphs_both_survive() -> None:
    merged = merge(
        CARD,
        {"text": "Wir suchen Sie.\nMontags.\nKommen Sie vorbei."},
        {"text": "Wir suchen Sie.\nMontags.\nRufen Sie an."},
        {"text": "Wir suchen dich.\nMontags.\nKommen Sie vorbei."},
    )

    assert merged.values["text"] == "Wir suchen dich.\nMontags.\nRufen Sie an."
    assert merged.clashes == ()


@pytest.mark.parametrize(
    ("base", "theirs", "mine"),
    [
        ("eins\nzwei", "eins\ndrei", "eins\nvier"),
        ("eins\nzwei", "eins\nzwei\ndrei", "eins\nzwei\nvier"),
        ("eins\nzwei", "", "eins\nzwei\ndrei"),
        ("", "eins", "zwei"),
    ],
)
def test_changes_of_the_same_paragraph_clash(base: str, theirs: str, mine: str) -> None:
    merged = merge(CARD, {"text": base}, {"text": theirs}, {"text": mine})

    assert merged.values["text"] == mine
    assert merged.clashes == (Clash("text", base or None, theirs or None, mine),)


def test_a_scalar_changed_on_both_sides_clashes() -> None:
    merged = merge(CARD, {"title": "Lesen"}, {"title": "Vorlesen"}, {})

    assert merged.values == {}
    assert merged.clashes == (Clash("title", "Lesen", "Vorlesen", None),)


def test_a_group_changed_on_both_sides_clashes_as_one() -> None:
    merged = merge(CARD, {}, {"street": "Am Hang 1"}, {"town": "Wuppertal"})

    assert merged.values == {"town": "Wuppertal"}
    assert merged.clashes == (Clash("address", {}, {"street": "Am Hang 1"}, {"town": "Wuppertal"}),)


@pytest.mark.parametrize("nothing", [None, "", ()])
def test_empty_in_two_spellings_is_no_change(nothing: object) -> None:
    merged = merge(CARD, {"title": nothing}, {}, {"title": "Vorlesen"})  # type: ignore[dict-item]

    assert merged.values == {"title": "Vorlesen"}
    assert merged.clashes == ()


def test_zero_and_no_are_statements() -> None:
    merged = merge(
        OFFER, {"open_places": 2, "remote": True}, {"open_places": 0, "remote": True}, {"remote": False}
    )

    assert merged.values == {"remote": False}
    assert merged.clashes == (Clash("open_places", 2, 0, None),)


def test_a_value_of_a_foreign_type_is_kept_and_left_to_a_person() -> None:
    merged = merge(CARD, {}, {"fields": "a"}, {"fields": ("b",)})

    assert merged.values["fields"] == ("b",)
    assert merged.clashes == (Clash("fields", None, "a", ("b",)),)


def test_read_only_mappings_are_equal_to_others() -> None:
    merged = merge(
        CARD, {"unknown": MappingProxyType({"a": 1})}, {"unknown": {"a": 1}}, {"unknown": {"a": 2}}
    )

    assert merged.values == {"unknown": {"a": 2}}
    assert merged.clashes == ()


@given(cards, cards, cards)
def test_settled_is_what_they_changed_or_both_agree_on(base: Values, theirs: Values, mine: Values) -> None:
    merged = merge(CARD, base, theirs, mine)
    (old, new, own) = (stated(side).get("title") for side in (base, theirs, mine))

    clashed = any(clash.field == "title" for clash in merged.clashes)
    assert ("title" in merged.settled) == (not clashed and (new != old or new == own))


def test_texts_of_very_many_lines_are_taken_or_left_whole() -> None:
    base = "\n".join("ab" * 4_000)
    theirs, mine = f"{base}\nc", f"c\n{base}"

    assert merge(CARD, {"text": base}, {"text": theirs}, {"text": base}).values == {"text": theirs}
    (clash,) = merge(CARD, {"text": base}, {"text": theirs}, {"text": mine}).clashes
    assert clash == Clash("text", base, theirs, mine)
