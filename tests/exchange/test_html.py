"""HTML becomes text that reads like the page did; nothing that is text gets lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kosidesk.domain.errors import Unreadable
from kosidesk.exchange import limits
from kosidesk.exchange.html import to_text
from kosidesk.exchange.notices import Notices, Spot


def _read(raw: str) -> str:
    return to_text(raw, Spot(1, Notices()))


def _codes(raw: str) -> set[str]:
    notices = Notices()
    to_text(raw, Spot(1, notices))
    return {notice.code for notice in notices}


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("<p>Eins</p><p>Zwei</p>", "Eins\n\nZwei"),
        ("<p>Eins<br>Zwei<br/>Drei</p>", "Eins\nZwei\nDrei"),
        ("<p>Eins\n  und\tzwei</p>", "Eins und zwei"),
        ("Vorher<ul><li>Eins</li><li>Zwei</li></ul>Nachher", "Vorher\n\n• Eins\n• Zwei\n\nNachher"),
        ("<ul><li><p>Eins</p></li><li></li><li><p>Zwei</p></li></ul>", "• Eins\n• Zwei"),
        ("<ul><li><br></li></ul>Nachher", "Nachher"),
        ("<ul><li>Eins<ul><li>Innen</li></ul></li><li>Zwei</li></ul>", "• Eins\n• Innen\n• Zwei"),
        ("<h1>Titel</h1>Text", "Titel\n\nText"),
        (
            "<table><tr><th>Tag</th><th>Zeit</th></tr><tr><td>Mo</td><td>9</td></tr></table>",
            "Tag | Zeit\nMo | 9",
        ),
        ("<table><tr><td><p>Mo</p></td><td><p>9</p><p>10</p></td></tr></table>", "Mo | 9 10"),
        ("<table><tr><td>Mit</td><td><ul><li>A</li><li>B</li></ul></td></tr></table>", "Mit | • A • B"),
        ("<p>a<img src='x' onerror='alert(1)'>b</p>", "ab"),
        ("<p>Spaß&nbsp;&amp;&nbsp;Spiel &lt;3</p>", "Spaß & Spiel <3"),
        ("<script>alert(1)</script><style>p{}</style>", ""),
        ("<p>Text</p><script>alert('<p>x</p>')</script>", "Text"),
        ("<p>Offen <b>und <i>verschachtelt", "Offen und verschachtelt"),
        ("<a href='https://example.org/x'>Anmeldung</a>", "Anmeldung (https://example.org/x)"),
        ("<a href='https://example.org/'>example.org</a>", "example.org (https://example.org/)"),
        ("<a href='https://example.org'>https://example.org</a>", "https://example.org"),
        ("<a href='mailto:a@example.org'>a@example.org</a>", "a@example.org"),
        ("<a href='javascript:alert(1)'>Klick</a>", "Klick"),
        ("Frau <Müller> & Co", "Frau <Müller> & Co"),
        ("ab 3 < 5 Kinder &uuml;ber Land", "ab 3 < 5 Kinder über Land"),
        ("<p>Frau <Müller></p>", "Frau <Müller>"),
        ("<Müller> und <b>fett</b>", "<Müller> und fett"),
        ("</Müller> <!> <b", "</Müller> <!> <b"),
        ("<p>3 <5 und 7> 6</p>", "3 <5 und 7> 6"),
        ("<p>Mail <a.mueller@example.org></p>", "Mail <a.mueller@example.org>"),
        ("<script", "<script"),
        ("<p>Vorher</p><script>und nachher", "Vorher\n\n<script>und nachher"),
        ("Vorher <!-- und nachher", "Vorher <!-- und nachher"),
        ("<p>Vorher<!-- weg --><o:p></o:p><video src='x'>nachher</video></p>", "Vorhernachher"),
        ("<!DOCTYPE html><?xml version='1.0'?><![if true]><p>Text</p><![endif]>", "Text"),
        ("<SCRIPT>weg</SCRIPT ><P>bleibt</P>", "bleibt"),
        ("<p>a<!-- <p>weg</p> -->b</p>", "ab"),
        ("Erste Zeile\r\nzweite\n\n\n\ndritte", "Erste Zeile\nzweite\n\ndritte"),
        ("  ", ""),
    ],
)
def test_html_reads_as_text(raw: str, text: str) -> None:
    assert _read(raw) == text


def test_oddities_are_noted() -> None:
    assert _codes("<p>a&nbsp;b</p>") == {"html", "nbsp"}
    assert _codes("a & b") == set()
    assert _codes("Zu\u00adsammen") == {"control_signs"}


def test_decomposed_letters_are_joined() -> None:
    assert _read("Bu\u0308cher") == "Bücher"


def test_deeply_nested_html_is_read() -> None:
    assert _read("<div>" * 2_000 + "Text" + "</div>" * 2_000) == "Text"


def test_value_beyond_all_measure_is_refused() -> None:
    with pytest.raises(Unreadable) as refused:
        _read("<" * (limits.FIELD + 1))
    assert refused.value.facts[1] == limits.FIELD_TOO_LONG


@pytest.mark.parametrize("sign", ["<", "<b ", "<!--", "<script>", "</", "<b:", "<?xml ", "<!["])
def test_a_sea_of_signs_that_are_no_tags_ends(sign: str) -> None:
    raw = (sign * (limits.FIELD // 2 // len(sign))).strip()
    assert _read(raw) == raw


_letters = st.text(
    st.characters(codec="utf-8", categories=["L", "Nd", "Po"], exclude_characters="&<>"), max_size=30
)


@settings(deadline=None)
@given(words=st.lists(_letters, max_size=5))
def test_words_between_tags_survive(words: list[str]) -> None:
    read = _read("".join(f"<p>{word}</p>" for word in words)).split()
    assert read == [part for word in words for part in _read(word).split()]


@settings(deadline=None)
@given(st.text(st.sampled_from("<>/&;= \n\"'pbrliultdah!-?1ä\u00a0"), max_size=80))
def test_whatever_comes_in_what_goes_out_is_clean(raw: str) -> None:
    text = _read(raw)
    assert text == text.strip()
    assert "\n\n\n" not in text
    assert "\u00a0" not in text
