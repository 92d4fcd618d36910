"""What the program says in words: one sentence for everything that can be expected to go wrong, and names."""

from kosidesk.services.words.errors import sentence
from kosidesk.services.words.facets import facet_name, facet_word
from kosidesk.services.words.faults import fault
from kosidesk.services.words.feeds import notice, refusal
from kosidesk.services.words.findings import finding
from kosidesk.services.words.hits import understood
from kosidesk.services.words.likeness import alike, likeness
from kosidesk.services.words.names import (
    box_name,
    choice,
    field_name,
    kind_name,
    language_label,
    language_name,
    target_name,
    told,
    unit_name,
)
from kosidesk.services.words.printers import job_state, printer_state
from kosidesk.services.words.receipts import receipt
from kosidesk.services.words.rejections import rejection
from kosidesk.services.words.syncing import sync_facts, sync_line
from kosidesk.services.words.wishes import wished

__all__ = [
    "alike",
    "box_name",
    "choice",
    "facet_name",
    "facet_word",
    "fault",
    "field_name",
    "finding",
    "job_state",
    "kind_name",
    "language_label",
    "language_name",
    "likeness",
    "notice",
    "printer_state",
    "receipt",
    "refusal",
    "rejection",
    "sentence",
    "sync_facts",
    "sync_line",
    "target_name",
    "told",
    "understood",
    "unit_name",
    "wished",
]
