"""Attacks of who has a token: on the records, and on what the sync tells."""

from collections.abc import Callable
from functools import partial
from typing import Any

from msgspec import structs

from kosidesk.protocol import access, codec, faults, frame
from kosidesk.protocol.access import DIGEST, HEAD, SNAPSHOT, SYNC
from kosidesk.protocol.messages import (
    NO_ENTRIES,
    Action,
    Code,
    Epoch,
    Mark,
    Operation,
    Recovered,
    Row,
    Status,
)
from kosidesk.schema import VERSION
from kosidesk.server.identity.limits import MOST_BODY
from kosidesk.server.person import ADMIN, COORDINATION, COUNSELLOR, STAND
from kosidesk.sqlfile import open_engine
from tests.server.attacks.attack import Attack, Do, quarantined, told
from tests.server.attacks.town import (
    AGENCY,
    ERASED_CASE,
    GONE_OFFER,
    MAIL,
    MAY_READ,
    NORTH,
    NORTH_CASE,
    NORTH_CONFLICT,
    NORTH_NOVELTY,
    NORTH_PART,
    OFFER,
    REVOKED,
    SOUTH,
    SOUTH_CASE,
    STOCK,
    WEST,
    Town,
    changes,
    creates,
    deletes,
    does,
    erases,
    record_id,
    require_hers,
)
from tests.server.attacks.web import Answered
from tests.server.identity.offices import JON, MARA, NOW

NEW = record_id(500)
SOMEWHERE_NORTH = f"case:{NORTH}"
FAR = 2**40
HISTORY = frozenset({"head", "history"})
"""What was refused has a place in the history, too; the records say what they said."""

FORGOTTEN = ("tomb", "erased")
"""That somebody is to stay forgotten is told anew, and of new parts of her, too."""

Make = Callable[[], Operation]


def with_nul(member: str) -> Operation:
    return structs.replace(changes("offer", OFFER, title="x"), **{member: "a\0b"})


def refuse(role: str, name: str, rule: str, *make: Make) -> Attack:
    return Attack(role, "POST", SYNC, name, rule, quarantined(role, *make), HISTORY)


def attack(role: str, name: str, rule: str, do: Do, *leaves: str) -> Attack:
    return Attack(role, "POST", SYNC, name, rule, do, HISTORY | set(leaves))


def with_field(operation: Operation, name: str, value: Any) -> Operation:
    return structs.replace(operation, differences={name: (None, value)})


def nested(depth: int) -> list[Any]:
    nest: list[Any] = []
    for _ in range(depth):
        nest = [nest]
    return nest


# Who says it


def name_what_cannot_be_looked_for(town: Town) -> None:
    for member in ("id", "kind", "record"):
        request = town.request(COUNSELLOR, with_nul(member))
        assert town.asks(COUNSELLOR, codec.encode_request(request)).status == faults.GARBLED
    for key in (("offer\0", OFFER), ("offer", f"{OFFER}\0")):
        image = Recovered(*key, 0, "public", {"title": "x"})
        request = town.request(COUNSELLOR, recovered=(image,))
        assert town.asks(COUNSELLOR, codec.encode_request(request)).status == faults.GARBLED


def write_in_another_s_name(town: Town) -> None:
    forged = structs.replace(changes("offer", OFFER, title=("Vorlesen", "Meins")), author=MARA)
    told(town, COUNSELLOR, Code.OK, forged)
    assert author_of(town, OFFER) == JON


def write_as_nobody(town: Town) -> None:
    forged = structs.replace(changes("offer", OFFER, title=("Vorlesen", "Meins")), author="a" * 10_000)
    told(town, COUNSELLOR, Code.OK, forged)
    assert author_of(town, OFFER) == JON


def author_of(town: Town, record: str) -> str:
    return next(entry.author for entry in town.entries(COORDINATION) if entry.id == record)


def speak_for_another_device(town: Town) -> None:
    request = town.request(COUNSELLOR, changes("offer", OFFER, title=("Vorlesen", "Meins")))
    for device in (town.machines[COORDINATION].id, "", "' OR 1=1 --"):
        stolen = codec.encode_request(structs.replace(request, device=device))
        assert town.asks(COUNSELLOR, stolen).status == faults.DENIED


