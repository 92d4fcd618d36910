"""Why somebody is turned away. Nobody reads these as sentences: `app` makes numbers of them.

What is wrong is never told apart for whoever asks: an unknown account, a wrong auth value, a bad signature
and an old nonce are all `Denied`.
"""


class Refusal(Exception):
    """The base of all of these; the request changed nothing but the count of tries."""


class Denied(Refusal):
    """Not proven who it is."""


class NoSuchCode(Refusal):
    """A one-time code that is wrong, too old, used up or burnt."""


class Later(Refusal):
    """Too much at once, or too often; may be tried again after `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds
