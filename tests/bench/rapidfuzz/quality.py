"""The titles that hold something like the text."""

from pathlib import Path

from rapidfuzz import fuzz, process, utils

from tests.bench.meter import Meter, Numbers
from tests.bench.search.documents import documents
from tests.bench.search.quality import MOST, Lists, figures


def measure(_folder: Path, size: int, _meter: Meter) -> Numbers:
    titles = {offer.number: utils.default_process(offer.title) for offer in documents(size)}

    def find(text: str) -> Lists:
        typed = utils.default_process(text)
        return [
            [number for *_, number in process.extract(typed, titles, scorer=fuzz.partial_ratio, limit=MOST)]
        ]

    return figures(find, size)
