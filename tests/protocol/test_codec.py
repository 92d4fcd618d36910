"""What one end says is what the other end hears, or it is refused."""

from collections.abc import Iterator
from datetime import date
from random import Random
from types import MappingProxyType
from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kosidesk.domain.errors import Garbled
from kosidesk.protocol import codec, frame
from kosidesk.protocol.messages import (
    PROTOCOL,
    Ack,
    Entry,
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
from kosidesk.services import cities
from kosidesk.services.demo import DEMO_CITY, stock
from tests.protocol import said

ROW = Row("offer", "o1", 7, "public", "mara", "2026-11-21T09:30:00+00:00", {"title": "Vorlesen"})
REQUEST = Request(PROTOCOL, 2, "desk-1", (), (), {"public": 3}, 500)
REPLY = Reply(Status.OK, (), Mark(7, "ab"), 0, {"public": 7}, more=False, time="2026-11-21T09:30:01+00:00")


def changed(operation: str) -> Operation:
    return Operation(
        *(operation, "t1", "change", "offer", "o1", "public", {"title": (None, "Vorlesen")}),
        *("mara", "2026-11-21T09:30:00+00:00", 2),
    )


@given(said.requests)
def test_a_request_is_heard_as_it_was_said(request: Request) -> None:
    assert codec.decode_request(codec.encode_request(request)) == request


@given(said.replies)
def test_a_reply_is_heard_as_it_was_said(reply: Reply) -> None:
    assert codec.decode_reply(codec.encode_reply(reply)) == reply


@given(said.pages)
def test_a_page_that_was_put_aside_is_found_again(page: tuple[Entry, ...]) -> None:
    assert codec.entries_of(codec.unpack_page(codec.pack_page(codec.page_of(page)))) == page


def test_what_happened_at_one_place_of_the_history_keeps_its_order() -> None:
    moved = (
        Evict("offer", "o1", 7, "public"),
        ROW,
        Tomb("contact", "c1", 7, "public"),
        Row("contact", "c2", 7, "agency", "mara", "", {}),
        Row("offer", "o2", 7, "agency", "mara", "", {"week": 3}),
    )
    assert codec.entries_of(codec.page_of(moved)) == moved


def test_fields_without_a_statement_are_left_out_and_false_is_one() -> None:
    page = (
        Row("offer", "o1", 1, "public", "", "", {"remote": False, "week": 0}),
        Row("offer", "o2", 2, "public", "", "", {"title": "Vorlesen", "remote": None}),
    )
    first, second = codec.entries_of(codec.page_of(page))
    assert isinstance(first, Row)
    assert isinstance(second, Row)
    assert first.values == {"remote": False, "week": 0}
    assert second.values == {"title": "Vorlesen"}


def test_values_arrive_as_plain_json() -> None:
    stored = {"fields": ("Kinder", "Vorlesen"), "said": MappingProxyType({"dates": ("2026-11-21",)})}
    row = Row("image", "i1", 1, "agency", "", "", stored)

    (heard,) = codec.entries_of(codec.page_of([row]))

    assert isinstance(heard, Row)
    assert heard.values == {"fields": ["Kinder", "Vorlesen"], "said": {"dates": ["2026-11-21"]}}


# Versions


def body_of(name: bytes, sent: bytes) -> Any:
    return msgspec.json.decode(frame.unpack(name, sent, 1 << 20))


def framed(name: bytes, body: Any) -> bytes:
    return frame.pack(name, msgspec.json.encode(body))


def test_members_a_newer_version_added_are_passed_over() -> None:
    request, operations = body_of(
        codec.REQUEST, codec.encode_request(msgspec.structs.replace(REQUEST, operations=(changed("1"),)))
    )
    newer = [[*request, "new"], [*operations, ["new"]], "new"]
    assert codec.decode_request(framed(codec.REQUEST, newer)).operations == (changed("1"),)

    order, [[fields, columns]], others = msgspec.json.decode(codec.page_of([ROW]))
    members = len(columns) - len(fields)
    wider = [*columns[:members], ["new"], *columns[members:]]
    page = [order, [[fields, wider, "new"]], others, "new"]
    assert codec.entries_of(msgspec.Raw(msgspec.json.encode(page))) == (ROW,)


def test_members_an_older_version_did_not_have_take_their_defaults() -> None:
    older = framed(codec.REQUEST, [[*msgspec.to_builtins(REQUEST)[:7]]])
    assert codec.decode_request(older) == REQUEST

    older = framed(codec.REPLY, msgspec.json.decode(msgspec.json.encode(REPLY))[:7])
    assert codec.decode_reply(older) == REPLY


# What is refused

SENT = {
    "request": (codec.encode_request(REQUEST), codec.decode_request),
    "reply": (codec.encode_reply(REPLY), codec.decode_reply),
    "page": (codec.pack_page(codec.page_of([ROW])), codec.unpack_page),
}


@pytest.mark.parametrize("sort", SENT)
def test_every_flipped_bit_is_refused(sort: str) -> None:
    whole, decode = SENT[sort]
    for bit in range(len(whole) * 8):
        bent = bytearray(whole)
        bent[bit // 8] ^= 1 << bit % 8
        with pytest.raises(Garbled):
            decode(bytes(bent))


@pytest.mark.parametrize("sort", SENT)
def test_every_truncation_and_every_addition_is_refused(sort: str) -> None:
    whole, decode = SENT[sort]
    for broken in (*(whole[:end] for end in range(len(whole))), whole + b"\0", whole + whole):
        with pytest.raises(Garbled):
            decode(broken)


@pytest.mark.parametrize("sort", SENT)
def test_what_holds_something_else_is_refused_by_its_name(sort: str) -> None:
    _, decode = SENT[sort]
    for other in (
        b"",
        b"<html>Bitte anmelden</html>",
        *(sent for name, (sent, _) in SENT.items() if name != sort),
    ):
        with pytest.raises(Garbled) as refused:
            decode(other)
        assert refused.value.facts == (frame.FOREIGN,)


def test_a_small_frame_of_a_huge_body_is_refused_before_it_is_unpacked() -> None:
    bomb = frame.pack(codec.REPLY, bytes(codec.MOST_REPLY + 1))
    assert len(bomb) < 10_000
    with pytest.raises(Garbled) as refused:
        codec.decode_reply(bomb)
    assert refused.value.facts == (frame.TOO_LARGE,)


def test_a_request_of_more_than_can_be_taken_at_once_is_refused() -> None:
    told = tuple(changed(str(number)) for number in range(codec.MOST_TOLD + 1))
    most = msgspec.structs.replace(REQUEST, operations=told[1:])
    assert len(codec.decode_request(codec.encode_request(most)).operations) == codec.MOST_TOLD
    image = Recovered(*("offer", "o1", 0, "public", {}))
    for many in ({"operations": told}, {"recovered": (image,) * len(told)}):
        with pytest.raises(Garbled) as refused:
            codec.decode_request(codec.encode_request(msgspec.structs.replace(REQUEST, **many)))
        assert refused.value.facts == (frame.TOO_LARGE,)


def test_a_frame_may_not_lie_about_its_length() -> None:
    bomb = frame.pack(codec.REPLY, bytes(1 << 20))
    modest = frame._HEAD.pack(codec.REPLY, 10, b"\0" * 16) + bomb[frame._HEAD.size :]
    with pytest.raises(Garbled) as refused:
        codec.decode_reply(modest)
    assert refused.value.facts == (frame.DAMAGED,)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"[" * 100_000,
        b'["\xff"]',
        b"[[0],[],[]]",
        b"[[1],[],[]]",
        b"[[-1],[],[]]",
        b'[[],[],[["t","offer","o1",1,"public"]]]',
        b'[[1,1],[[["a"],[["offer"],["o1"],[1],["public"],[""],[""]]]],[]]',
        b'[[1],[[["a"],[["offer"],["o1"],[1],["public"],[""],[""],[1,2]]]],[]]',
        b'[[1],[[["a"],[["offer"],["o1"],["1"],["public"],[""],[""],[1]]]],[]]',
        b'[[1],[[["a","b"],[["offer"],["o1"],[1],["public"],[""],[""]]]],[]]',
    ],
)
def test_a_body_of_another_shape_is_refused(body: bytes) -> None:
    with pytest.raises(Garbled) as refused:
        codec.entries_of(msgspec.Raw(body))
    assert refused.value.facts == (frame.MALFORMED,)


