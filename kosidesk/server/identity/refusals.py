"""Why somebody is turned away. Nobody reads these as sentences: routes make numbers of them.

What is wrong is never told apart for whoever asks: a wrong code, an unknown account and a bad signature
are all `Denied`.
"""


class Refusal(Exception):
    """The base of all of these; the request changed nothing but the count of attempts."""


class Denied(Refusal):
    """Not proven who it is."""


class Later(Refusal):  # the base of what may be tried again
    """Too much at once, or too often; may be tried again after `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds
