import hashlib
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kosidesk.paths import RESOURCES
from kosidesk.search.compounds import split, taken_apart
from kosidesk.search.words import fold, stem

FOLDER = RESOURCES / "words"

COMPOUNDS = """
    Altenheim=alten+Heim Altenpflege=alten+Pflege Ausbildungspate=Ausbildung+Pate
    Bachpatenschaft=Bach+Patenschaft Bahnhofsmission=Bahnhof+Mission Baumpflege=Baum+Pflege
    Behindertensport=Behinderte+Sport Behördengänge=Behörden+Gang Bewerbungstraining=Bewerbung+Training
    Blindenbegleitung=Blinde+Begleitung Chorleitung=Chor+Leitung Computerkurs=Computer+Kurs
    Demenzbetreuung=Demenz+Betreuung Deutschkurs=Deutsch+Kurs Einkaufshilfe=Einkauf+Hilfe
    Erzählcafé=Erzählen+Café Fahrdienst=Fahren+Dienst Fahrradwerkstatt=Fahrrad+Werkstatt
    Familienpatenschaft=Familie+Patenschaft Ferienfreizeit=Ferien+Freizeit
    Feuerwehrjugend=Feuerwehr+Jugend Flüchtlingshilfe=Flüchtling+Hilfe Formularhilfe=Formular+Hilfe
    Fußballtrainer=Fußball+Trainer Gartenarbeit=Garten+Arbeit Gemeinschaftsgarten=Gemeinschaft+Garten
    Handyhilfe=Handy+Hilfe Hausaufgabenhilfe=Hausaufgaben+Hilfe Hausmeisterdienste=Hausmeister+Dienst
    Hospizbegleitung=Hospiz+Begleitung Hundespaziergang=Hund+Spaziergang Jugendzentrum=Jugend+Zentrum
    Katzenpflege=Katze+Pflege Kinderbetreuung=Kinder+Betreuung Kinderturnen=Kinder+Turnen
    Kirchencafé=Kirche+Café Kleiderkammer=Kleider+Kammer Krankenhausbesuch=Krankenhaus+Besuch
    Lebensmittelausgabe=Lebensmittel+Ausgabe Lesepatin=lesen+Patin Mathenachhilfe=Mathe+Nachhilfe
    Mittagstisch=Mittag+Tisch Museumsführung=Museum+Führung Märchenstunde=Märchen+Stunde
    Möbellager=Möbel+Lager Nachbarschaftshilfe=Nachbarschaft+Hilfe Naturschutz=Natur+Schutz
    Obdachlosenhilfe=Obdachlose+Hilfe Pressearbeit=Presse+Arbeit Repaircafé=Repair+Café
    Rollstuhlfahrer=Rollstuhl+Fahrer Sanitätsdienst=Sanität+Dienst Schulbücherei=Schule+Bücherei
    Schulgarten=Schule+Garten Schwimmbadaufsicht=Schwimmbad+Aufsicht Schülerlotse=Schüler+Lotse
    Seniorenbesuchsdienst=Senioren+Besuch+Dienst Sozialkaufhaus=sozial+Kaufhaus
    Spielenachmittag=Spiele+Nachmittag Sprachcafé=Sprache+Café Sprachförderung=Sprache+Förderung
    Stadtführungen=Stadt+Führung Stadtteilfest=Stadtteil+Fest Suppenküche=Suppe+Küche
    Tafelladen=Tafel+Laden Telefonseelsorge=Telefon+Seelsorge Theatergruppe=Theater+Gruppe
    Tierheim=Tier+Heim Trauerbegleitung=Trauer+Begleitung Umweltbildung=Umwelt+Bildung
    Vogelzählung=Vogel+Zählung Vorstandsarbeit=Vorstand+Arbeit Webseitenpflege=Webseite+Pflege
    Wohnungssuche=Wohnung+Suche
"""

WHOLE = """
    Begegnung Begleitung Behinderung Beratung Bereitschaft Betreuung Bibliothek Caritas Diakonie
    Dokumentation Einrichtung Engagement Erfahrung Erwachsene Freizeit Freude Freundschaft Führung Geduld
    Geflüchtete Gesellschaft Information Inklusion Integration Interesse Jugendliche Kindergarten
    Koordination Krankenhaus Lehrerin Menschen Migranten Museum Musik Nachmittag Organisation Patenschaft
    Politik Religion Restaurant Restaurierung Sekretariat Senioren Theater Trainerin Unterstützung
    Veranstaltung Verantwortung Vermittlung Verwaltung Vorkenntnisse Wochenende Wuppertal gemeinsam
    regelmäßig
"""


@pytest.mark.parametrize("known", COMPOUNDS.split())
def test_a_compound_is_met_by_the_words_it_is_made_of(known: str) -> None:
    compound, parts = known.split("=")

    assert {stem(fold(part)) for part in parts.split("+")} <= set(split(fold(compound)))


@pytest.mark.parametrize("word", WHOLE.split())
def test_what_means_one_thing_stays_whole(word: str) -> None:
    assert split(fold(word)) == ()


def test_the_words_of_a_stock_take_apart_what_the_language_need_not_know() -> None:
    stock = {stem("wupper"): 1_000, stem("ufer"): 1_000}

    assert taken_apart("wupperufer", stock.get) == (stem("wupper"), stem("ufer"))
    assert taken_apart("wupperfest", stock.get) == ()


def test_words_run_together_are_looked_at_piece_by_piece_and_not_in_every_combination() -> None:
    stock = {stem(word): 1_000 for word in ("mehr", "meh", "generation", "haus", "leben", "anger", "salbei")}
    asked: list[str] = []

    def rank(part: str) -> int | None:
        asked.append(part)
        return stock.get(part)

    assert taken_apart("salbeiangerlebenxmehrgenerationenhaus" + "meh" * 7, rank) == ()
    assert len(asked) < 20_000


@given(st.text("abcdefghiklmnoprstuz", max_size=70))
def test_whatever_is_taken_apart_its_parts_are_shorter_than_it(word: str) -> None:
    assert all(0 < len(part) < len(word) for part in split(word))


def test_the_list_of_words_is_the_one_that_is_described() -> None:
    (described,) = tomllib.loads((FOLDER / "WORDS.toml").read_text("utf-8"))["list"]
    content = (FOLDER / described["file"]).read_bytes()

    assert hashlib.sha256(content).hexdigest() == described["sha256"]
    assert "Attribution-ShareAlike 4.0" in (FOLDER / described["licence_file"]).read_text("utf-8")
