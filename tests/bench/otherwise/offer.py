"""An offer as an ORM maps it."""

from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """The root every mapped class needs."""


class Offer(Base):
    """A row of the plain table with all its columns."""

    __tablename__ = "offer"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str | None]
    title: Mapped[str | None]
    description: Mapped[str | None]
    time_text: Mapped[str | None]
    open_places: Mapped[int | None]
    edited_on: Mapped[str | None]
    organisation: Mapped[str | None]
    street: Mapped[str | None]
    postcode: Mapped[str | None]
    town: Mapped[str | None]
    district: Mapped[str | None]
