"""Which fields stand on which page, in the order in which one is asked for them."""

from collections.abc import Mapping
from dataclasses import dataclass

from kosidesk.i18n import N_


@dataclass(frozen=True)
class Section:
    """Fields under one heading; `parts` names the kind of record of which any number stands below them."""

    title: str
    fields: tuple[str, ...] = ()
    parts: str = ""


PAGES: Mapping[str, tuple[Section, ...]] = {
    "offer": (
        Section(
            N_("Worum es geht"),
            ("title", "organisation", "kind", "summary", "description", "tasks", "fields", "target_groups"),
        ),
        Section(N_("Übersetzungen der Kurzbeschreibung"), parts="translation"),
        Section(
            N_("Wann"),
            (
                "time_text",
                "flexible",
                "hours_a_week",
                "week",
                "extent",
                "from_on",
                "until_on",
                "dates",
            ),
        ),
        Section(N_("Wo"), ("districts", "remote", "accessibility"), parts="place"),
        Section(N_("Wen man fragt"), ("web",), parts="contact"),
        Section(
            N_("Was man braucht"),
            (
                "minimum_age",
                "maximum_age",
                "open_to_minors",
                "requirements",
                "skills",
                "documents",
                "languages",
                "licence",
            ),
        ),
        Section(
            N_("Was man bekommt"), ("benefits", "training", "expenses", "insurance", "certificate", "sdgs")
        ),
        Section(N_("Wie es steht"), ("status", "open_places", "paused_until", "notes")),
    ),
    "organisation": (
        Section(N_("Wer sie ist"), ("name", "legal_form", "parent", "registry_number", "description")),
        Section(N_("Wie man sie erreicht"), ("street", "postcode", "town", "phone", "mobile", "mail", "web")),
        Section(N_("Wen man fragt"), parts="contact"),
        Section(N_("Weitere Orte"), parts="place"),
        Section(N_("Wie es steht"), ("status", "notes")),
    ),
}

PARTS: Mapping[str, tuple[Section, ...]] = {
    "place": (Section("", ("street", "postcode", "town", "district", "stop", "accessibility")),),
    "contact": (Section("", ("name", "function", "phone", "mobile", "mail", "private")),),
}

UNTOUCHED: Mapping[str, frozenset[str]] = {
    "offer": frozenset(
        {
            "number",
            "source",
            "created_on",
            "edited_on",
            "assured_on",
            "assured_by",
            "placements",
            "current_placements",
            "contactable",
            "unanswered",
        }
    ),
    "organisation": frozenset(
        {"number", "source", "created_on", "edited_on", "assured_on", "assured_by", "merged_into"}
    ),
    "place": frozenset({"organisation", "offer", "ordinal", "latitude", "longitude", "quality", "source"}),
    "contact": frozenset({"organisation", "offer", "ordinal", "source"}),
}
"""What comes from the source or is set by an action of its own, and is therefore not typed."""
