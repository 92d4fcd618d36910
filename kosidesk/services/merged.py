"""Which organisation stands for one that was merged into another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kosidesk.domain.ids import RecordId
from kosidesk.services.desk import Desk
from kosidesk.storage import organisation_rows


@dataclass(frozen=True)
class Merged:
    """Each merged organisation's next one, as long as that is there; and the sources of both."""

    into: Mapping[RecordId, RecordId]
    sources: Mapping[RecordId, str]

    @classmethod
    def of(cls, desk: Desk) -> "Merged":
        with desk.database.reading() as connection:
            found = organisation_rows.merged(connection, desk.database.tables)
        sources = {one.id: one.source or "" for one in found}
        sources |= {one.into: one.source_there or "" for one in found}
        return cls({one.id: one.into for one in found}, sources)

    def now(self, organisation: RecordId) -> RecordId:
        """The end of the chain. Where two desks have closed a ring, every desk takes the same one of it."""
        seen = [organisation]
        while after := self.into.get(seen[-1]):
            if after in seen:
                return min(seen[seen.index(after) :])
            seen.append(after)
        return seen[-1]

    def is_hidden(self, organisation: RecordId) -> bool:
        return self.now(organisation) != organisation

    def meanings(self, organisation: str) -> tuple[RecordId, ...]:
        """It, and all that were merged into it."""
        own = RecordId(organisation)
        others = sorted(one for one in self.into if one != own and self.now(one) == own)
        return (own, *others) if own else ()

    def meant_by(self, source: str, meanings: Sequence[RecordId]) -> RecordId:
        """The one that came from there; else the first."""
        return next((one for one in meanings if self.source_of(one) == source), meanings[0])

    def source_of(self, organisation: RecordId) -> str:
        return self.sources.get(organisation, "")
