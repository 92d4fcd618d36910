"""The field registry: which kinds of record there are and how each of their fields behaves.

Tables, differences, the wire, CSV and JSON derive from it. A new kind of record is an entry here, a service
and a screen; storage carries it without further code. Fields may be added, never renamed or removed:
`VERSION` rises, and the new field says `since`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

VERSION = 5


class Type(Enum):
    """What a value is, and thereby how it stands in a table and in JSON."""

    TEXT = "text"
    INTEGER = "integer"
    REAL = "real"
    BOOLEAN = "boolean"
    DATE = "date"  # ISO 8601, "2026-11-21"
    INSTANT = "instant"  # ISO 8601 with offset, UTC, "2026-11-21T09:30:00+00:00"
    TEXTS = "texts"  # a tuple of str
    VALUES = "values"  # a mapping of field names to plain values, stored as JSON


class Merge(Enum):
    """How two changes of one field are joined (`protocol.merge`)."""

    SCALAR = "scalar"  # one value; changed on both sides differently is a conflict
    SET = "set"  # members added or removed on either side
    COUNTER = "counter"  # both sides' differences are added
    APPEND = "append"  # entries only ever join at the end, never conflict
    TEXT = "text"  # merged by line; an overlap is a conflict


class Owner(Enum):
    """Who may speak of a field: a feed and the desk, or the desk alone."""

    SOURCE = "source"
    DESK = "desk"


class Scope(Enum):
    """Whose machines a kind reaches when desks are joined."""

    PUBLIC = "public"  # every desk, stands too
    AGENCY = "agency"  # every desk of the agency, no stand
    CASE = "case"  # the counsellor's own, or the team's
    LOCAL = "local"  # never leaves this desk


@dataclass(frozen=True)
class Field:
    """One field of a kind. Fields that name the same `group` are merged as one unit.

    `part_of` marks the reference to the record this one is a part of: who has that erased has this erased.
    """

    name: str
    type: Type = Type.TEXT
    merge: Merge = Merge.SCALAR
    since: int = 1
    owner: Owner = Owner.SOURCE
    personal: bool = False
    group: str = ""
    refers_to: str = ""
    part_of: bool = False


@dataclass(frozen=True)
class Kind:
    """One kind of record. Without `journalled`, its changes are no history, and what is deleted is gone."""

    name: str
    fields: tuple[Field, ...]
    scope: Scope = Scope.PUBLIC
    since: int = 1
    journalled: bool = True

    def field(self, name: str) -> Field:
        """Raises KeyError for a name this version does not know."""
        return _by_name(self.fields)[name]

    def names(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields)

    def units(self) -> Mapping[str, tuple[str, ...]]:
        """Name → the fields that are merged in one piece: those of a group, or a field on its own."""
        units: dict[str, tuple[str, ...]] = {}
        for field in self.fields:
            unit = field.group or field.name
            units[unit] = (*units.get(unit, ()), field.name)
        return units


def _by_name(fields: Iterable[Field]) -> Mapping[str, Field]:
    return {field.name: field for field in fields}


def _set(name: str, **more: object) -> Field:
    return Field(name, Type.TEXTS, Merge.SET, **more)  # type: ignore[arg-type]


def _desk(name: str, kind: Type = Type.TEXT, **more: object) -> Field:
    return Field(name, kind, owner=Owner.DESK, **more)  # type: ignore[arg-type]


# Where a record came from. `source` is a name such as "freinet:999", empty for records born on a desk;
# `number` is what people call the record, `edited_on` the source's own date of change.
_ORIGIN = (
    Field("source"),
    Field("number"),
    Field("created_on", Type.DATE),
    Field("edited_on", Type.DATE),
)
_ASSURANCE = (
    _desk("assured_on", Type.DATE, group="assurance"),
    _desk("assured_by", group="assurance"),
)
_ADDRESS = (
    Field("street", group="address"),
    Field("postcode", group="address"),
    Field("town", group="address"),
)

ORGANISATION = Kind(
    "organisation",
    (
        Field("name"),
        Field("legal_form"),
        Field("parent", refers_to="organisation"),
        Field("description", merge=Merge.TEXT),
        *_ADDRESS,
        Field("phone"),
        Field("mobile"),
        Field("mail"),
        Field("web"),
        Field("registry_number"),
        Field("status"),
        *_ASSURANCE,
        *_ORIGIN,
        _desk("notes", merge=Merge.TEXT),
        # The organisation this one turned out to be; sources may go on naming it.
        _desk("merged_into", refers_to="organisation", since=4),
    ),
)

# A contact belongs to an offer, or else to an organisation.
CONTACT = Kind(
    "contact",
    (
        Field("organisation", refers_to="organisation"),
        Field("offer", refers_to="offer"),
        Field("ordinal", Type.INTEGER),
        Field("name", personal=True),
        Field("function"),
        Field("phone", personal=True),
        Field("mobile", personal=True),
        Field("mail", personal=True),
        _desk("private", Type.BOOLEAN),
        Field("source"),
    ),
)

# A place belongs to an offer, or else to an organisation. Coordinates are WGS 84 degrees.
PLACE = Kind(
    "place",
    (
        Field("organisation", refers_to="organisation"),
        Field("offer", refers_to="offer"),
        Field("ordinal", Type.INTEGER),
        *_ADDRESS,
        Field("latitude", Type.REAL, group="position"),
        Field("longitude", Type.REAL, group="position"),
        Field("quality", group="position"),
        Field("district"),
        Field("stop"),
        Field("accessibility"),
        Field("source"),
    ),
)

OFFER = Kind(
    "offer",
    (
        Field("kind"),
        Field("organisation", refers_to="organisation"),
        Field("title"),
        Field("summary", merge=Merge.TEXT),
        Field("description", merge=Merge.TEXT),
        _set("tasks"),
        _set("fields"),
        _set("target_groups"),
        _set("skills"),
        _set("districts"),
        Field("time_text", merge=Merge.TEXT),
        Field("flexible", Type.BOOLEAN, group="time"),
        Field("hours_a_week", Type.REAL, group="time"),
        # 21 bits, seven days from Monday × morning, afternoon, evening; bit 0 is Monday morning.
        Field("week", Type.INTEGER, group="time"),
        Field("extent"),
        Field("from_on", Type.DATE, group="period"),
        Field("until_on", Type.DATE, group="period"),
        _set("dates"),
        Field("open_places", Type.INTEGER),
        Field("placements", Type.INTEGER),
        Field("current_placements", Type.INTEGER),
        _desk("paused_until", Type.DATE),
        Field("minimum_age", Type.INTEGER, group="age"),
        Field("maximum_age", Type.INTEGER, group="age"),
        Field("requirements", merge=Merge.TEXT),
        _set("documents"),
        _set("languages"),
        Field("licence"),
        Field("benefits", merge=Merge.TEXT),
        Field("training"),
        Field("expenses"),
        Field("insurance"),
        Field("certificate"),
        Field("remote", Type.BOOLEAN),
        Field("accessibility"),
        Field("open_to_minors", Type.BOOLEAN),
        _set("sdgs"),
        Field("web"),
        Field("contactable", Type.INTEGER),  # Freinet: 1 yes, 0 no, -1 unknown
        Field("status"),
        *_ASSURANCE,
        *_ORIGIN,
        _desk("notes", merge=Merge.TEXT),
        # How often in a row the organisation did not answer a client; 0 once somebody has assured the offer.
        _desk("unanswered", Type.INTEGER, merge=Merge.COUNTER, since=4),
    ),
)

# The summary of an offer in another language, typed by staff. It is a record of its own, and its id follows
# from offer and language (`domain.offer.translation_id`): two desks that write two languages never meet, and
# two that write the same one write one record, where equal texts are one and unequal ones a conflict.
TRANSLATION = Kind(
    "translation",
    (_desk("offer", refers_to="offer", part_of=True), _desk("language"), _desk("text", merge=Merge.TEXT)),
    since=3,
)

CONSULTATION = Kind(
    "consultation",
    (
        _desk("code"),
        _desk("kind"),
        _desk("channel"),
        _desk("state"),
        _desk("counsellor", refers_to="counsellor"),
        _desk("begun_at", Type.INSTANT),
        _desk("ended_at", Type.INSTANT),
        _desk("notes", merge=Merge.TEXT, personal=True),
        _desk("team", since=2),
        # When it was last gone on with, and the minutes that had passed before.
        _desk("resumed_at", Type.INSTANT, since=4),
        _desk("minutes", Type.INTEGER, since=4),
        # What it is about, for those kinds that have no wish.
        _desk("subject", merge=Merge.TEXT, personal=True, since=4),
        _desk("organisation", refers_to="organisation", since=4),
        _set("gives", owner=Owner.DESK, since=4),
        _desk("people", Type.INTEGER, since=4),
        # Its end: who contacts whom until when, and the one line for what mattered.
        _desk("contact_by", group="agreement", since=4),
        _desk("contact_until", Type.DATE, group="agreement", since=4),
        _desk("essence", merge=Merge.TEXT, personal=True, since=4),
    ),
    scope=Scope.CASE,
)

# What a client wishes for: one a consultation, its id follows from it (`domain.wish.wish_id`). Everything is
# optional; an empty field is no condition. `week` is counted as an offer's is.
WISH = Kind(
    "wish",
    (
        _desk("consultation", refers_to="consultation", part_of=True),
        _desk("words", merge=Merge.TEXT, personal=True),
        _set("motives", owner=Owner.DESK),
        _set("skills", owner=Owner.DESK),
        _set("fields", owner=Owner.DESK),
        _set("target_groups", owner=Owner.DESK),
        _set("districts", owner=Owner.DESK),
        _set("without_fields", owner=Owner.DESK),
        _set("without_target_groups", owner=Owner.DESK),
        _desk("week", Type.INTEGER),
        _desk("hours_a_week", Type.REAL),
        _set("extents", owner=Owner.DESK),
        _desk("mobility"),
        _desk("remote", Type.BOOLEAN),
        _desk("age", Type.INTEGER, personal=True),
        _set("languages", owner=Owner.DESK),
        _desk("step_free", Type.BOOLEAN),
        _desk("certificate", Type.BOOLEAN),
        # A stop or a district of the city, by its name: distances are counted from there.
        _desk("near_to", since=5),
    ),
    scope=Scope.CASE,
    since=4,
)

# A client who wants to be known. She stands on no desk without her consent to be kept.
CLIENT = Kind(
    "client",
    (
        _desk("consultation", refers_to="consultation", part_of=True),
        _desk("name", personal=True),
        _desk("phone", personal=True),
        _desk("mail", personal=True),
    ),
    scope=Scope.CASE,
    since=4,
)

# One of the three things a client may agree to, each for itself.
CONSENT = Kind(
    "consent",
    (
        _desk("client", refers_to="client", part_of=True),
        _desk("purpose"),
        _desk("text_version"),
        _desk("given_on", Type.DATE),
        _desk("taken_by", refers_to="counsellor"),
        _desk("withdrawn_on", Type.DATE),
    ),
    scope=Scope.CASE,
    since=4,
)

# What somebody looked for and how much of it there was, for the figures of a year: no words, no person.
# `origin` is "search" or "wish".
DEMAND = Kind(
    "demand",
    (
        _desk("on", Type.DATE),
        _desk("origin"),
        _set("fields", owner=Owner.DESK),
        _set("districts", owner=Owner.DESK),
        _desk("hits", Type.INTEGER),
    ),
    scope=Scope.AGENCY,
    since=5,
)

# Words that found nothing. They may be anything, a name too, and never leave this desk by themselves; what a
# counsellor hands on of them becomes a question to the coordination.
MISSED_SEARCH = Kind(
    "missed_search",
    (_desk("words", personal=True), _desk("times", Type.INTEGER), _desk("last_on", Type.DATE)),
    scope=Scope.LOCAL,
    since=5,
    journalled=False,
)
SEARCH_QUESTION = Kind(
    "search_question",
    (_desk("words", personal=True), _desk("asked_on", Type.DATE), _desk("state")),
    scope=Scope.AGENCY,
    since=5,
)

# Words that mean the same to whoever searches, beside those the program and the city bring along.
SYNONYM = Kind("synonym", (_set("words", owner=Owner.DESK),), since=5)

# Filters of the search under a name. `said` is the query as `services.filter_sets` writes it.
FILTER_SET = Kind("filter_set", (_desk("name"), _desk("said", Type.VALUES)), scope=Scope.LOCAL, since=5)

# The promise to ask back.
FOLLOW_UP = Kind(
    "follow_up",
    (
        _desk("consultation", refers_to="consultation", part_of=True),
        _desk("due_on", Type.DATE),
        _desk("counsellor", refers_to="counsellor"),
        _desk("state"),
        _desk("tries", Type.INTEGER, merge=Merge.COUNTER),
        _desk("note", merge=Merge.TEXT, personal=True),
        _desk("done_on", Type.DATE),
    ),
    scope=Scope.CASE,
    since=4,
)

# One offer on one client's shortlist and what became of it; the shortlist is a consultation's referrals
# in the order of `position`.
REFERRAL = Kind(
    "referral",
    (
        _desk("consultation", refers_to="consultation", part_of=True),
        _desk("offer", refers_to="offer"),
        _desk("position", Type.INTEGER),
        _desk("reason", merge=Merge.TEXT),
        _desk("state"),
        # What came of it: since when it stands so, what stood in the way, one line about it.
        _desk("state_on", Type.DATE, since=4),
        _desk("obstacle", since=4),
        _desk("remark", merge=Merge.TEXT, personal=True, since=4),
    ),
    scope=Scope.CASE,
)

COUNSELLOR = Kind("counsellor", (_desk("name", personal=True), _desk("role")), scope=Scope.AGENCY)

AGENCY = Kind(
    "agency",
    (
        _desk("name"),
        _desk("street", group="address"),
        _desk("postcode", group="address"),
        _desk("town", group="address"),
        _desk("phone"),
        _desk("mail"),
        _desk("web"),
        _desk("hours", merge=Merge.TEXT),
        _desk("greeting", merge=Merge.TEXT),
        _desk("next_steps", merge=Merge.TEXT),
        _desk("privacy", merge=Merge.TEXT),
        _desk("footer"),
        _desk("city"),
    ),
)

# A field that was changed on two sides; a person decides. Values stand as JSON texts. `mine` is what the
# record says, `theirs` what somebody else said and was not taken; `reason` is one of `domain.conflict`.
CONFLICT = Kind(
    "conflict",
    (
        _desk("of_kind"),
        _desk("of_record", part_of=True),
        _desk("field"),
        _desk("base"),
        _desk("theirs"),
        _desk("mine"),
        _desk("source"),
        _desk("by", refers_to="counsellor"),
        _desk("at", Type.INSTANT),
        _desk("status"),
        _desk("resolution"),
        _desk("reason", since=2),
    ),
    scope=Scope.AGENCY,
)

# What one format of one source last said of one record: the base of the next three-way merge.
IMAGE = Kind(
    "image",
    (
        _desk("of_kind"),
        _desk("of_record", part_of=True),
        _desk("source"),
        _desk("format"),
        _desk("present", Type.BOOLEAN),
        _desk("said", Type.VALUES, personal=True),
    ),
    scope=Scope.AGENCY,
)

# Which column of a table means which field, confirmed once per set of columns.
MAPPING = Kind(
    "mapping",
    (_desk("source"), _desk("columns", Type.TEXTS), _desk("meaning", Type.VALUES)),
    scope=Scope.AGENCY,
)

# Unsaved typing, so that a crash costs nothing. Leaves no history.
DRAFT = Kind(
    "draft",
    (
        _desk("author", refers_to="counsellor"),
        _desk("of_kind"),
        _desk("of_record", part_of=True),
        _desk("said", Type.VALUES, personal=True),
        _desk("at", Type.INSTANT),
    ),
    scope=Scope.LOCAL,
    journalled=False,
)

# This machine's own: what the desk is called and where its backups go.
DESK = Kind("desk", (_desk("name"), _desk("backups")), scope=Scope.LOCAL)

REGISTRY: Mapping[str, Kind] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            ORGANISATION,
            CONTACT,
            PLACE,
            OFFER,
            TRANSLATION,
            CONSULTATION,
            WISH,
            REFERRAL,
            CLIENT,
            CONSENT,
            FOLLOW_UP,
            DEMAND,
            MISSED_SEARCH,
            SEARCH_QUESTION,
            SYNONYM,
            FILTER_SET,
            COUNSELLOR,
            AGENCY,
            CONFLICT,
            IMAGE,
            MAPPING,
            DRAFT,
            DESK,
        )
    }
)
