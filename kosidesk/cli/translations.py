"""The command that keeps an offer's summary in another language."""

from argparse import Namespace

from kosidesk.cli import access, texts
from kosidesk.cli.answers import answer
from kosidesk.i18n import _
from kosidesk.services import offers, translations, words


def translate(asked: Namespace) -> None:
    text = asked.text if asked.file is None else texts.read(asked.file)
    with access.opened(asked) as opened:
        offer = offers.by_number(opened.desk, asked.number)
        translations.translate(opened.desk, offer.id, asked.language, text)
        kept = {one.language: one.text for one in offers.full(opened.desk, offer.id).translations}
    answer(
        asked,
        {"number": offer.text("number"), "translations": kept},
        lambda: _said(asked.language in kept).format(
            number=asked.number, language=words.language_name(asked.language)
        ),
    )


def _said(is_kept: bool) -> str:  # noqa: FBT001 - the one thing it depends on
    if is_kept:
        return _("Angebot {number} hat jetzt eine Kurzbeschreibung in dieser Sprache: {language}.")
    return _("Angebot {number} hat keine Kurzbeschreibung mehr in dieser Sprache: {language}.")
