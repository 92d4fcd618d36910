"""The map's shortlist is found in whatever a client brings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kosidesk.exchange.merkliste import numbers

_MAIL = """Guten Tag,

ich interessiere mich für:

 * Angebot Nr. 30006
   Digitalsprechstunde 60 plus

 * Angebot Nr. 30090
   Pflege von 2 Baumscheiben

Link zur Anwendung:
https://www.example.org/ehrenamt/#/?cart=30006,30090,30180
"""


@pytest.mark.parametrize(
    ("pasted", "found"),
    [
        (_MAIL, ("30006", "30090", "30180")),
        (_MAIL.replace("\n", "\r\n"), ("30006", "30090", "30180")),
        ("https://www.example.org/#/?cart=3,1,2", ("3", "1", "2")),
        ("https://www.example.org/2026/?cart=3%2C1&x=9", ("3", "1")),
        ("https://www.example.org/#/?cart=", ()),
        ("20006, 20090; 20180\n20006", ("20006", "20090", "20180")),
        ("Nr. 7 und 8", ("7", "8")),
        ("angebot nr 5", ("5",)),
        ("nichts", ()),
        ("", ()),
        ("9" * 13, ()),
        ("Bitte 7K3QP-C und 20006.", ("7K3QP-C", "20006")),
        ("Angebot Nr. 7K3QP-C", ("7K3QP-C",)),
        ("7K3QP-D", ()),
        ("Meine Nummer ist 0202 000-123, bitte rufen Sie an.", ()),
        ("0202/000123, +49 (0)202 000 123, (0202) 000-12\n20006", ("20006",)),
        ("0202 000-123 wegen https://www.example.org/2026/7?x=9 an nr8@example.org www.example.org/5", ()),
        ("https://www.example.org/#/?cart=3,\n1 0202 000", ("3", "1")),
        ("am 21.11.2026 um 16:30 Uhr: 20006", ("20006",)),
        ("60+, A4, 2-mal, Haus 12b: 20006 (Vorlesen), Nr.20090", ("60", "20006", "20090")),
    ],
)
def test_numbers_in_order_and_once(pasted: str, found: tuple[str, ...]) -> None:
    assert numbers(pasted) == found


def test_hostile_lengths_end() -> None:
    assert len(numbers(",".join(map(str, range(50_000))))) == 100
    assert numbers("cart=" + "1," * 1_000_000) == ("1",)
    assert numbers("Angebot " * 100_000) == ()


@given(st.lists(st.integers(0, 10**12 - 1), max_size=30))
def test_link_gives_back_its_numbers(wanted: list[int]) -> None:
    link = "https://www.example.org/#/?cart=" + ",".join(map(str, wanted))
    assert numbers(link) == tuple(dict.fromkeys(map(str, wanted)))
