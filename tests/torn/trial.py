"""One session in bad weather and one in fine weather after it, and what came of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from kosidesk.domain.errors import KosiError
from kosidesk.protocol.messages import Row
from kosidesk.server.visibility import grants
from kosidesk.services.syncing import Link
from kosidesk.storage import inspection
from kosidesk.storage.shelf import FileReplica
from tests.torn.town import Town
from tests.torn.weather import Late, Weather

SYNCED = "synced"
_BETWEEN = timedelta(minutes=2)  # failed logins are forgiven by then
_EVERYTHING = 1_000_000


@dataclass(frozen=True)
class Trial:
    """`said` is what the desk's program said of the bad session; `faults` are empty if nothing is wrong."""

    weather: str
    said: str
    faults: tuple[str, ...]


def tried(town: Town, name: str, weather: Weather) -> Trial:
    town.clock.now += _BETWEEN
    before = _head(town)
    changes = town.work(f"{name} {before}")
    said, faults = _torn_session(town, weather)
    town.clock.now += _BETWEEN
    town.link.sync()
    if isinstance(weather, Late) and weather.request:
        town.proxy.deliver(weather.request)
        town.link.sync()
    faults += [f"{name}: {fault}" for fault in _faults(town, before + changes)]
    return Trial(name, said, tuple(faults))


def _torn_session(town: Town, weather: Weather) -> tuple[str, list[str]]:
    """Logs in anew and syncs; what the program may say is a KosiError."""
    town.proxy.weather = weather
    link = Link(town.desk)
    try:
        link.sync()
    except KosiError as error:
        return type(error).__name__, []
    except Exception as error:  # noqa: BLE001 - that nothing else comes is what is tried
        return "traceback", [f"traceback: {error!r}"]
    else:
        return SYNCED, []
    finally:
        town.proxy.weather = Weather()
        link.hang_up()


def _head(town: Town) -> int:
    with town.context.store.reading() as books:
        return books.head().seq


def _faults(town: Town, expected: int) -> Iterator[str]:
    """Each change took one place in the server's history: fewer is a loss, more is something doubled."""
    with town.context.store.reading() as books:
        head = books.head().seq
        entries = books.after(dict.fromkeys(grants(town.person), 0), _EVERYTHING, whole=())
    there = {entry.key: entry.values for entry in entries if isinstance(entry, Row)}
    keys = {entry.key for entry in entries}
    with FileReplica(town.desk.database, town.desk.clock).transaction() as shelf:
        here, waiting = shelf.rows(keys), shelf.unsent(1)
    if head != expected:
        yield f"{'lost' if head < expected else 'doubled'}: {abs(head - expected)} changes"
    if here != there:
        yield f"differs: {sorted(key for key in keys if here.get(key) != there.get(key))}"
    if waiting:
        yield f"waits: {waiting[0].action} of {waiting[0].key}"
    if not inspection.is_whole(town.desk.database):
        yield "damaged: the desk's file"
    yield from (f"damaged: {kind} {id_}" for kind, id_ in inspection.strayed(town.desk.database))
