"""Answers to people and to programs."""

import json
from argparse import Namespace


def answer(asked: Namespace, value: object, told: str) -> None:
    """`value` as JSON if that was asked for, else what a person is told. At once, for `serve` goes on."""
    print(json.dumps(value, ensure_ascii=False, indent=2) if asked.json else told, flush=True)
