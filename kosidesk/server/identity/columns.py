"""Column types of the identity tables."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.types import TypeDecorator


class Instant(TypeDecorator[datetime]):
    """ISO 8601 in UTC, always to the microsecond, so that texts compare as instants do."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Any) -> str | None:
        return None if value is None else value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, _dialect: Any) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)
