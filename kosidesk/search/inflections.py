"""What else stands in a text where somebody looks for a word: forms no stemmer brings together.

"gelesen", "liest" and "vorzulesen" are forms of "lesen" and "vorlesen"; "Museen" are more than one "Museum".
Words come folded, forms are stems, both as in `words`.
"""

from collections.abc import Iterator
from functools import cache, lru_cache

from kosidesk.search.compounds import is_word
from kosidesk.search.words import fold, stem

# The infinitive, then the forms whose stems differ from its own: present, past, participle.
_STRONG = """
    backen bäckt backte gebacken; befehlen befiehlt befahl befohlen; beginnen begann begonnen;
    beißen biss gebissen; biegen bog gebogen; bieten bot geboten; binden band gebunden; bitten bat gebeten;
    bleiben blieb geblieben; braten brät briet gebraten; brechen bricht brach gebrochen;
    brennen brannte gebrannt; bringen brachte gebracht; denken dachte gedacht; empfangen empfängt empfing;
    essen isst aß gegessen; fahren fährt fuhr gefahren; fallen fällt fiel gefallen;
    fangen fängt fing gefangen; finden fand gefunden; fliegen flog geflogen; fliehen floh geflohen;
    fließen floss geflossen; frieren fror gefroren; geben gibt gab gegeben; gehen ging gegangen;
    gewinnen gewann gewonnen; gießen goss gegossen; graben gräbt grub gegraben; greifen griff gegriffen;
    halten hält hielt gehalten; hängen hing gehangen; heben hob gehoben; helfen hilft half geholfen;
    kennen kannte gekannt; klingen klang geklungen; kommen kam gekommen; laden lädt lud geladen;
    lassen lässt ließ gelassen; laufen läuft lief gelaufen; leiden litt gelitten; leihen lieh geliehen;
    lesen liest las gelesen; liegen lag gelegen; messen misst maß gemessen; nehmen nimmt nahm genommen;
    nennen nannte genannt; raten rät riet geraten; reiten ritt geritten; rennen rannte gerannt;
    rufen rief gerufen; schaffen schuf geschaffen; scheiden schied geschieden; scheinen schien geschienen;
    schieben schob geschoben; schießen schoss geschossen; schlafen schläft schlief geschlafen;
    schlagen schlägt schlug geschlagen; schließen schloss geschlossen; schneiden schnitt geschnitten;
    schreiben schrieb geschrieben; schreiten schritt geschritten; schweigen schwieg geschwiegen;
    schwimmen schwamm geschwommen; sehen sieht sah gesehen; singen sang gesungen; sinken sank gesunken;
    sitzen saß gesessen; sprechen spricht sprach gesprochen; springen sprang gesprungen;
    stehen stand gestanden; steigen stieg gestiegen; sterben stirbt starb gestorben;
    streichen strich gestrichen; streiten stritt gestritten; tragen trägt trug getragen;
    treffen trifft traf getroffen; treiben trieb getrieben; treten tritt trat getreten;
    trinken trank getrunken; tun tat getan; verlieren verlor verloren; vergessen vergisst vergaß;
    verschwinden verschwand verschwunden; wachsen wächst wuchs gewachsen; waschen wäscht wusch gewaschen;
    wenden wandte gewandt; werben wirbt warb geworben; werfen wirft warf geworfen; wiegen wog gewogen;
    wissen weiß wusste gewusst; ziehen zog gezogen
"""

# Nouns with the plural of another language, and those who do what a verb says.
_NOUNS = """
    Museum Museen; Zentrum Zentren; Praktikum Praktika; Praktikum Praktiken; Gymnasium Gymnasien;
    Ministerium Ministerien; Stadion Stadien; Studium Studien; Jubiläum Jubiläen; Thema Themen; Album Alben;
    Konto Konten; Lexikon Lexika; Aquarium Aquarien; Forum Foren; Koch Köchin; Arzt Ärztin; Pate Patin;
    Lotse Lotsin; Freund Freundin; Nachbar Nachbarin; Student Studentin; Reparatur reparieren;
    Organisation organisieren; Telefon telefonieren; Musik musizieren; Fotograf fotografieren;
    Trainer trainieren; Training trainieren; Moderation moderieren; Koordination koordinieren;
    Dokumentation dokumentieren; Gespräch sprechen; Sänger singen; Gesang singen; Fahrt fahren;
    Hilfe helfen; Ausgabe ausgeben; Umzug umziehen; Wanderung wandern; Pflanzung pflanzen; Tänzer tanzen;
    Flucht flüchten
"""

_APART = """
    ab an auf aus bei durch ein fern heim her herum hin mit nach statt teil um vor vorbei weg weiter zu zurück
    zusammen
"""
_NOT_APART = "be emp ent er ge ver zer über unter"

# They look like forms of a verb and are words of their own.
_OTHERS = """
    Band Bote Gang Gebiet Geburt Gedicht Gefallen Gefahr Gehalt gerecht Gericht Gerücht gesamt Geschäft
    Geschichte Gesicht Gestalt Gewalt Gewicht Gewitter Grube Klang Lage liefern List Maß Rat Ritt Schein
    Schloss Schnitt Schritt Schuss Sprache Stand Streit Strich Tat Trieb Tritt weiß Wuchs Markt Kraft
    Haupt Kunst Gast Wirt Amt Schicht Sicht dicht
"""

