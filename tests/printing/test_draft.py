"""A mail draft with the sheet: any mail program can read it, and nobody can smuggle anything into it."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kosidesk.domain.errors import Invalid
from kosidesk.printing.draft import draft
from kosidesk.printing.languages import languages

PDF = b"%PDF-1.7\n\x00\xff\r\n%%EOF"
NAME = "Vermittlungsbogen 2026-11-21.pdf"
SENDER = ("Zentrum für gute Taten e.V.", "0202 000-1", "info@example.org")


def opened(content: bytes) -> EmailMessage:
    """As a mail program does."""
    read = message_from_bytes(content, policy=default)
    assert isinstance(read, EmailMessage)
    assert read.defects == []
    return read


def made(language: str = "de", to: str = "") -> EmailMessage:
    return opened(draft(PDF, NAME, language, SENDER, to))


def said(mail: EmailMessage) -> str:
    body = mail.get_body()
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def test_a_draft_opens_for_editing_with_the_sheet_attached() -> None:
    mail = made()
    assert mail["X-Unsent"] == "1"
    assert mail["Subject"] == "Ihr Vermittlungsbogen"
    assert [mail[name] for name in ("To", "Cc", "Bcc", "From", "Date", "Message-ID")] == [None] * 6
    (sheet,) = mail.iter_attachments()
    assert sheet.get_content() == PDF
    assert (sheet.get_filename(), sheet.get_content_type()) == (NAME, "application/pdf")


def test_the_body_greets_explains_and_says_who_writes() -> None:
    lines = said(made()).splitlines()
    assert lines[0] == "Guten Tag,"
    assert "Vermittlungsbogen" in lines[2]
    assert tuple(lines[-3:]) == SENDER


def test_every_line_ends_as_mail_demands() -> None:
    content = draft(PDF, NAME, "vi", SENDER, "hanna@example.org")
    assert content.isascii()
    assert content.count(b"\n") == content.count(b"\r\n") == content.count(b"\r")
    assert max(map(len, content.split(b"\r\n"))) <= 998


@pytest.mark.parametrize("language", languages())
def test_it_speaks_the_language_of_the_sheet_and_german_as_long_as_nobody_checked_it(language: str) -> None:
    mail = made(language)
    body = mail.get_body()
    assert body is not None
    assert body["Content-Language"] == languages()[language].tag
    assert "\n".join(SENDER) in said(mail)
    assert "Guten Tag," in said(mail) or not languages()[language].foreign


@pytest.mark.parametrize("to", ["hanna@example.org", "h.musterfrau+kosi@post.example.org", " a@b-c.de "])
def test_a_plain_address_is_where_it_goes(to: str) -> None:
    assert made(to=to)["To"] == to.strip()


@pytest.mark.parametrize(
    "to",
    [
        "hanna",
        "hanna@example",
        "hanna@example.org, jon@example.org",
        "Hanna <hanna@example.org>",
        '"hanna"@example.org',
        "hanna@[127.0.0.1]",
        "hanna@-example.org",
        ".hanna@example.org",
        "hanna@example..org",
        "hänna@example.org",
        "hanna@exämple.org",
        "hanna@example.org\nBcc: jon@example.org",
        "hanna@example.org\r\n\r\nHallo",
        "hanna@example.org\u2028Bcc: x@example.org",
        "x" * 250 + "@example.org",
    ],
)
def test_what_is_no_plain_address_is_refused(to: str) -> None:
    with pytest.raises(Invalid) as refused:
        made(to=to)
    assert refused.value.faults[0].code == "mail"


@given(to=st.text(), sender=st.text())
def test_nothing_that_is_typed_makes_another_header(to: str, sender: str) -> None:
    usual = {"Subject", "X-Unsent", "MIME-Version", "Content-Type"}
    try:
        content = draft(PDF, NAME, "de", (sender,), f"{to}@example.org")
    except Invalid:
        content = draft(PDF, NAME, "de", (sender,))
    mail = message_from_bytes(content, policy=default)
    assert set(mail.keys()) <= {*usual, "To"}
    assert [part.get_content_type() for part in mail.walk()] == [
        "multipart/mixed",
        "text/plain",
        "application/pdf",
    ]
