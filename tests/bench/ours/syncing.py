"""How long the window stands still at most while the desk is joined to a server and takes in all of its stock,
and while others then change a thousand offers.

From one sleep of the window's thread to the next: on the clock, as a person feels it, and of the processor
alone. `idle` is the longest such turn before, when nothing at all happened.
"""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QAbstractEventDispatcher, QObject, QTimer, Slot

from kosidesk.services.syncing import SyncState
from tests.bench import places
from tests.bench.meter import MS, Meter, Numbers, peak_mb
from tests.bench.ours import town
from tests.bench.ours.changes import Changes, held
from tests.bench.ours.door import Start
from tests.bench.ours.unlock import Visit
