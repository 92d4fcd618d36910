"""What the program itself answers."""

from collections.abc import Callable, Sequence

from kosidesk.search.query import Query
from kosidesk.services import offers
from kosidesk.services.desk import Desk
from tests.bench.search.quality import MOST


def main_list(desk: Desk) -> Callable[[str], Sequence[int]]:
    """The numbers of the offers a text finds, best first."""
    return lambda text: shown(desk, offers.find(desk, Query(desk.today(), text)).ns[:MOST])


def shown(desk: Desk, ns: Sequence[int]) -> Sequence[int]:
    return tuple(int(row.number) for row in offers.rows(desk, ns))
