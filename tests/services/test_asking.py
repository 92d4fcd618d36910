"""Mails that ask back: to whom they go, and that they tell no more than needed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from kosidesk.domain.change import Edit
from kosidesk.domain.client import CONTACT, STORE, Client
from kosidesk.domain.consultation import Consultation
from kosidesk.domain.errors import LeaseEnded, NotFound, NotPossibleNow
from kosidesk.domain.ids import NOBODY, RecordId
from kosidesk.domain.record import Record
from kosidesk.services import asking, clients, connection, consultations, records
from kosidesk.services.connection import Contact
from kosidesk.services.desk import Desk
from tests.desks import NOW, make_desk, offer
from tests.services.test_lease import CONNECTION

ADA = Client(NOBODY, name="Ada Beispiel", phone="0202 000-11", mail="ada@example.org")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    yield made
    made.database.close()


def opened(content: bytes) -> EmailMessage:
    """As a mail program does."""
    mail = message_from_bytes(content, policy=default)
    assert isinstance(mail, EmailMessage)
    assert mail["X-Unsent"] == "1"
    return mail


def said(mail: EmailMessage) -> str:
    body = mail.get_body()
    assert body is not None
    return f"{mail['Subject']}\n{body.get_content()}"


def given(desk: Desk, title: str = "Vorlesen") -> tuple[Consultation, Record]:
    made = offer(desk, title)
    body = records.record(desk, "organisation", made.text("organisation"))
    desk.write(Edit(body, body.with_values(mail="haus@example.org")))
    talk = consultations.begin(desk)
    consultations.pick(desk, talk.id, made.id)
    return talk, made


def test_a_client_who_agreed_is_asked_under_her_code_and_not_by_her_name(desk: Desk) -> None:
    talk, _offer = given(desk)
    clients.keep(desk, talk.id, ADA, (STORE, CONTACT))
    mail = opened(asking.client_mail(desk, talk.id))
    assert mail["To"] == "ada@example.org"
    assert talk.code in said(mail)
    for told in ("Ada", "Beispiel", "000-11", "Vorlesen"):
        assert told not in said(mail)


@pytest.mark.parametrize("purposes", [(), (STORE,)])
def test_without_her_consent_nobody_writes_to_her(desk: Desk, purposes: tuple[str, ...]) -> None:
    talk, _offer = given(desk)
    if purposes:
        clients.keep(desk, talk.id, ADA, purposes)
    with pytest.raises(NotPossibleNow):
        asking.client_mail(desk, talk.id)


def test_an_organisation_learns_the_code_and_nothing_else_of_the_client(desk: Desk) -> None:
    talk, _offer = given(desk, "Vorlesen\nBcc: alle@example.org")
    clients.keep(desk, talk.id, ADA, (STORE, CONTACT))
    referral = consultations.shortlist(desk, talk.id).referrals[0]
    mail = opened(asking.organisation_mail(desk, referral.id))
    assert (mail["To"], mail["Bcc"]) == ("haus@example.org", None)
    assert talk.code in said(mail)
    assert "Vorlesen" in said(mail)
    assert "Ada" not in said(mail)


def test_after_the_lease_no_code_is_told(desk: Desk) -> None:
    talk, _offer = given(desk)
    referral = consultations.shortlist(desk, talk.id).referrals[0]
    connection.keep(desk, CONNECTION)
    connection.keep_contact(desk, Contact(lease_until=NOW + timedelta(days=30), latest=NOW))
    with pytest.raises(LeaseEnded):
        asking.organisation_mail(replace(desk, clock=lambda: NOW + timedelta(days=31)), referral.id)


def test_of_an_offer_that_is_gone_nobody_is_asked(desk: Desk) -> None:
    talk, made = given(desk)
    referral = consultations.shortlist(desk, talk.id).referrals[0]
    desk.write(Edit(made, None))
    with pytest.raises(NotFound):
        asking.organisation_mail(desk, referral.id)


def test_doubtful_offers_are_named_and_the_letter_hangs_on_the_mail(desk: Desk) -> None:
    _talk, made = given(desk)
    mail = opened(asking.offers_mail(desk, RecordId(made.text("organisation"))))
    assert mail["To"] == "haus@example.org"
    assert "– Vorlesen" in said(mail)
    (letter,) = mail.iter_attachments()
    assert letter.get_filename() == "Nachfrage 2026-11-21.pdf"
    assert letter.get_content().startswith(b"%PDF")
