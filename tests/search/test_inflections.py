"""Forms of one word meet, and words that only look like forms stay apart."""

import pytest

from kosidesk.search.terms import parse
from kosidesk.search.words import fold

SAME = """
    las=lesen liest=lesen gelesen=lesen vorgelesen=vorlesen vorzulesen=vorlesen lesen=gelesen
    vorlesen=vorgelesen half=helfen hilft=helfen geholfen=helfen mitgeholfen=mithelfen sang=singen
    gesungen=singen spricht=sprechen gesprochen=sprechen besprochen=besprechen trug=tragen getragen=tragen
    ausgetragen=austragen fährt=fahren fuhr=fahren gab=geben gibt=geben ausgegeben=ausgeben nimmt=nehmen
    genommen=nehmen teilgenommen=teilnehmen teilnimmt=teilnehmen ging=gehen gegangen=gehen
    gestanden=stehen geschrieben=schreiben schrieb=schreiben aufgeschrieben=aufschreiben gelaufen=laufen
    rief=rufen angerufen=anrufen hielt=halten schwamm=schwimmen geschwommen=schwimmen trank=trinken
    getrunken=trinken isst=essen gegessen=essen geboten=bieten angeboten=anbieten zog=ziehen
    umgezogen=umziehen geschlossen=schließen brachte=bringen mitgebracht=mitbringen beibrachte=beibringen
    dachte=denken trifft=treffen getroffen=treffen gewaschen=waschen wusch=waschen eingeladen=einladen
    eingekauft=einkaufen einzukaufen=einkaufen einkauft=einkaufen einkaufen=eingekauft
    ausgeführt=ausführen auszuführen=ausführen gekocht=kochen kocht=kochen kochte=kochen kochen=gekocht
    gebastelt=basteln bastelt=basteln gewandert=wandern gespielt=spielen vorgespielt=vorspielen
    repariert=reparieren organisiert=organisieren telefoniert=telefonieren besucht=besuchen
    besuchte=besuchen betreut=betreuen begleitet=begleiten unterstützt=unterstützen gemalt=malen
    genäht=nähen gepflegt=pflegen gepflanzt=pflanzen gelernt=lernen lernt=lernen übersetzt=übersetzen
    sterbend=sterben sterbende=sterben gestorben=sterben stirbt=sterben Museen=Museum Zentren=Zentrum
    Praktika=Praktikum Gymnasien=Gymnasium Themen=Thema Köchin=Koch Ärztin=Arzt Ärztinnen=Ärzte
    Gespräche=sprechen Fahrten=fahren Reparaturen=reparieren repariert=Reparatur gegossen=gießen
    gießt=gießen gebacken=backen backt=backen vergessen=vergisst getanzt=tanzen zugehört=zuhören
    zuhört=zuhören zuzuhören=zuhören abgeholt=abholen abzuholen=abholen aufgebaut=aufbauen
    aufzubauen=aufbauen verteilt=verteilen erzählt=erzählen gesammelt=sammeln eingesammelt=einsammeln
    ausgefüllt=ausfüllen geputzt=putzen aufgeräumt=aufräumen aufgepasst=aufpassen gestrickt=stricken
    verkauft=verkaufen beraten=berät berät=beraten gefeiert=feiern gesucht=suchen gezeichnet=zeichnen
    gearbeitet=arbeiten
"""

OTHER = """
    Geschichte=schichten Gesicht=sehen Gedicht=dichten Gefahr=fahren fahren=Gefahr Gefallen=fallen
    Gebiet=bieten Gewalt=walten Gericht=richten Markt=markieren Fach=Fracht Haut=hauen Band=binden
    binden=Band Stand=stehen stehen=Stand Sprache=Sprachkurs Schloss=schließen schließen=Schloss
    Bote=bieten bieten=Boten Lage=liegen liegen=Lage liefern=laufen laufen=liefern Maß=messen Wand=wenden
    Rat=treten Jugend=jung Abend=ab Tugend=tun Garten=gar Kita=Kit Haus=hauen Wald=walten Tafel=tagen
    Senioren=sehen Kunst=können Amt=am Welt=wellen Zeit=ziehen Licht=liegen Team=Tee Post=Pol Sport=sparen
    Gemeinde=meinen Gestalt=stellen Termin=Term Wirt=wirken Brot=braten Nacht=nach
"""


def meets(typed: str, said: str) -> bool:
    (term,) = parse(f"{typed} ")
    return term.meets(fold(said))


@pytest.mark.parametrize("pair", SAME.split())
def test_forms_of_one_word_meet(pair: str) -> None:
    one, other = pair.split("=")

    assert meets(one, other)
    assert meets(other, one)


@pytest.mark.parametrize("pair", OTHER.split())
def test_what_only_looks_like_a_form_stays_apart(pair: str) -> None:
    assert not meets(*pair.split("="))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("liest Kindern vor", "vorgelesen"),
        ("kauft für Nachbarn ein", "Einkaufen"),
        ("holt Kinder ab", "abzuholen"),
        ("nimmt teil", "teilnehmen"),
    ],
)
def test_a_verb_is_understood_with_what_stands_apart_from_it(typed: str, said: str) -> None:
    assert parse(typed)[0].meets(fold(said))


def test_a_word_that_is_no_verb_takes_nothing_from_the_end_of_what_is_typed() -> None:
    assert parse("Garten vor")[0] == parse("Garten")[0]