def say_an_operation_again_with_other_content(town: Town) -> None:
    again = structs.replace(changes("offer", OFFER, title=("Vorlesen", "Meins")), id=STOCK[0].id)
    told(town, COUNSELLOR, Code.OK, again)


def hide_behind_a_refused_operation(town: Town) -> None:
    refused = changes("agency", AGENCY, name=("Agentur Musterstadt", "Meine"))
    allowed = structs.replace(changes("offer", OFFER, title=("Vorlesen", "Meins")), id=refused.id)
    codes = [ack.code for ack in town.sync(COUNSELLOR, refused, allowed).acks]
    assert codes == [Code.QUARANTINED, Code.QUARANTINED]


# What has no way back


def bring_back_who_was_erased(role: str) -> Do:
    def do(town: Town) -> None:
        again = {"code": "E", "team": SOUTH, "notes": "Wieder da"}
        told(
            town,
            role,
            Code.ERASED,
            creates("consultation", ERASED_CASE, **again),
            does(Action.REVIVE, "consultation", ERASED_CASE, **again),
            changes("consultation", ERASED_CASE, **again),
            creates("referral", NEW, consultation=ERASED_CASE, state="noted"),
            creates("offer", ERASED_CASE, title="Wieder da"),
        )

    return do


def end_a_record_by_calling_it_a_part(role: str) -> Do:
    """Of who was erased; the ledger of erasures knows nothing but ids."""

    def do(town: Town) -> None:
        for operation in (
            creates("referral", NORTH_CASE, consultation=ERASED_CASE),
            creates("image", OFFER, of_kind="consultation", of_record=ERASED_CASE),
            deletes("referral", MARA, consultation=(ERASED_CASE, None)),
            creates("referral", "mine", consultation=ERASED_CASE),
        ):
            told(town, role, Code.ERASED, operation)

    return do


def file_conflicts_in_a_foreign_scope(town: Town) -> None:
    """An edit of what is not there is kept as a conflict where its sender may write, whatever he declares."""
    before = scopes_of_conflicts(town)
    told(
        town,
        COUNSELLOR,
        Code.CONFLICT,
        changes("consultation", NEW, SOMEWHERE_NORTH, team=("", SOUTH), notes="x"),
        changes("referral", NEW, SOMEWHERE_NORTH, consultation=("", SOUTH_CASE), reason="x"),
        changes("offer", NEW, SOMEWHERE_NORTH, title=("", "x")),
        changes("offer", GONE_OFFER, SOMEWHERE_NORTH, title=("", "x")),
    )
    filed = scopes_of_conflicts(town)
    assert filed.count(SOMEWHERE_NORTH) == before.count(SOMEWHERE_NORTH)
    assert len(filed) == len(before) + 4


def scopes_of_conflicts(town: Town) -> list[str]:
    return [entry.scope for entry in town.entries(COORDINATION) if entry.kind == "conflict"]


def claim_every_erasure(town: Town) -> None:
    for upto in (2**70, -1):
        town.sync(COUNSELLOR, erased_upto=upto)


# What the sync tells; `Town.sync` looks at every reply


def ask_for_everything(role: str) -> Do:
    def do(town: Town) -> None:
        for cursors in (
            {},
            {SOMEWHERE_NORTH: 0, "public": 0, "agency": 0, "case:": 0, "": 0, "*": 0},
            {SOMEWHERE_NORTH: -1, "public": -(2**62)},
            dict.fromkeys((SOMEWHERE_NORTH, "public"), FAR),
        ):
            for rows in (1, 0, -1, 2**62):
                told_of = town.sync(role, cursors=cursors, rows=rows)
                assert set(told_of.cursors) == MAY_READ[role]

    return do


def come_from_another_history(town: Town) -> None:
    for said in (
        {"lineage": (Epoch("forged", 0),)},
        {"lineage": (Epoch("forged", FAR), Epoch("again", -FAR))},
        {"seen": (Mark(FAR, "forged"),)},
        {"seen": (Mark(-1, ""), Mark(1, "forged"))},
    ):
        operation = changes("offer", OFFER, title=("Vorlesen", "Meins"))
        reply = town.sync(COUNSELLOR, operation, **said)
        assert (reply.status, reply.acks, reply.page) == (Status.FORK, (), NO_ENTRIES)


def read_with_a_newer_or_older_program(town: Town) -> None:
    for schema in (0, -1, FAR):
        town.sync(COUNSELLOR, schema=schema)


