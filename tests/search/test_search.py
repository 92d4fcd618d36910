import pytest
from hypothesis import given
from hypothesis import strategies as st

from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import Offer, Organisation, Place
from kosidesk.search.index_text import index_text
from kosidesk.search.synonyms import Synonyms
from kosidesk.search.terms import MOST_TERMS, parse, spans
from kosidesk.search.wanted import levels, wanted
from kosidesk.search.words import LONGEST, STOP_WORDS, fold, sorting_key, stem

ANY_TEXT = st.text(st.one_of(st.characters(), st.sampled_from("\ud800\0\"*'§+#.,-():^ äß")), max_size=60)


def met(text: str, typed: str) -> list[str]:
    """The parts of the text that are marked when this is typed."""
    return [text[start:end] for start, end in spans(text, parse(typed))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller", "Mueller"),
        ("Müller", "Muller"),
        ("Mu\u0308ller", "MÜLLER"),
        ("Straße", "STRASSE"),
        ("Goethe", "Göthe"),
        ("Kindern", "Kinder"),
        ("Häuser", "Haus"),
        ("Kinder\u00adgarten", "Kindergärten"),
        ("Hauptstr.", "Hauptstraße"),
        ("Helferinnen", "Helfer"),
        ("Senior*innen", "Senioren"),
        ("Mitarbeiter/-innen", "Mitarbeiterin"),
        ("O’Brien", "O'Brien"),
        ("e. V.", "e.V."),
        ("§8", "§ 8"),
        ("3.5", "3,5"),
    ],
)
def test_spellings_of_one_word_meet(one: str, other: str) -> None:
    assert [term.stem for term in parse(one)] == [term.stem for term in parse(other)]


@pytest.mark.parametrize(
    ("one", "other"), [("Maus", "Haus"), ("C++ ", "C "), ("§ 8", "§ 9"), ("3,5", "35"), ("neu", "nue")]
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert {term.stem for term in parse(one)}.isdisjoint(term.stem for term in parse(other))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("O'Brien", ["obrien"]),
        ("C++ und C#", ["c++", "c#"]),
        ("§ 8 SGB", ["§8", "sgb"]),
        ("Hilfe e.V.", ["hilfe", "ev"]),
        ("3,5 Stunden", ["3,5", "stunden"]),
        ("am 21.11.2026", ["21", "11", "2026"]),
        ("-x ", ["x"]),
        ('"Kinder"* NEAR(', ["kinder", "near"]),
        ("\ud800\0😀", []),
        ("Kinder Kinder", ["kinder"]),
    ],
)
def test_signs_that_mean_something_are_kept_and_others_are_not(typed: str, words: list[str]) -> None:
    assert [term.word for term in parse(typed)] == words


def test_a_letter_that_is_still_being_typed_is_not_looked_for() -> None:
    assert not parse("k")
    assert parse("Garten e.") == parse("Garten")
    assert [term.word for term in parse("Haus 5")] == ["haus", "5"]
    assert [term.word for term in parse("Haus c ")] == ["haus", "c"]


def test_words_without_meaning_are_not_looked_for() -> None:
    assert parse("mit den Kindern für uns") == parse("Kindern")
    assert met("Arbeit mit Kindern", "mi") == []


def test_a_very_long_input_is_cut() -> None:
    assert len(parse(" ".join(f"wort{n}" for n in range(100)))) == MOST_TERMS
    assert [len(term.word) for term in parse("x" * 1000)] == [LONGEST]


@given(ANY_TEXT)
def test_whatever_is_typed_no_sign_leaves_its_quotation_marks(typed: str) -> None:
    terms = parse(typed)

    asked = [expression for one in wanted(terms, Synonyms()) for _, expression in levels(one)]
    quoted = [word for expression in asked for word in expression.split('"')[1::2]]

    assert set(quoted) <= {word for term in terms for word in (term.word, term.stem)}
    assert all(sign.isalnum() or sign in "+#§," for word in quoted for sign in word)


@given(ANY_TEXT, ANY_TEXT)
def test_marks_stand_in_order_within_the_text(text: str, typed: str) -> None:
    ends = [end for span in spans(text, parse(typed)) for end in span]

    assert ends == sorted(ends)
    assert all(0 <= end <= len(text) for end in ends)


@given(st.text("abcdefhinorstuwyzäöüßéAEOU", min_size=1, max_size=20))
def test_every_beginning_of_a_word_finds_it_while_typing(word: str) -> None:
    beginnings = [word[:length] for length in range(2, len(word) + 1)]

    unmet = [typed for typed in beginnings if parse(typed) and not met(word, typed)]

    assert fold(word) in STOP_WORDS or not unmet


def test_marks_show_the_original_spelling() -> None:
    text = "Für Müllers Helfer*innen: Kindergärten, e. V. und §§ 8"

    assert met(text, "mueller") == ["Müllers"]
    assert met(text, "helferin") == ["Helfer*innen"]
    assert met(text, "kindergarten") == ["Kindergärten"]
    assert met(text, "e.V.") == ["e. V."]
    assert met(text, "§8") == ["§§ 8"]


def words_of(column: str) -> set[str]:
    return set(column.split())


def stems(text: str) -> set[str]:
    return {stem(fold(word)) for word in text.split()}


def test_an_offer_is_indexed_with_its_organisation_and_places() -> None:
    offer = Offer(
        RecordId("o"),
        title="Vorlesen",
        number="20006",
        summary="Geschichten",
        description="Bücher\n\nWir trinken Kaffee.",
        tasks=("Zuhören",),
        fields=("Bildung",),
        target_groups=("Kinder",),
        skills=("Geduld",),
        time_text="vormittags",
        requirements="Führungszeugnis",
        benefits="Fahrgeld",
    ).record()
    organisation = Organisation(RecordId("g"), name="Bücherei").record()
    place = Place(
        RecordId("p"), street="Hofaue 3", postcode="42103", town="Wuppertal", district="Elberfeld"
    ).record()

    text = index_text(offer, organisation, [place])

    assert words_of(text.title) == stems("Vorlesen")
    assert words_of(text.facts) == stems("20006 Bücherei Hofaue 3 42103 Wuppertal Elberfeld")
    assert words_of(text.gist) == stems("Geschichten Bücher Zuhören Bildung Kinder Geduld")
    assert words_of(text.text) == stems("vormittags Führungszeugnis Fahrgeld trinken Kaffee")
    assert "vorlesen" in words_of(text.title_parts)
    assert {"kinder", "bucher", "fuhrung", "zeugnis", "geld"} <= words_of(text.parts)
    assert {"Vorlesen", "Führungszeugnis", "Hofaue"} <= words_of(text.spelt)


def test_alphabetical_order_counts_neither_accents_nor_signs() -> None:
    titles = ["Zoo", "„Äpfel“ pflücken", "apfelernte", "Bär"]

    assert sorted(titles, key=sorting_key) == ["„Äpfel“ pflücken", "apfelernte", "Bär", "Zoo"]
