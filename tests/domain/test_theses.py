"""What answers to statements say to a wish."""

from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st

from kosidesk.domain.ids import RecordId
from kosidesk.domain.theses import NOTHING, Answer, Answers, Thesis, less, onto, said
from kosidesk.domain.wish import Wish

EVENINGS, MONDAYS, SUNDAYS = 0b100100100100100, 0b111, 0b111 << 18

words = st.lists(st.sampled_from(("Kinder", "Tiere", "Kultur", "Natur")), unique=True, max_size=3).map(tuple)
told = st.builds(
    Wish,
    st.just(NOTHING.id),
    fields=words,
    target_groups=words,
    without_fields=words,
    without_target_groups=words,
    week=st.integers(0, (1 << 21) - 1),
    extents=st.lists(st.sampled_from(("weekly", "one_off")), unique=True).map(tuple),
    hours_a_week=st.none() | st.integers(1, 40).map(float),
    remote=st.none() | st.booleans(),
    certificate=st.none() | st.booleans(),
)
wishes = told.filter(lambda wish: not _contradicts(wish)).map(
    lambda wish: replace(wish, id=RecordId("w"), words="mit Kindern", age=17)
)
theses = st.lists(st.builds(Thesis, st.sampled_from("abcdef"), st.just("…"), told, told), max_size=6)
answers = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(Answer))


def _contradicts(wish: Wish) -> bool:
    pairs = ((wish.fields, wish.without_fields), (wish.target_groups, wish.without_target_groups))
    return any(set(wanted) & set(unwanted) for wanted, unwanted in pairs)


@given(theses, answers)
def test_no_answers_contradict_each_other_in_the_wish(some: list[Thesis], given_: Answers) -> None:
    assert not _contradicts(said(some, given_))


@given(theses)
def test_who_skips_everything_or_minds_nothing_has_said_nothing(some: list[Thesis]) -> None:
    assert said(some, {}) == NOTHING
    assert said(some, {thesis.code: Answer.NEUTRAL for thesis in some}) == NOTHING


@given(wishes, told.filter(lambda wish: not _contradicts(wish)))
def test_a_wish_keeps_all_that_was_said_before_and_never_contradicts_itself(wish: Wish, more: Wish) -> None:
    after = onto(wish, more)
    for name in (field.name for field in fields(wish)):
        before, now = getattr(wish, name), getattr(after, name)
        kept = now[: len(before)] if isinstance(before, tuple) else now
        assert kept == before or before in (None, 0)
    assert not _contradicts(after)
    assert onto(after, more) == after
    assert onto(wish, NOTHING) == wish


@given(wishes, told.filter(lambda wish: not _contradicts(wish)))
def test_each_word_that_was_told_is_new_or_known_or_held_back(wish: Wish, more: Wish) -> None:
    after = onto(wish, more)
    new, held_back = less(after, wish), less(more, after)
    assert onto(wish, new) == after
    for name in ("fields", "target_groups", "without_fields", "without_target_groups", "extents"):
        every = {*getattr(new, name), *getattr(held_back, name), *getattr(wish, name)}
        assert set(getattr(more, name)) <= every
    assert less(wish, wish) == NOTHING


def test_a_no_outweighs_a_yes_among_the_answers() -> None:
    outdoors = Thesis("outdoors", "Draußen", agree=replace(NOTHING, fields=("Natur", "Handwerk")))
    tools = Thesis("tools", "Werkzeug", refuse=replace(NOTHING, without_fields=("Handwerk",)))
    told_ = said((outdoors, tools), {"outdoors": Answer.AGREE, "tools": Answer.REFUSE})
    assert (told_.fields, told_.without_fields) == (("Natur",), ("Handwerk",))


def test_two_statements_about_time_narrow_each_other() -> None:
    evenings = Thesis("evenings", "Abends", replace(NOTHING, week=EVENINGS, hours_a_week=4.0))
    mondays = Thesis("mondays", "Montags", replace(NOTHING, week=MONDAYS, hours_a_week=2.0))
    sundays = Thesis("sundays", "Sonntags", replace(NOTHING, week=SUNDAYS))
    both = dict.fromkeys(("evenings", "mondays", "sundays"), Answer.AGREE)
    assert said((evenings, mondays), both).week == 0b100
    assert said((evenings, mondays), both).hours_a_week == 2
    assert said((mondays, sundays), both).week == MONDAYS | SUNDAYS


def test_what_the_wish_says_of_time_already_stays_as_it_is() -> None:
    wish = Wish(RecordId("w"), week=MONDAYS, certificate=True)
    after = onto(wish, replace(NOTHING, week=EVENINGS, certificate=False))
    assert after == wish
