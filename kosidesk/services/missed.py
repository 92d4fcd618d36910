"""Words that found no offer. They may be anything, a name too: they stay at this desk and are forgotten.

A counsellor hands on what the coordination should know of, and answers for it that it names nobody. What is
forgotten here is gone; a backup still holds it until that goes, too.
"""

from collections.abc import Iterable

from kosidesk.domain.change import Changes, Edit
from kosidesk.domain.client import Client
from kosidesk.domain.ids import RecordId, imported_id, read_code
from kosidesk.domain.missed_search import DONE, KEPT, LONGEST, OPEN, MissedSearch, SearchQuestion
from kosidesk.domain.personal import personal
from kosidesk.search.words import words_of
from kosidesk.services import erasing, records, synonyms
from kosidesk.services.desk import Desk
from kosidesk.storage import read

_CODE = 9
"""Signs of a consultation's code; words that are shorter may look like one by chance."""


def keep(desk: Desk, typed: str) -> Changes:
    """Counts one more time that these words found nothing; what might tell of a person is not kept."""
    said = " ".join(typed.split())
    if not words_of(said) or len(said) > LONGEST or _may_tell_of_somebody(desk, said):
        return Changes()
    id_ = imported_id("desk", MissedSearch.KIND, *words_of(said))
    old = read.get(desk.database, MissedSearch.KIND, id_)
    times = MissedSearch.of(old).times + 1 if old else 1
    return desk.write(Edit(old, MissedSearch(id_, said, times, desk.today()).record()))


def missed(desk: Desk) -> tuple[MissedSearch, ...]:
    """Those that were looked for most first."""
    found = map(MissedSearch.of, read.all_of(desk.database, MissedSearch.KIND))
    return tuple(sorted(found, key=lambda one: (-one.times, one.words)))


def questions(desk: Desk) -> tuple[SearchQuestion, ...]:
    """What the coordination was asked, from any desk, the oldest first."""
    found = map(SearchQuestion.of, read.by(desk.database, SearchQuestion.KIND, "state", (OPEN,)))
    return tuple(sorted(found, key=lambda one: one.asked_on or desk.today()))


def hand_on(desk: Desk, missed: RecordId) -> Changes:
    """Every desk of the agency will see these words. Raises NotFound."""
    old = records.record(desk, MissedSearch.KIND, missed)
    question = SearchQuestion(desk.born_id(), old.text("words"), desk.today(), OPEN)
    is_asked = any(words_of(one.words) == words_of(question.words) for one in questions(desk))
    asking = () if is_asked else (Edit(None, question.record()),)
    return desk.write(Edit(old, None), *asking)


def answer(desk: Desk, asked: MissedSearch | SearchQuestion, words: Iterable[str]) -> Changes:
    """A synonym is the answer, and what asked for it is done with. Raises Invalid, NotFound."""
    old = records.record(desk, asked.KIND, asked.id)
    seen_to = old.with_values(state=DONE) if isinstance(asked, SearchQuestion) else None
    return desk.write(synonyms.new(desk, words), Edit(old, seen_to))


def settle(desk: Desk, question: RecordId) -> Changes:
    """It has been seen to. Raises NotFound."""
    old = records.record(desk, SearchQuestion.KIND, question)
    return desk.write(Edit(old, old.with_values(state=DONE)))


def drop(desk: Desk, question: RecordId) -> Changes:
    """Forgotten at every desk; nothing takes it back, for it may hold a name. Raises NotFound."""
    return erasing.erase(desk, SearchQuestion.KIND, question)


def forget(desk: Desk, missed: RecordId) -> Changes:
    """Raises NotFound."""
    return desk.write(Edit(records.record(desk, MissedSearch.KIND, missed), None))


def forget_all(desk: Desk) -> Changes:
    return desk.write(*(Edit(old, None) for old in read.all_of(desk.database, MissedSearch.KIND)))


def forget_old(desk: Desk) -> Changes:
    """What nobody has looked for again within 90 days."""
    since = (desk.today() - KEPT).isoformat()
    kept = read.all_of(desk.database, MissedSearch.KIND)
    return desk.write(*(Edit(old, None) for old in kept if old.text("last_on") < since))


def _may_tell_of_somebody(desk: Desk, said: str) -> bool:
    return _looks_like_a_number(said) or bool(personal(said, desk.today())) or _names(desk, said)


def _looks_like_a_number(said: str) -> bool:
    """A code, a number to call, a year: no synonym needs a digit. Some codes have none."""
    return any(sign.isdigit() for sign in said) or (len(said) >= _CODE and read_code(said) is not None)


def _names(desk: Desk, said: str) -> bool:
    """Whether a client of this desk is called so."""
    named = (words_of(name) for _, (name,) in read.excerpts(desk.database, Client.KIND, ("name",)))
    return not set(words_of(said)).isdisjoint(word for words in named for word in words)
