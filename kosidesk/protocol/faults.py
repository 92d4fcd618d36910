"""Why the server refuses a whole request: a number, so that every version of every language can tell.

It is the status of the answer, and stands in its body too: a captive portal's page has none.
"""

import msgspec

GARBLED = 400  # not what a desk of ours would send
DENIED = 401  # not proven who it is: log in again
FORBIDDEN = 403  # this person, on this device, may not
UNKNOWN = 404  # nothing like this here
TOO_SLOW = 408  # the request did not arrive in time
NO_SUCH_CODE = 410  # mistyped, too old, or used already
TOO_LARGE = 413
LATER = 429  # too often, or too much at once; `Retry-After` says in how many seconds
BUG = 500  # not the sender's fault; nothing was changed


class _Fault(msgspec.Struct, frozen=True):
    fault: int


def encoded(fault: int) -> bytes:
    return msgspec.json.encode(_Fault(fault))


def decoded(body: bytes) -> int | None:
    """The number, or None if somebody else spoke."""
    try:
        return msgspec.json.decode(body, type=_Fault).fault
    except msgspec.DecodeError:
        return None
