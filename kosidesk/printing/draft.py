"""A mail that is only opened, not sent: a paper may hang on it, and a person decides."""

import re
from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP

from kosidesk.domain.errors import Invalid
from kosidesk.domain.fault import Fault
from kosidesk.i18n import GERMAN
from kosidesk.printing.asking import Mail
from kosidesk.printing.text import one_line
from kosidesk.printing.words import Words

# What every mail program takes and no more: no names, no quotes, no comments, no second address.
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_NAME = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"(?=.{{1,254}}$){_ATOM}(?:\.{_ATOM})*@(?:{_NAME}\.)+[A-Za-z]{{2,63}}", re.ASCII)


def draft(pdf: bytes, file_name: str, language: str, sender: Sequence[str], to: str = "") -> bytes:
    """An .eml file that mail programs open for editing, in the language of the paper.

    `sender` is who hands the paper out, line by line. Raises Invalid for a `to` that is no plain address.
    """
    words = Words(language)
    mail = _mail(words.sentence("Ihr Vermittlungsbogen").text, _body(words, sender), to)
    mail["Content-Language"] = words.language.tag
    mail.add_attachment(pdf, maintype="application", subtype="pdf", filename=file_name)
    return mail.as_bytes()


def asking(asked: Mail, to: str, pdf: bytes = b"", file_name: str = "") -> bytes:
    """An .eml file that asks something. Raises Invalid for a `to` that is no plain address."""
    mail = _mail(one_line(asked.subject), "\n\n".join(asked.text) + "\n", to)
    mail["Content-Language"] = GERMAN
    if pdf:
        mail.add_attachment(pdf, maintype="application", subtype="pdf", filename=file_name)
    return mail.as_bytes()


def _mail(subject: str, body: str, to: str) -> EmailMessage:
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = subject
    if to.strip():
        mail["To"] = _address(to.strip())
    mail["X-Unsent"] = "1"
    mail.set_content(body, cte="quoted-printable")
    return mail


def _address(typed: str) -> str:
    if not _ADDRESS.fullmatch(typed):
        raise Invalid((Fault("mail", "mail", typed),))
    return typed


def _body(words: Words, sender: Sequence[str]) -> str:
    """In the language of the paper, and below it in German as long as nobody has checked that language."""
    said = (
        words.sentence("Guten Tag,"),
        words.sentence(
            "im Anhang finden Sie Ihren Vermittlungsbogen mit den Angeboten aus unserem Gespräch."
        ),
        words.sentence("Wenn Sie Fragen haben, melden Sie sich gern bei uns."),
        words.sentence("Mit freundlichen Grüßen"),
    )
    own = [phrase.text for phrase in said]
    german = [phrase.beside for phrase in said if phrase.beside]
    return "\n\n".join([*own, *german, "\n".join(sender)]) + "\n"
