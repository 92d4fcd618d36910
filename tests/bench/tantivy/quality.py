"""German stems in title and text, one letter amiss, words unfinished, any of them enough."""

from pathlib import Path

import tantivy

from tests.bench.meter import Meter, Numbers
from tests.bench.search.documents import documents
from tests.bench.search.quality import MOST, Lists, figures

_FIELDS = ["title", "text"]
_UNFINISHED = (True, 1, True)


def measure(_folder: Path, size: int, _meter: Meter) -> Numbers:
    index = _index(size)
    searcher = index.searcher()

    def find(text: str) -> Lists:
        query, _ = index.parse_query_lenient(text, _FIELDS, fuzzy_fields=dict.fromkeys(_FIELDS, _UNFINISHED))
        return [[searcher.doc(place)["number"][0] for _, place in searcher.search(query, MOST).hits]]

    return figures(find, size)


def _index(size: int) -> tantivy.Index:
    """In memory: its files could not be encrypted."""
    schema = tantivy.SchemaBuilder().add_unsigned_field("number", stored=True)
    for name in _FIELDS:
        schema.add_text_field(name, tokenizer_name="de_stem")
    index = tantivy.Index(schema.build())
    writer = index.writer(num_threads=1)
    for offer in documents(size):
        writer.add_document(tantivy.Document(**offer._asdict()))
    writer.commit()
    index.reload()
    return index
