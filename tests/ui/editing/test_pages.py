"""The forms hold every field a counsellor would edit, and say its name."""

import pytest

from kosidesk.schema import REGISTRY
from kosidesk.services import words
from kosidesk.ui.editing.pages import PAGES, PARTS, UNTOUCHED
from kosidesk.ui.inputs.fields import HINTS


@pytest.mark.parametrize("kind", ["offer", "organisation", "contact", "place"])
def test_every_field_of_the_registry_is_edited_or_left_alone_on_purpose(kind: str) -> None:
    edited = [name for section in {**PAGES, **PARTS}[kind] for name in section.fields]
    assert len(edited) == len(set(edited))
    assert set(edited) | UNTOUCHED[kind] == set(REGISTRY[kind].names())
    assert not set(edited) & UNTOUCHED[kind]


def test_every_field_on_a_form_has_a_name_in_words() -> None:
    names = {name for page in (*PAGES.values(), *PARTS.values()) for part in page for name in part.fields}
    assert {name for name in names if words.field_name(name) == name} == set()


def test_hints_belong_to_fields() -> None:
    assert set(HINTS) <= {name for kind in REGISTRY.values() for name in kind.names()}
