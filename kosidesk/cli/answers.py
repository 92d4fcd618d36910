"""Answers to people and to programs."""

import json
from argparse import Namespace
from collections.abc import Callable


def answer(asked: Namespace, value: object, told: Callable[[], str]) -> None:
    """`value` as JSON if that was asked for, else what a person is told."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=dict) if asked.json else told())
