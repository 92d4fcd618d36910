"""All offers as objects of SQLAlchemy's ORM, from a plain file."""

from pathlib import Path

from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from tests.bench import places
from tests.bench.meter import Meter, Numbers, cold_and_warm, cost
from tests.bench.otherwise.offer import Offer

_TIMES = 3


def measure(folder: Path, size: int, _meter: Meter) -> Numbers:
    engine = create_engine(f"sqlite:///{places.plain(folder, size)}")

    def load() -> None:
        with Session(engine) as session:
            session.scalars(select(Offer).order_by(Offer.edited_on.desc())).all()

    cold, *warm = [cost(load) for _ in range(_TIMES)]
    engine.dispose()
    return cold_and_warm(cold, warm)
