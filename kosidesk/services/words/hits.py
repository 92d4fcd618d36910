"""What a person should know of how the search understood her."""

from collections.abc import Iterator

from kosidesk.i18n import _
from kosidesk.search.query import Hits


def understood(hits: Hits) -> str:
    """ "" where every word was found as it was typed."""
    return "\n".join(_said(hits))


def _said(hits: Hits) -> Iterator[str]:
    if hits.corrected:
        pairs = (
            _("{meant} (statt {typed})").format(meant=meant, typed=typed) for typed, meant in hits.corrected
        )
        yield _("Gefunden mit: {words}").format(words=", ".join(pairs))
    if hits.fewer and len(hits):
        yield _("Kaum ein Angebot hat alle Wörter; gezeigt wird auch, was die meisten hat.")
