"""A link leads to what the text says, or there is none."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kosidesk.printing.links import mailto, page, tel


@pytest.mark.parametrize(
    ("phone", "link"),
    [
        ("0202 1234-567", "tel:02021234567"),
        ("0202/1234567", "tel:02021234567"),
        ("(0202) 1234567", "tel:02021234567"),
        ("+49 202 1234567", "tel:+492021234567"),
        ("+49 (0)202 1234567", "tel:+492021234567"),
        ("(+49) 202 1234567", "tel:+492021234567"),
        ("0049 (0)202 123", "tel:0049202123"),
        ("110", "tel:110"),
    ],
)
def test_a_number_is_dialled_as_it_is_written(phone: str, link: str) -> None:
    assert tel(phone) == link


@pytest.mark.parametrize(
    "phone",
    [
        "",
        "12",
        "0202 1234 oder 0170 1234567",
        "0202 12345678 0170 12345678",
        "0202 1234; mobil",
        "0800-HILFE",
        "*21*0900123#",
        "٠٢٠٢ ١٢٣",
        "+",
    ],
)
def test_what_may_be_two_numbers_or_none_is_no_link(phone: str) -> None:
    assert tel(phone) == ""


@given(st.text("+0123456789()-/ .;,?&*#\r\n", max_size=30))
def test_a_link_to_a_phone_holds_nothing_but_a_number(phone: str) -> None:
    assert re.fullmatch(r"(tel:\+?[0-9]{3,15})?", tel(phone))


def test_an_address_becomes_a_mail_with_its_subject() -> None:
    assert mailto("info@example.org") == "mailto:info@example.org"
    assert (
        mailto("info@example.org", "Rückmeldung A&B")
        == "mailto:info@example.org?subject=R%C3%BCckmeldung%20A%26B"
    )


@pytest.mark.parametrize(
    "mail",
    [
        "",
        "info",
        "info@example",
        "a@example.org, b@example.org",
        "info@example.org?bcc=x@example.org",
        "Info <info@example.org>",
        "info@example.org\r\nBcc: x@example.org",
        ".a@example.org",
        "a..b@example.org",
        "ä@example.org",
        "a%40b@example.org",
        "a" * 250 + "@example.org",
    ],
)
def test_what_is_not_one_plain_address_is_no_link(mail: str) -> None:
    assert mailto(mail) == ""


@pytest.mark.parametrize(
    "address", ["https://www.example.org", "http://example.org:8080/a?b=c#d", "https://example.org/%C3%A4"]
)
def test_a_page_of_the_web_is_a_link(address: str) -> None:
    assert page(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "www.example.org",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://example.org/a b",
        "https://user@example.org",
        "https://example.org@evil.example",
        "https://exämple.org",
        "https://localhost",
        "https://example.org\n",
    ],
)
def test_whatever_else_is_no_link(address: str) -> None:
    assert page(address) == ""