@given(st.binary(max_size=64))
def test_any_bytes_are_either_read_or_refused(body: bytes) -> None:
    for name, decode in ((codec.REQUEST, codec.decode_request), (codec.REPLY, codec.decode_reply)):
        for sent in (name + body, frame.pack(name, body)):
            with pytest.raises(Garbled):
                decode(sent)


# What it weighs, on the invented stock


@pytest.fixture(scope="module")
def offers() -> list[Row]:
    feed = stock(cities.load(DEMO_CITY), date(2026, 11, 21), 500)
    ids = new_ids()
    return [
        Row("offer", next(ids), at, "public", "mara", "2026-11-21T09:30:00+00:00", dict(entry.offer))
        for at, entry in enumerate(feed.entries)
    ]


def new_ids() -> Iterator[str]:
    chance = Random(1)  # noqa: S311 - the same at each run
    while True:
        yield str(UUID(int=chance.getrandbits(128)))


def test_an_offer_weighs_no_more_than_450_bytes(offers: list[Row]) -> None:
    assert len(codec.pack_page(codec.page_of(offers))) / len(offers) <= 450


def test_a_change_weighs_no_more_than_80_bytes(offers: list[Row]) -> None:
    ids = new_ids()
    changes = tuple(
        Operation(
            *(next(ids), next(ids), "change", "offer", offers[at % len(offers)].id, "public"),
            *({"open_places": (at % 5, at % 7)}, "mara"),
            *(f"2026-11-21T09:{at // 60:02}:{at % 60:02}.{at * 7919 % 1_000_000:06}+00:00", 2),
        )
        for at in range(1000)
    )
    sent = codec.encode_request(msgspec.structs.replace(REQUEST, operations=changes))
    assert len(sent) / len(changes) <= 80


def test_an_acknowledgement_weighs_no_more_than_40_bytes() -> None:
    acks = tuple(Ack(id_, 200, seq) for seq, id_ in zip(range(1000), new_ids(), strict=False))
    assert len(codec.encode_reply(msgspec.structs.replace(REPLY, acks=acks))) / len(acks) <= 40