# What is handed back after a fork


def image(kind: str, record: str, scope: str, /, **more: Any) -> Recovered:
    said = {"values": {}, "author": MARA, "at": NOW.isoformat(), "fork": 0, **more}
    return Recovered(kind, record, scope=scope, **said)


def hand_back(role: str, *images: Recovered) -> Do:
    """Whether an image is taken or refused, the record says what it said."""

    def do(town: Town) -> None:
        before = contents(town)
        town.sync(role, recovered=images)
        assert contents(town) == before

    return do


def overwrite_by_handing_back(town: Town) -> None:
    """As if nothing had changed since a fork that is yet to come: a person decides instead."""
    forged = image("offer", OFFER, "public", values={"title": "Meins"}, fork=FAR)
    town.sync(COUNSELLOR, recovered=(forged,))
    told_of = {entry.id: entry for entry in town.entries(COORDINATION) if isinstance(entry, Row)}
    assert told_of[OFFER].values["title"] == "Vorlesen"
    assert any(row.values.get("of_record") == OFFER for row in told_of.values())


def contents(town: Town) -> set[str]:
    """Every record without its place in the history, and every deletion."""
    with town.context.store.looking() as connection:
        rows = connection.exec_driver_sql("SELECT kind, id, scope, author, at, body FROM record").all()
        tombs = connection.exec_driver_sql(
            "SELECT kind, id, scope, author, at FROM tomb WHERE NOT erased"
        ).all()
    return {repr(tuple(row)) for row in (*rows, *tombs)}


def images(role: str, name: str, rule: str, *handed: Recovered) -> Attack:
    return Attack(role, "POST", SYNC, name, rule, hand_back(role, *handed), HISTORY | {"record", "tomb"})


# Frames


def send(make: Callable[[bytes], bytes], *statuses: int) -> Do:
    def do(town: Town) -> None:
        operation = changes("offer", OFFER, title=("Vorlesen", "Meins"))
        whole = codec.encode_request(town.request(COUNSELLOR, operation))
        assert town.asks(COUNSELLOR, make(whole)).status in statuses

    return do


def flip_every_bit(town: Town) -> None:
    operation = changes("offer", OFFER, title=("Vorlesen", "Meins"))
    whole = codec.encode_request(town.request(COUNSELLOR, operation))
    for place in range(0, len(whole), 3):
        torn = bytearray(whole)
        torn[place] ^= 1 << place % 8
        assert town.asks(COUNSELLOR, bytes(torn)).status == faults.GARBLED


def wait_at_odd_places(role: str) -> Do:
    def do(town: Town) -> None:
        for seq in ("-1", "x", "", "9" * 5000, "²", "1 OR 1=1"):
            answered = town.web.ask("GET", f"{HEAD}?seq={seq.encode().hex()}", b"", town.token(role))
            assert answered.status == 200
            assert len(answered.body) < 40

    return do


def compare(role: str, *kinds: str) -> Do:
    """The sums a desk is told are over these kinds, though there are others."""

    def do(town: Town) -> None:
        seq = town.sync(COORDINATION).head.seq
        for whole in (False, True):
            asked = access.encoded(access.Compare(seq, 2**40, whole))
            answered = town.web.ask("POST", DIGEST, asked, town.token(role))
            assert answered.status == 200
            assert set(access.decoded(answered.body, access.Compared).sums) <= set(kinds)

    return do


def make_snapshot(town: Town, role: str) -> access.Snapshot:
    asked = access.encoded(access.Want(VERSION))
    answered = town.web.ask("POST", SNAPSHOT, asked, town.token(role))
    assert answered.status == 200
    return access.decoded(answered.body, access.Snapshot)


def part(town: Town, role: str, name: str, start: str = "0") -> Answered:
    return town.web.ask("GET", f"{SNAPSHOT}?name={name}&start={start}", b"", town.token(role))


def take_everything_at_once(role: str) -> Do:
    def do(town: Town) -> None:
        made = make_snapshot(town, role)
        file = town.context.settings.folder / "stolen.db"
        file.write_bytes(part(town, role, made.name).body)
        engine = open_engine(file, made.key, reading=True)
        with engine.connect() as connection:
            bodies = connection.exec_driver_sql("SELECT body FROM reply").scalars().all()
        engine.dispose()
        assert len(bodies) == made.pages
        for body in bodies:
            require_hers(role, codec.decode_reply(body))

    return do


