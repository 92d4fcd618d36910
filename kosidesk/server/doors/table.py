"""All ways into the server. What is not a line here is no way in."""

from kosidesk.protocol import access as paths
from kosidesk.server.doors import access, comparing, openapi, outside, records
from kosidesk.server.doors.door import Answer, Door, Who
from kosidesk.server.identity.limits import MOST_BODY

_SMALL = 16 * 1024

DOORS: tuple[Door, ...] = (
    Door(
        "POST",
        paths.NONCE,
        Who.ANYONE,
        access.nonce,
        "A word to sign, good once and for two minutes",
        gives="Nonce",
    ),
    Door(
        "POST",
        paths.ENROL,
        Who.ANYONE,
        access.enrol,
        "A new device, with a one-time code",
        most=_SMALL,
        takes="Enrol",
        gives="Enrolled",
        signed=True,
    ),
    Door(
        "POST",
        paths.ACCOUNT,
        Who.ANYONE,
        access.open_account,
        "An account, with a one-time code, on a device that is enrolled",
        most=_SMALL,
        takes="OpenAccount",
        gives="Account",
        signed=True,
    ),
    Door(
        "POST",
        paths.SESSION,
        Who.ANYONE,
        access.open_session,
        "A token for a counsellor on a device",
        most=_SMALL,
        takes="Login",
        gives="Session",
        signed=True,
    ),
    Door(
        "POST",
        paths.SYNC,
        Who.SESSION,
        records.sync,
        "One round of the sync",
        most=MOST_BODY,
        takes=paths.FRAME,
        gives=paths.FRAME,
    ),
    Door(
        "GET",
        paths.HEAD,
        Who.SESSION,
        records.head,
        "Where the history stands, as soon as that is not at `seq`",
        gives="Head",
        query=("seq",),
    ),
    Door(
        "POST",
        paths.DIGEST,
        Who.SESSION,
        comparing.compare,
        "Whether a desk holds what the server holds",
        most=_SMALL,
        takes="Compare",
        gives="Compared",
    ),
    Door(
        "POST",
        paths.SNAPSHOT,
        Who.SESSION,
        records.make_snapshot,
        "Everything at once, as an encrypted file",
        most=_SMALL,
        takes="Want",
        gives="Snapshot",
    ),
    Door(
        "GET",
        paths.SNAPSHOT,
        Who.SESSION,
        records.snapshot_part,
        "A part of that file",
        gives=paths.PART,
        query=("name", "start"),
    ),
    Door("GET", paths.HEALTH, Who.ANYONE, outside.health, "Whether the server is well", gives="Health"),
    Door("GET", "/openapi.json", Who.ANYONE, lambda _context, _call: described(), "This description"),
)


def described() -> Answer:
    return Answer(openapi.description(DOORS))
