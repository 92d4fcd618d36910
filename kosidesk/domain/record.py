"""A record of any kind, and how the typed values of this folder are made of one."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from functools import cache
from types import MappingProxyType
from typing import Any, ClassVar, Self

from kosidesk.domain.ids import RecordId
from kosidesk.schema import REGISTRY, Type

Value = str | int | float | bool | None | tuple[str, ...] | Mapping[str, Any]
"""What a field can hold; dates and instants stand as ISO 8601 texts, an unknown value is None."""

Values = Mapping[str, Value]

_NOTHING: Mapping[str, Any] = MappingProxyType({})


def is_empty(value: Value) -> bool:
    """No statement: None, an empty text, an empty set. 0 and False are statements."""
    return value is None or (not isinstance(value, int | float) and not value)


@dataclass(frozen=True)
class Record:
    """One record as storage carries it: only fields with a value stand in `values`.

    `extra` is what a newer version wrote and this one does not know; it is kept and passed on.
    """

    kind: str
    id: RecordId
    values: Values
    extra: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)

    def __post_init__(self) -> None:
        kept = {name: value for name, value in self.values.items() if not is_empty(value)}
        object.__setattr__(self, "values", MappingProxyType(kept))

    def get(self, name: str) -> Value:
        return self.values.get(name)

    def text(self, name: str) -> str:
        value = self.values.get(name)
        return value if isinstance(value, str) else ""

    def with_values(self, **values: Value) -> Self:
        return type(self)(self.kind, self.id, {**self.values, **values}, self.extra)

    def __reduce__(self) -> tuple[Any, ...]:
        # Mapping proxies cannot be pickled; a record travels to worker processes as its parts.
        return (type(self), (self.kind, self.id, dict(self.values), dict(self.extra)))


@dataclass(frozen=True)
class Typed:
    """Base of the typed values: fields are named as in the registry, absent ones are empty."""

    KIND: ClassVar[str]
    id: RecordId

    @classmethod
    def of(cls, record: Record) -> Self:
        """The typed value of a record of this kind; other fields of the record stay behind in storage."""
        types = cls._types()
        said = {name: _typed(types[name], value) for name, value in record.values.items() if name in types}
        return cls(record.id, **said)

    @classmethod
    @cache
    def _types(cls) -> Mapping[str, Type]:
        """By the names of its fields; asked for with every record that is read."""
        kind = REGISTRY[cls.KIND]
        return {f.name: kind.field(f.name).type for f in fields(cls) if f.name != "id"}

    def values(self) -> dict[str, Value]:
        """The fields as storage carries them."""
        return {f.name: _plain(getattr(self, f.name)) for f in fields(self) if f.name != "id"}

    def record(self) -> Record:
        """A new record of this value."""
        return Record(self.KIND, self.id, self.values())

    def onto(self, old: Record) -> Record:
        """The record as this value changes it; what the value does not know stays."""
        return old.with_values(**self.values())


def _typed(kind: Type, value: Value) -> Any:
    match kind, value:
        case Type.DATE, str():
            return date.fromisoformat(value)
        case Type.INSTANT, str():
            return datetime.fromisoformat(value)
    return value


def _plain(value: Any) -> Value:
    if isinstance(value, date):  # datetime too
        return value.isoformat()
    return value  # type: ignore[no-any-return]
