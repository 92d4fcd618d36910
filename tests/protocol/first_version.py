"""What ends of the first version said, as files that every later version must still read.

`python -m tests.protocol.first_version` wrote them, and will not do so again: they stand for programs in use.
"""

from pathlib import Path

from kosidesk.protocol import codec, orders, papers, proof
from kosidesk.protocol.messages import (
    Ack,
    Action,
    Code,
    Entry,
    Epoch,
    Evict,
    Mark,
    Operation,
    Recovered,
    Reply,
    Request,
    Row,
    Status,
    Tomb,
)
from kosidesk.protocol.orders import WIPE, Order

FOLDER = Path(__file__).with_name("first_version")
CODE = "4F7K-92MC-QX3T"
SIGNING, SEALING, POLICY = bytes(range(32)), bytes(range(1, 33)), bytes(range(2, 34))
BODY, REPLY_BODY = b"the body of /v1/enrol", b"with the lease secret"
ORDER = Order(WIPE, "desk-1", "00ff")

_AT = "2026-11-21T09:30:00+00:00"
_LINEAGE = (Epoch("e1", 0), Epoch("e2", 6))

REQUEST = Request(
    protocol=1,
    schema=2,
    device="desk-1",
    lineage=_LINEAGE,
    seen=(Mark(3, "ab"), Mark(7, "cd")),
    cursors={"public": 7, "agency": 5, "case:süd": 0},
    rows=500,
    operations=(
        Operation(
            *("op-1", "tx-1", Action.CREATE, "offer", "o1", "public"),
            *({"title": (None, "Vorlesen"), "fields": (None, ["Kinder", "Bücher"])}, "mara", _AT, 2),
        ),
        Operation(
            *("op-2", "tx-1", Action.CHANGE, "offer", "o2", "public"),
            *({"open_places": (3, 2), "of a newer version": ({"a": 1}, None)}, "mara", _AT, 2),
        ),
        Operation(*("op-3", "tx-2", Action.ERASE, "consultation", "c1", "case:süd", {}, "jon", _AT, 2)),
    ),
    recovered=(
        Recovered("offer", "o3", 6, "public", {"title": "Gärtnern"}, author="jon", at=_AT),
        Recovered("offer", "o4", 6, "public", None, erased=True),
    ),
    erased_upto=4,
    ratchet="word",
)

ENTRIES: tuple[Entry, ...] = (
    Row(
        "offer", "o1", 8, "public", "mara", _AT, {"title": "Vorlesen", "remote": False, "fields": ["Kinder"]}
    ),
    Evict("contact", "k1", 9, "public"),
    Row("contact", "k1", 9, "agency", "mara", _AT, {"name": "Frau Beispiel", "private": True}),
    Row("of a newer version", "x1", 10, "agency", "", "", {"what": {"is": [1, 2.5, None]}}),
    Tomb("offer", "o9", 11, "public", author="jon", at=_AT),
    Tomb("consultation", "c1", 12, "case:süd", erased=True),
)

REPLY = Reply(
    status=Status.FORK,
    lineage=_LINEAGE,
    head=Mark(12, "ef"),
    durable=6,
    cursors={"public": 12, "agency": 12},
    more=True,
    time=_AT,
    acks=(Ack("op-1", Code.OK, 8), Ack("op-2", Code.CONFLICT, 9), Ack("op-3", Code.ERASED, 12)),
    handed_back=(("offer", "o3"),),
    page=codec.page_of(ENTRIES),
    fork=6,
    ratchet="next word",
)


def files() -> dict[str, bytes]:
    """The same, as this version writes them."""
    paper, _ = papers.apply(BODY, CODE, SIGNING, papers.sealing_public(SEALING))
    application = papers.open_application(paper, CODE)
    return {
        "request.bin": codec.encode_request(REQUEST),
        "reply.bin": codec.encode_reply(REPLY),
        "entries.bin": codec.pack_page(codec.page_of(ENTRIES)),
        "antrag.kosi": paper,
        "antwort.kosi": papers.answer(
            REPLY_BODY, application, proof.public(POLICY), lambda said: proof.signature(POLICY, said)
        ),
        "order.json": orders.written(ORDER, proof.signature(POLICY, ORDER.said())),
    }


def main() -> None:
    FOLDER.mkdir()
    for name, content in files().items():
        (FOLDER / name).write_bytes(content)


if __name__ == "__main__":
    main()