_ENDINGS = ("", "e", "en", "er", "es", "em")
_SHORTEST = 3


@lru_cache(maxsize=20_000)
def forms(word: str) -> frozenset[str]:
    """Stems that say the same as this word, without its own; none of most words."""
    own = stem(word)
    if own in _others():
        return frozenset()
    verbs = {verb for one in (word, *_nouns().get(own, ())) for verb in _verbs(one)}
    of_verbs = {stem(form) for prefix, root in verbs for form in _inflected(prefix, root)}
    of_nouns = {stem(noun) for one in (own, *of_verbs) for noun in _nouns().get(one, ())}
    return frozenset((of_verbs | of_nouns) - {own} - _others())


def joined(word: str, particle: str) -> frozenset[str]:
    """What a verb means with a particle that stands apart from it: "liest ... vor" is "vorlesen"."""
    if particle not in _apart():
        return frozenset()
    meant = {particle + _infinitive(root) for prefix, root in _verbs(word) if not prefix}
    known = (one for one in meant if is_word(stem(one)))
    return frozenset(form for one in known for form in (stem(one), *forms(one)))


def _verbs(word: str) -> Iterator[tuple[str, str]]:
    """The prefixes and roots of verbs of which this is a form."""
    for prefix in ("", *_apart(), *_inseparable()):
        if word.startswith(prefix):
            yield from ((prefix, root) for root in _roots(prefix, word.removeprefix(prefix)))


def _roots(prefix: str, word: str) -> Iterator[str]:
    bare = {word.removesuffix(ending) for ending in _ENDINGS}
    strong = (_strong_of().get(part if prefix in ("", *_apart()) else f"ge{part}") for part in bare)
    yield from filter(None, (*strong, *map(_strong_of().get, bare)))
    yield from filter(_is_verb, _weak_roots(prefix, word, bare))


def _weak_roots(prefix: str, word: str, bare: set[str]) -> Iterator[str]:
    for infinitive in (word, *([word.removeprefix("zu")] if prefix else [])):
        yield from (infinitive.removesuffix(ending) for ending in ("en", "n") if infinitive.endswith(ending))
    for part in bare:
        for root in (part.removesuffix(ending) for ending in ("t", "et", "end") if part.endswith(ending)):
            yield from (root, *([root.removeprefix("ge")] if root.startswith("ge") else []))


def _inflected(prefix: str, root: str) -> Iterator[str]:
    infinitive = _infinitive(root)
    said = (_third(root), *_strong().get(root, (_participle(root),)))
    if prefix in _inseparable():
        said = tuple(form.removeprefix("ge") for form in said)
    yield from (prefix + form for form in (infinitive, f"{root}end", *said))
    if prefix in _apart():
        yield f"{prefix}zu{infinitive}"


def _is_verb(root: str) -> bool:
    """Whether it is one that is bent by the rule, if it is not a strong one."""
    if len(root) < _SHORTEST or stem(root) in _others():
        return False
    if root in _strong():
        return True
    return is_word(stem(_infinitive(root))) and is_word(stem(_participle(root)))


def _infinitive(root: str) -> str:
    """wander-n and feier-n, but spiel-en and studier-en."""
    without_e = root.endswith(("el", "er")) and not root.endswith(("iel", "eel", "eer"))
    return f"{root}n" if without_e and not _is_foreign(root) else f"{root}en"


def _is_foreign(root: str) -> bool:
    return root.endswith("ier") and not root.endswith("eier")


def _root(infinitive: str) -> str:
    return infinitive.removesuffix("en" if infinitive.endswith("en") else "n")


def _participle(root: str) -> str:
    """Of a verb that is bent by the rule."""
    is_bare = _is_foreign(root) or root.startswith(_inseparable())
    return _third(root) if is_bare else f"ge{_third(root)}"


def _third(root: str) -> str:
    """Who does it: "kocht", "arbeitet"."""
    return f"{root}et" if root.endswith(("t", "d", "chn", "ffn", "gn")) else f"{root}t"


@cache
def _strong() -> dict[str, tuple[str, ...]]:
    groups = ([fold(form) for form in line.split()] for line in _STRONG.split(";"))
    return {_root(infinitive): tuple(said) for infinitive, *said in groups}


@cache
def _strong_of() -> dict[str, str]:
    return {form: root for root, said in _strong().items() for form in said if stem(form) not in _others()}


@cache
def _nouns() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in _NOUNS.split(";"):
        words = frozenset(map(fold, line.split()))
        found.update({one: found.get(one, frozenset()) | words for one in map(stem, words)})
    return found


@cache
def _apart() -> tuple[str, ...]:
    return tuple(map(fold, _APART.split()))


@cache
def _inseparable() -> tuple[str, ...]:
    return tuple(map(fold, _NOT_APART.split()))


@cache
def _others() -> frozenset[str]:
    return frozenset(stem(fold(word)) for word in _OTHERS.split())
