"""Numbered steps of the schema, contiguous, each run once inside one transaction after a verified backup."""

from collections.abc import Sequence

from kosidesk.sqlfile import Step
from kosidesk.storage.migrations import m0001_start, m0002_sync

STEPS: Sequence[Step] = (m0001_start.up, m0002_sync.up)