def take_another_s_snapshot(role: str) -> Do:
    def do(town: Town) -> None:
        theirs = make_snapshot(town, COORDINATION).name
        device = town.machines[COORDINATION].id
        for name in (
            theirs,
            f"../{device}.{theirs}",
            f"{device}.{theirs}",
            "..%2F..%2Fkeys%2Fdatabase.key",
            "",
        ):
            for start in ("0", "-1", "x", "9" * 30):
                answered = part(town, role, name, start)
                assert answered.status in (faults.UNKNOWN, faults.FORBIDDEN)

    return do


NORTH_VALUES = {"code": "N", "team": NORTH, "notes": "Geheime Notiz"}
STOLEN_VALUES = {"code": "N", "team": SOUTH, "notes": "Meine"}

_CASES = (
    ("reads along in a note of another team", lambda: changes("consultation", NORTH_CASE, notes=("", "x"))),
    (
        "moves a case into her own team",
        lambda: changes("consultation", NORTH_CASE, f"case:{SOUTH}", team=(NORTH, SOUTH)),
    ),
    ("creates a case that exists", lambda: creates("consultation", NORTH_CASE, code="X", team=SOUTH)),
    ("moves a case to another team", lambda: changes("consultation", SOUTH_CASE, team=(SOUTH, NORTH))),
    ("creates a case for another team", lambda: creates("consultation", NEW, code="X", team=NORTH)),
    ("creates a case for a team nobody has", lambda: creates("consultation", NEW, code="X", team=WEST)),
    (
        "declares a foreign case her own",
        lambda: changes("consultation", NORTH_CASE, "public", notes=("Geheime Notiz", "x")),
    ),
    ("deletes a foreign case", lambda: deletes("consultation", NORTH_CASE, f"case:{SOUTH}")),
    ("erases a foreign case", lambda: erases("consultation", NORTH_CASE, f"case:{SOUTH}")),
    ("revives into a foreign team", lambda: does(Action.REVIVE, "consultation", NEW, team=NORTH)),
    ("puts a part into a foreign case", lambda: creates("referral", NEW, consultation=NORTH_CASE)),
    (
        "puts a part into a foreign case by declaring it hers",
        lambda: creates("referral", NEW, f"case:{SOUTH}", consultation=NORTH_CASE),
    ),
    ("changes a part of a foreign case", lambda: changes("referral", NORTH_PART, state=("noted", "ended"))),
    (
        "moves a foreign part into her own case",
        lambda: changes("referral", NORTH_PART, consultation=(NORTH_CASE, SOUTH_CASE)),
    ),
    ("deletes a part of a foreign case", lambda: deletes("referral", NORTH_PART)),
    (
        "forges a conflict about a foreign case",
        lambda: creates("conflict", NEW, of_kind="consultation", of_record=NORTH_CASE, field="notes"),
    ),
    (
        "decides a foreign conflict",
        lambda: changes("conflict", NORTH_CONFLICT, status=("undecided", "decided")),
    ),
    (
        "moves a foreign conflict to a record of hers",
        lambda: changes("conflict", NORTH_CONFLICT, of_record=(NORTH_CASE, OFFER), of_kind="offer"),
    ),
    ("writes a kind nobody knows into a foreign case", lambda: creates("newer", NEW, SOMEWHERE_NORTH, a="b")),
    ("writes a kind nobody knows for everybody", lambda: creates("newer", NEW, "public", a="b")),
    ("writes a kind nobody knows into a forged scope", lambda: creates("newer", NEW, "*", a="b")),
    (
        "moves a record of a kind nobody knows",
        lambda: changes("novelty", NORTH_NOVELTY, f"case:{SOUTH}", whatever=("Geheim", "x")),
    ),
    (
        "deletes what is not there in a foreign scope",
        lambda: deletes("consultation", NEW, team=(NORTH, None)),
    ),
)

