"""What a screen tells after it has written: a sentence, and how to take it back."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Done:
    """`transaction` is the user action that can be taken back; "" if there is nothing to take back."""

    sentence: str
    transaction: str = ""
