"""Numbered steps of the server's schema, contiguous, each run once; the same SQL for either database."""

from collections.abc import Sequence

from kosidesk.server.store.migrations import m0001_start
from kosidesk.sqlfile import Step

STEPS: Sequence[Step] = (m0001_start.up,)