_PEOPLE = (
    ("makes herself admin", lambda: changes("counsellor", JON, role=(COUNSELLOR, ADMIN))),
    ("renames the coordinator", lambda: changes("counsellor", MARA, name=("Mara", "Mallory"))),
    ("makes a counsellor", lambda: creates("counsellor", NEW, name="Mallory", role=ADMIN)),
    ("deletes the coordinator", lambda: deletes("counsellor", MARA, name=("Mara", None))),
    ("erases the coordinator", lambda: erases("counsellor", MARA)),
    ("renames the agency", lambda: changes("agency", AGENCY, name=("Agentur Musterstadt", "Meine"))),
    ("makes a second agency", lambda: creates("agency", NEW, name="Meine")),
    ("deletes the agency", lambda: deletes("agency", AGENCY)),
)

_FORMS: tuple[tuple[str, str, Make], ...] = (
    ("sends a draft", "local kinds stay", lambda: creates("draft", NEW, author=JON, said={})),
    ("sends a desk", "local kinds stay", lambda: creates("desk", NEW, name="x")),
    ("erases an offer", "only what is personal is erased", lambda: erases("offer", OFFER)),
    ("erases the agency's mapping", "only what is personal is erased", lambda: erases("mapping", NEW)),
    ("does what has no name", "known actions only", lambda: does("drop", "offer", OFFER)),
    ("writes a number for a title", "types", lambda: changes("offer", OFFER, title=("Vorlesen", 7))),
    ("writes a text for a set", "types", lambda: changes("offer", OFFER, fields=(["Kultur"], "Kultur"))),
    ("writes numbers into a set", "types", lambda: changes("offer", OFFER, fields=(["Kultur"], [7]))),
    ("writes true for a number", "types", lambda: changes("offer", OFFER, week=True)),
    ("translates into a list", "types", lambda: creates("translation", NEW, offer=OFFER, text=["x"])),
    ("writes a text for yes", "types", lambda: changes("contact", MAIL, private=(True, "nein"))),
    ("writes a day that is none", "types", lambda: changes("offer", OFFER, from_on="2026-13-45")),
    (
        "writes an instant without a zone",
        "types",
        lambda: changes("consultation", SOUTH_CASE, begun_at="2026-11-21"),
    ),
    ("writes a list for a team", "types", lambda: creates("consultation", NEW, team=[SOUTH, NORTH])),
    ("lies about the type of the old value", "types", lambda: changes("offer", OFFER, title=(7, "x"))),
    ("writes a text of a megabyte", "length", lambda: changes("offer", OFFER, title=("", "x" * 200_001))),
    (
        "writes the scope itself",
        "reserved names",
        lambda: with_field(changes("contact", MAIL), "scope", "public"),
    ),
    ("writes the place itself", "reserved names", lambda: changes("offer", OFFER, rev=FAR)),
    ("writes the id itself", "reserved names", lambda: changes("offer", OFFER, id=NEW)),
    ("writes a field without a name", "reserved names", lambda: changes("offer", OFFER, **{"": "x"})),
    ("writes a field of 61 letters", "length", lambda: changes("offer", OFFER, **{"x" * 61: "x"})),
    ("makes a record with an id that is none", "ids are UUIDs", lambda: creates("offer", "mine", title="x")),
    (
        "makes a record with an endless id",
        "ids are UUIDs",
        lambda: creates("offer", "a" * 100_000, title="x"),
    ),
    ("makes a record with a path for an id", "ids are UUIDs", lambda: creates("offer", "../../x", title="x")),
    ("writes an id in capitals", "ids are UUIDs", lambda: changes("offer", _LETTERED.upper(), title="x")),
    (
        "names an operation badly",
        "ids are UUIDs",
        lambda: structs.replace(changes("offer", OFFER, title="x"), id="1; DROP TABLE record"),
    ),
    (
        "says no time",
        "instants have a zone",
        lambda: structs.replace(changes("offer", OFFER, title="x"), at="gestern"),
    ),
    ("writes a number no database holds", "types", lambda: changes("offer", OFFER, week=2**70)),
    ("writes it into an unknown field", "types", lambda: changes("offer", OFFER, newer=-(2**70))),
    ("writes an endless nest", "depth", lambda: changes("offer", OFFER, newer=nested(900))),
    ("says it was an endless nest", "depth", lambda: changes("offer", OFFER, newer=(nested(900), "x"))),
    ("ends a text in its middle", "no NUL", lambda: changes("offer", OFFER, title=("Vorlesen", "a\0b"))),
    *(
        (f"ends the {member} in its middle", "no NUL", partial(with_nul, member))
        for member in ("transaction", "scope", "author")
    ),
    (
        "parts day and time by a NUL",
        "no NUL",
        lambda: structs.replace(changes("offer", OFFER, title="x"), at="2026-11-21\x0009:30:00+00:00"),
    ),
    (
        "erases a foreign case as a contact",
        "an id is erased under its own name",
        lambda: erases("contact", NORTH_CASE),
    ),
    (
        "erases a foreign case as something new",
        "an id is erased under its own name",
        lambda: erases("newer", NORTH_CASE),
    ),
    (
        "erases an offer as a case",
        "an id is erased under its own name",
        lambda: does(Action.ERASE, "consultation", OFFER, **_TEAM),
    ),
    ("makes a kind of a path", "kinds are names", lambda: creates("../offer", NEW, title="x")),
    ("makes a kind of 61 letters", "length", lambda: creates("x" * 61, NEW, title="x")),
)
_TEAM = {"team": (SOUTH, None)}
_LETTERED = "abcdefab-0000-7000-8000-00000000000f"

