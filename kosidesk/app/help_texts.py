"""What F1 says of each screen: what it is for, and what to do first."""

from collections.abc import Mapping

from kosidesk.i18n import N_

HELP: Mapping[str, tuple[str, ...]] = {
    "start": (
        N_(
            "Hier steht, was heute zu tun ist: wen Sie anrufen sollten, welche Angebote jemand prüfen muss "
            "und welche Beratungen noch offen sind."
        ),
        N_(
            "Zuerst: Strg+B beginnt eine Beratung. Kommt jemand wieder, drücken Sie Strg+K und tippen den "
            "Code vom Zettel ein."
        ),
    ),
    "consultation": (
        N_(
            "Hier führen Sie das Gespräch. Alles ist freiwillig, und ohne Einwilligung bleibt die Person "
            "namenlos: bekannt ist nur der Code."
        ),
        N_(
            "Zuerst: antippen, was die Person erzählt. Daneben erscheint, was dazu passt, mit Gründen. Die "
            "Leertaste legt ein Angebot auf die Merkliste, Strg+P zeigt den Zettel."
        ),
        N_(
            "„Unterbrechen“ lässt die Beratung warten, bis die Person mit ihrem Code wiederkommt. „Beenden“ "
            "fragt, wer sich bei wem meldet und wann Sie nachfragen."
        ),
    ),
    "theses": (
        N_(
            "Hier beginnt ein Gespräch in zwei Minuten: Die Person sagt zu jeder These, ob sie stimmt. Am "
            "Ende steht, was dazu passt, und ein Klick übernimmt die Antworten in den Wunsch."
        ),
        N_("Zuerst: 1 stimmt, 2 egal, 3 stimmt nicht, 0 überspringt. Esc führt zum Gespräch zurück."),
    ),
    "follow_up": (
        N_(
            "Hier fragen Sie nach: was aus den Vermittlungen geworden ist, und ob Angebote noch gelten. Was "
            "am längsten wartet, steht oben."
        ),
        N_(
            "Zuerst: mit Enter den obersten Fall öffnen und anrufen. Eine Ziffer öffnet das Ergebnis des "
            "Angebots, N führt zum nächsten Anruf, R merkt einen neuen Tag vor."
        ),
        N_("Kommt ein Rückmeldeabschnitt zurück, führt sein Code zum Fall, auch mit einem Tippfehler."),
    ),
    "offers": (
        N_(
            "Hier stehen alle Angebote. Der erste Buchstabe beginnt die Suche; links grenzen Filter ein: + "
            "zeigt nur diese, − lässt diese weg."
        ),
        N_(
            "Die Form vor dem Titel sagt, wie lange das Angebot bestätigt ist: Kreis aktuell, Dreieck bald "
            "nachfragen, Raute nachfragen, Kreuz veraltet. F4 vermerkt nach einem Anruf, dass es noch gilt."
        ),
    ),
    "organisations": (
        N_(
            "Hier stehen die Einrichtungen mit ihren Angeboten, Ansprechpersonen und dem, was aus den "
            "Vermittlungen dorthin geworden ist."
        ),
        N_("Zuerst: Namen, Ort oder Nummer tippen, mit Enter öffnen, mit F2 bearbeiten."),
    ),
    "papers": (
        N_(
            "Hier drucken Sie, was mehr als einen Zettel betrifft: die Zettel des Tages, das "
            "Taschenverzeichnis für einen Stand, Briefe an Einrichtungen."
        ),
    ),
    "import": (
        N_(
            "Hier kommen Angebote aus Freinet, aus der Karte der Stadt oder aus einer Tabelle herein. Vor "
            "dem Übernehmen sehen Sie, was neu ist und was sich ändert."
        ),
        N_("Zuerst: eine Datei wählen oder ins Fenster ziehen. Übernommenes lässt sich zurücknehmen."),
    ),
    "conflicts": (
        N_(
            "Hier liegt, was an zwei Stellen verschieden geändert wurde, und was doppelt eingetragen sein "
            "kann. Nur ein Mensch kann das entscheiden; verloren ist nichts."
        ),
    ),
    "demand": (
        N_(
            "Hier steht, was gesucht wurde und wie viele Angebote es dafür gab, was Suchen nicht fanden, und "
            "welche Wörter dasselbe bedeuten. Nichts davon führt zu einer Person."
        ),
        N_(
            "Zuerst: unter „Ohne Treffer“ ein Wort wählen und mit Enter ein zweites dazuschreiben, unter dem "
            "die Angebote stehen. F8 gibt ein Wort an die Koordination weiter."
        ),
    ),
    "preferences": (
        N_(
            "Hier stehen Anschrift und Texte der Agentur, wie sie auf dem Zettel erscheinen, Schriftgröße "
            "und Farben, Sicherungen und die Verbindung zum gemeinsamen Server."
        ),
    ),
    "editing": (
        N_(
            "Hier bearbeiten Sie ein Angebot oder eine Einrichtung. Was getippt ist, bleibt auch nach einem "
            "Absturz erhalten; erst Strg+S gilt für alle."
        ),
    ),
    "sync": (
        N_(
            "Hier steht, was dieses Gerät mit dem gemeinsamen Server ausgetauscht hat und was noch wartet. "
            "Arbeiten können Sie immer, auch ohne Netz."
        ),
    ),
    "sheet": (
        N_(
            "So sieht der Zettel aus, den die Person mitnimmt. Ihr Name und Ihre Notizen stehen nicht darauf."
        ),
        N_("Zuerst: Sprache und Größe wählen. Strg+P öffnet den Druck, Strg+S speichert als PDF."),
    ),
    "list": (
        N_(
            "So sieht die Liste aus, die Sie ausgeben: als Datei für die Tabellenkalkulation oder auf "
            "Papier. Wer Rat gesucht hat, steht nur darin, wenn Sie es verlangen."
        ),
    ),
}
