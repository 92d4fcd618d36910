import pytest

from kosidesk.domain.conditions import certificate, knowledge, step_free


@pytest.mark.parametrize(
    "text",
    [
        "Erweitertes Führungszeugnis",
        "Bitte legen Sie ein erweitertes FÜHRUNGSZEUGNIS vor.",
        "Die Kosten des Führungszeugnisses tragen wir.",
        "Führungszeugnisse sind Pflicht.",
        "Ein Führungs-Zeugnis, nicht älter als drei Monate",
        "ein polizeiliches Fuehrungszeugnis",
        "Führungs\u00adzeugnis",
        "Führungszeugniss",
        "Keine Vorkenntnisse nötig. Ein Führungszeugnis brauchen wir.",
        "Für Gäste kein Führungszeugnis, für Paten ein Führungszeugnis.",
        "Keine Vorkenntnisse, aber ein Führungszeugnis",
        "Keine Kosten, erweitertes Führungszeugnis erforderlich",
        "Keine Vorkenntnisse\nErweitertes Führungszeugnis",
        "Keine Schulung und ein Führungszeugnis",
        "Wir benötigen noch ein erweitertes Führungszeugnis.",
        "Ohne Führungszeugnis ist eine Mitarbeit nicht möglich.",
        "Keine Mitarbeit ohne Führungszeugnis",
    ],
)
def test_a_demand_for_a_certificate_of_conduct_is_recognised(text: str) -> None:
    assert certificate(text) is True


@pytest.mark.parametrize(
    "text",
    [
        "Kein Führungszeugnis nötig",
        "Sie brauchen kein erweitertes Führungszeugnis.",
        "ohne Führungszeugnis",
        "Ein Führungszeugnis ist nicht erforderlich.",
        "Führungszeugnis: nein",
        "Ein Führungszeugnis wird bei uns nicht verlangt.",
        "Weder Erfahrung noch ein Führungszeugnis",
        "Ohne Führungszeugnis, keine Vorkenntnisse nötig",
        "Ein Führungszeugnis brauchen Sie nicht.",
        "Führungszeugnis? Nein",
    ],
)
def test_a_denied_certificate_of_conduct_is_none(text: str) -> None:
    assert certificate(text) is False


@pytest.mark.parametrize("text", ["", "Zeugnisse der Geschichte", "Führung durch das Museum"])
def test_who_does_not_speak_of_a_certificate_leaves_it_open(text: str) -> None:
    assert certificate(text) is None


def test_one_demand_outweighs_every_denial() -> None:
    assert certificate("Kein Führungszeugnis nötig", "Erweitertes Führungszeugnis") is True


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("barrierefrei", True),
        ("Rollstuhlgerecht, Aufzug vorhanden", True),
        ("Ebenerdiger Eingang, ohne Stufen", True),
        ("nicht barrierefrei", False),
        ("Leider keine Barrierefreiheit", False),
        ("drei Stufen am Eingang", False),
        ("Keine Stufen, Aufzug vorhanden", True),
        ("keine Treppen", None),
        ("Ein Aufzug ist nicht vorhanden", False),
        ("teilweise barrierefrei", None),
        ("Nein", False),
        ("bitte anrufen", None),
        ("", None),
    ],
)
def test_steps_are_told_from_none(text: str, expected: bool | None) -> None:  # noqa: FBT001 - a table's cell
    assert step_free(text) is expected


@pytest.mark.parametrize(
    "text",
    [
        "Keine Vorkenntnisse nötig",
        "Ohne besondere Vorkenntnisse",
        "Vorkenntnisse sind nicht nötig.",
        "Sie brauchen keine Fachkenntnisse, aber ein Führungszeugnis.",
        "Besondere Kenntnisse werden nicht vorausgesetzt.",
        "Vorerfahrung ist nicht erforderlich",
    ],
)
def test_that_nothing_must_be_known_before_is_recognised(text: str) -> None:
    assert knowledge(text) is False


@pytest.mark.parametrize("text", ["Vorkenntnisse im Gartenbau", "Gute Kenntnisse in Excel"])
def test_what_must_be_known_before_is_recognised(text: str) -> None:
    assert knowledge(text) is True


@pytest.mark.parametrize("text", ["", "Deutschkenntnisse sind hilfreich", "Wir teilen unsere Erfahrung."])
def test_who_does_not_speak_of_knowledge_leaves_it_open(text: str) -> None:
    assert knowledge(text) is None