LAW = (
    # A counsellor of the south, on her desk
    *(refuse(COUNSELLOR, name, "cases belong to teams", make) for name, make in _CASES),
    *(refuse(COUNSELLOR, name, "people and agency are the coordination's", make) for name, make in _PEOPLE),
    *(refuse(COUNSELLOR, name, rule, make) for name, rule, make in _FORMS),
    attack(
        COUNSELLOR,
        "writes in another's name",
        "authors sat at the device",
        write_in_another_s_name,
        "record",
    ),
    attack(COUNSELLOR, "writes as nobody", "authors sat at the device", write_as_nobody, "record"),
    attack(COUNSELLOR, "speaks for another device", "a token has one device", speak_for_another_device),
    attack(
        COUNSELLOR,
        "says an operation again with other content",
        "an operation happens once",
        say_an_operation_again_with_other_content,
    ),
    attack(
        COUNSELLOR,
        "hides behind a refused operation",
        "an operation happens once",
        hide_behind_a_refused_operation,
    ),
    attack(
        COUNSELLOR,
        "brings back who was erased",
        "erased is for ever",
        bring_back_who_was_erased(COUNSELLOR),
        *FORGOTTEN,
    ),
    *(
        attack(
            role,
            "ends records by calling them parts",
            "nobody is forgotten by a lie",
            end_a_record_by_calling_it_a_part(role),
        )
        for role in (COUNSELLOR, STAND, REVOKED)
    ),
    attack(COUNSELLOR, "asks for everything", "scopes", ask_for_everything(COUNSELLOR)),
    attack(
        COUNSELLOR,
        "files conflicts in a foreign scope",
        "what is declared proves nothing",
        file_conflicts_in_a_foreign_scope,
        "record",
        "part",
    ),
    attack(COUNSELLOR, "claims every erasure", "numbers have bounds", claim_every_erasure),
    attack(COUNSELLOR, "comes from another history", "forks are told", come_from_another_history),
    attack(COUNSELLOR, "lies about its schema", "scopes", read_with_a_newer_or_older_program),
    attack(COUNSELLOR, "names what cannot be looked for", "no NUL", name_what_cannot_be_looked_for),
    attack(COUNSELLOR, "sends another frame", "frames", send(lambda w: b"KDR1" + w[4:], faults.GARBLED)),
    attack(COUNSELLOR, "sends half a frame", "frames", send(lambda w: w[: len(w) // 2], faults.GARBLED)),
    attack(COUNSELLOR, "sends a frame and more", "frames", send(lambda w: w + b"x", faults.GARBLED)),
    attack(COUNSELLOR, "sends nothing", "frames", send(lambda _: b"", faults.GARBLED)),
    attack(COUNSELLOR, "flips bits", "frames", flip_every_bit),
    attack(
        COUNSELLOR,
        "sends a bomb",
        "unpacked sizes are bounded",
        send(lambda _: frame.pack(codec.REQUEST, bytes(64 << 20)), faults.GARBLED, faults.TOO_LARGE),
    ),
    attack(
        COUNSELLOR,
        "sends an endless nest",
        "strict shapes",
        send(lambda _: frame.pack(codec.REQUEST, b"[" * 1_000_000), faults.GARBLED),
    ),
    attack(COUNSELLOR, "sends too much", "1 MiB", send(lambda _: bytes(MOST_BODY + 1), faults.TOO_LARGE)),
    images(
        COUNSELLOR,
        "hands back a foreign case",
        "cases belong to teams",
        image("consultation", NORTH_CASE, SOMEWHERE_NORTH, values={**NORTH_VALUES, "notes": "x"}),
        image("consultation", NORTH_CASE, f"case:{SOUTH}", values=STOLEN_VALUES, fork=FAR),
        image("consultation", NORTH_CASE, f"case:{SOUTH}", values=None, fork=FAR),
        image("consultation", NORTH_CASE, f"case:{SOUTH}", values=None, erased=True, fork=FAR),
        image("consultation", NEW, SOMEWHERE_NORTH, values=NORTH_VALUES),
        image("referral", NEW, f"case:{SOUTH}", values={"consultation": NORTH_CASE}),
        image("referral", NORTH_PART, f"case:{SOUTH}", values={"consultation": SOUTH_CASE}, fork=FAR),
        image("conflict", NEW, "agency", values={"of_kind": "consultation", "of_record": NORTH_CASE}),
        image("newer", NEW, SOMEWHERE_NORTH, values={"a": "b"}),
    ),
    images(
        COUNSELLOR,
        "hands back people and agency",
        "people and agency are the coordination's",
        image("counsellor", JON, "agency", values={"name": "Jon", "role": ADMIN}, fork=FAR),
        image("counsellor", MARA, "agency", values=None, fork=FAR),
        image("agency", AGENCY, "public", values={"name": "Meine"}, fork=FAR),
    ),
    attack(
        COUNSELLOR,
        "hands back who was erased",
        "erased is for ever",
        hand_back(
            COUNSELLOR,
            image(
                "consultation", ERASED_CASE, f"case:{SOUTH}", values={"code": "E", "team": SOUTH}, fork=FAR
            ),
            image("referral", NEW, f"case:{SOUTH}", values={"consultation": ERASED_CASE}, fork=FAR),
        ),
        *FORGOTTEN,
    ),
    images(
        COUNSELLOR,
        "hands back what no desk has",
        "types, names and ids",
        image("draft", NEW, "", values={"author": JON}),
        image("offer", OFFER, "public", values={"title": 7}, fork=FAR),
        image("offer", OFFER, "public", values={"scope": "agency"}, fork=FAR),
        image("offer", "mine", "public", values={"title": "x"}),
        image("offer", "a" * 100_000, "public", values={"title": "x"}),
    ),
    images(
        COUNSELLOR,
        "erases an offer by handing it back",
        "only what is personal is erased",
        image("offer", OFFER, "public", values=None, erased=True, fork=FAR),
    ),
    images(
        COUNSELLOR,
        "erases a foreign case by handing it back under another name",
        "an id is erased under its own name",
        image("contact", NORTH_CASE, "public", values=None, erased=True, fork=FAR),
        image("image", NORTH_CASE, "agency", values=None, erased=True, fork=FAR),
    ),
    attack(
        COUNSELLOR,
        "overwrites by handing back",
        "no history is shared beyond a fork",
        overwrite_by_handing_back,
        "record",
        "part",
    ),
    images(
        COUNSELLOR,
        "hands back a deletion nobody lost",
        "a deleted record stays as it was deleted",
        image("offer", GONE_OFFER, "public", values=None, fork=-FAR),
    ),
    # A stand: whoever sits at it, it holds nothing personal
    attack(STAND, "asks for everything", "a stand reads what is public", ask_for_everything(STAND)),
    attack(
        STAND,
        "brings back who was erased",
        "erased is for ever",
        bring_back_who_was_erased(STAND),
        *FORGOTTEN,
    ),
    refuse(
        STAND,
        "changes an offer",
        "a stand drops in",
        lambda: changes("offer", OFFER, title=("Vorlesen", "x")),
    ),
    refuse(STAND, "makes an offer", "a stand drops in", lambda: creates("offer", NEW, title="x")),
    refuse(STAND, "deletes an offer", "a stand drops in", lambda: deletes("offer", OFFER)),
    refuse(STAND, "makes a contact", "a stand drops in", lambda: creates("contact", NEW, name="x")),
    refuse(
        STAND,
        "translates an offer",
        "a stand drops in",
        lambda: creates("translation", NEW, offer=OFFER, language="tr", text="x"),
    ),
    refuse(STAND, "files a conflict", "a stand drops in", lambda: creates("conflict", NEW, of_record=OFFER)),
    refuse(STAND, "writes an image", "a stand drops in", lambda: creates("image", NEW, of_record=OFFER)),
    refuse(STAND, "writes a synonym", "a stand drops in", lambda: creates("synonym", NEW, words=["x", "y"])),
    refuse(STAND, "writes a kind nobody knows", "a stand drops in", lambda: creates("newer", NEW, a="b")),
    refuse(
        STAND,
        "drops in at another team",
        "cases belong to teams",
        lambda: creates("consultation", NEW, team=NORTH),
    ),
    refuse(STAND, "deletes a case", "a stand drops in", lambda: deletes("consultation", SOUTH_CASE)),
    refuse(STAND, "erases a case", "a stand drops in", lambda: erases("consultation", SOUTH_CASE)),
    images(
        STAND,
        "hands back offers and cases",
        "a stand drops in",
        image("offer", OFFER, "public", values={"title": "x"}, fork=FAR),
        image("offer", NEW, "public", values={"title": "x"}, fork=FAR),
        image("consultation", SOUTH_CASE, f"case:{SOUTH}", values=None, fork=FAR),
        image("consultation", SOUTH_CASE, f"case:{SOUTH}", values={"team": SOUTH}, fork=FAR),
    ),
    # An admin looks after the machine, not after people
    attack(ADMIN, "asks for everything", "admins read no cases", ask_for_everything(ADMIN)),
    refuse(
        ADMIN,
        "changes a case",
        "admins read no cases",
        lambda: changes("consultation", SOUTH_CASE, notes=("Eine Notiz", "x")),
    ),
    refuse(ADMIN, "makes a case", "admins read no cases", lambda: creates("consultation", NEW, team=SOUTH)),
    refuse(ADMIN, "erases a case", "admins read no cases", lambda: erases("consultation", SOUTH_CASE)),
    refuse(
        ADMIN,
        "decides a conflict of a case",
        "admins read no cases",
        lambda: changes("conflict", NORTH_CONFLICT, status="decided"),
    ),
    refuse(
        ADMIN,
        "erases a case as a contact",
        "an id is erased under its own name",
        lambda: erases("contact", SOUTH_CASE),
    ),
    images(
        ADMIN,
        "hands back a case",
        "admins read no cases",
        image("consultation", SOUTH_CASE, f"case:{SOUTH}", values={"team": SOUTH}, fork=FAR),
    ),
    # A coordinator has all of her teams, and no others
    attack(COORDINATION, "asks for everything", "scopes", ask_for_everything(COORDINATION)),
    attack(
        COORDINATION,
        "brings back who was erased",
        "erased is for ever",
        bring_back_who_was_erased(COORDINATION),
        *FORGOTTEN,
    ),
    refuse(
        COORDINATION,
        "makes a case for a team she has not",
        "cases belong to teams",
        lambda: creates("consultation", NEW, team=WEST),
    ),
    refuse(
        COORDINATION,
        "moves a case to a team she has not",
        "cases belong to teams",
        lambda: changes("consultation", SOUTH_CASE, team=(SOUTH, WEST)),
    ),
    refuse(
        COORDINATION, "erases an offer", "only what is personal is erased", lambda: erases("offer", OFFER)
    ),
    # Who was revoked may hand in, and that is all
    attack(REVOKED, "asks for everything", "revoked reads nothing", ask_for_everything(REVOKED)),
    refuse(
        REVOKED,
        "goes on working",
        "revoked writes nothing",
        lambda: changes("offer", OFFER, title=("Vorlesen", "x")),
        lambda: creates("consultation", NEW, team=SOUTH),
        lambda: deletes("offer", OFFER),
        lambda: creates("newer", NEW, a="b"),
    ),
    images(
        REVOKED,
        "hands back what it holds",
        "revoked writes nothing",
        image("offer", OFFER, "public", values={"title": "x"}, fork=FAR),
        image("consultation", SOUTH_CASE, f"case:{SOUTH}", values=None, erased=True, fork=FAR),
    ),
    *(
        Attack(
            role, "GET", HEAD, "waits at odd places", "the head tells one number", wait_at_odd_places(role)
        )
        for role in (COUNSELLOR, REVOKED)
    ),
)
