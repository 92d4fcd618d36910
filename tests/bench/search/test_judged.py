"""The judged queries are what they are said to be; no engine has a part in this."""

import re
from collections import Counter

import pytest

from kosidesk.services.demo.material import Topic, material
from tests.bench.search import expect, judged
from tests.bench.search.judged import KINDS, SYNONYM
from tests.bench.search.relevance import meaning_of, offers, relevant, stock, topics

SMALL = 700


def test_the_committed_numbers_are_those_of_the_rule() -> None:
    assert expect.committed() == expect.by_rule()


def test_every_kind_has_queries_in_both_halves_and_none_comes_twice() -> None:
    every = judged.every()
    assert len({query.text for query in every}) == len(every) >= 120
    assert len(judged.held_out()) >= 60
    assert Counter(query.kind for query in every).keys() == set(KINDS)
    for half in (judged.tuning(), judged.held_out()):
        assert min(Counter(query.kind for query in half).values()) >= 5


def test_a_query_means_something_that_a_small_stock_has_and_not_all_of_it() -> None:
    for query in judged.every():
        assert 0 < len(relevant(query, offers(SMALL))) < SMALL / 2, query.text


def test_what_is_expected_of_a_smaller_stock_is_the_beginning_of_what_a_larger_one_has() -> None:
    last = offers(SMALL)[-1].number
    for query in judged.every():
        larger = relevant(query, offers(expect.SIZE))
        assert relevant(query, offers(SMALL)) == tuple(number for number in larger if number <= last)


def test_a_rule_names_topics_and_titles_that_there_are() -> None:
    for query in judged.every():
        meaning = meaning_of(query)
        assert set(meaning.topics) <= set(topics().values()), query.text
        assert set(meaning.titles) <= topics().keys(), query.text


def test_a_title_belongs_to_one_topic() -> None:
    assert len(topics()) == sum(len(topic.titles) for topic in material().topics)


def test_an_offer_is_judged_by_the_topic_it_was_made_of() -> None:
    tasks = {topic.titles[0]: topic.does for topic in material().topics}
    assert [tasks[offer.topic] for offer in offers(SMALL)] == [entry.offer["tasks"] for entry in stock(SMALL)]


@pytest.mark.parametrize("query", [query for query in judged.every() if query.kind == SYNONYM])
def test_a_synonym_stands_in_no_text_of_its_topics(query: judged.Query) -> None:
    meant = [topic for topic in material().topics if topic.titles[0] in meaning_of(query).topics]
    said = {word for topic in meant for word in _words(*_texts(topic))}
    assert not set(_words(query.text)) <= said


def _texts(topic: Topic) -> tuple[str, ...]:
    return *topic.does, *topic.titles, *topic.openings, *topic.tasks, *topic.details


def _words(*texts: str) -> list[str]:
    return [word for text in texts for word in re.findall(r"\w+", text.casefold())]


def test_only_queries_of_the_tuning_half_are_corrected() -> None:
    known = {query.text for query in judged.tuning()}
    assert {change.text for change in judged.judged().changed} <= known
