"""What the first version wrote is still read: a laptop that slept for years hands in its work."""

import msgspec

from kosidesk.protocol import codec, orders, papers, proof
from tests.protocol import first_version as first


def kept(name: str) -> bytes:
    return (first.FOLDER / name).read_bytes()


def test_everything_of_the_first_version_is_kept() -> None:
    assert {path.name for path in first.FOLDER.iterdir()} == set(first.files())


def test_a_request_is_still_understood() -> None:
    assert codec.decode_request(kept("request.bin")) == first.REQUEST


def test_a_reply_is_still_understood() -> None:
    reply = codec.decode_reply(kept("reply.bin"))
    assert msgspec.structs.replace(reply, page=first.REPLY.page) == first.REPLY
    assert codec.entries_of(reply.page) == first.ENTRIES


def test_pages_that_were_put_aside_before_an_update_are_still_understood() -> None:
    assert codec.entries_of(codec.unpack_page(kept("entries.bin"))) == first.ENTRIES


def test_papers_are_still_understood() -> None:
    application = papers.open_application(kept("antrag.kosi"), first.CODE)
    admission = papers.open_answer(kept("antwort.kosi"), first.SEALING, application.bond)
    assert (application.body, application.signing) == (first.BODY, proof.public(first.SIGNING))
    assert admission == papers.Admission(first.REPLY_BODY, proof.public(first.POLICY))


def test_an_order_is_still_obeyed() -> None:
    read = orders.read(kept("order.json"), proof.public(first.POLICY), "desk-1", "00ff")
    assert read == first.ORDER
