"""A visitor who answers, goes back, changes, and edits the address by hand, in any order."""

import json
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from comparisons.engine import NOT_SURE
from tests.examples import ALL, examples, exhaustive
from tests.shipped import shipped_catalogue
from tests.wire import send

CRITERIA = {criterion.slug: (*criterion.option_of, NOT_SURE) for criterion in shipped_catalogue().criteria}
PAGES = ["/wizard/", "/recommendation/", "/recommendation.json", *(f"/wizard/{slug}/" for slug in CRITERIA)]
MAX_HOPS = 2
PARTS = 10
"""The walks are divided, so that every process can take some."""

criteria = st.sampled_from(sorted(CRITERIA))
choices = criteria.flatmap(lambda slug: st.tuples(st.just(slug), st.sampled_from(CRITERIA[slug])))
strays = st.one_of(
    st.tuples(st.sampled_from(["priority", "utm_source", "old-question", ""]), st.sampled_from(["market", "x", ""])),
    st.tuples(criteria, st.sampled_from(["old-option", "", "NOT-SURE", "%00"])),
    st.tuples(st.just("asked"), st.one_of(criteria, st.just("old-question"))),
    st.tuples(st.just("dropped"), st.one_of(criteria, st.sampled_from(["unknown", "old-question"]))),
)


@lru_cache(maxsize=64)
def recommendation(query):
    """What the file says for a query string, once it has been led to the canonical address."""
    answer = send("/recommendation.json", query)
    if answer.status == 302:
        answer = send("/recommendation.json", urlsplit(answer.headers["Location"]).query)
    return {**json.loads(answer.body), "dropped": None}


class Walk(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.path, self.query, self.visited = "/wizard/", "", []
        self.go("/wizard/", "")

    def go(self, path, query):
        """Follow to the canonical address, after `MAX_HOPS` redirects at most: it is served, and leads nowhere else."""
        hops = 0
        while (answer := send(path, query)).status == 302:
            hops += 1
            assert hops <= MAX_HOPS
            location = urlsplit(answer.headers["Location"])
            path, query = location.path, location.query
        assert answer.status == 200
        self.visited.append((self.path, self.query))
        self.path, self.query = path, query

    @property
    def pairs(self):
        return parse_qsl(self.query, keep_blank_values=True)

    @rule(choice=choices)
    def answer(self, choice):
        carried = [pair for pair in self.pairs if pair[0] not in {choice[0], "asked", "dropped"}]
        self.go("/wizard/", urlencode([*carried, ("asked", choice[0]), choice]))

    @rule(criterion=criteria)
    def continue_without_an_answer(self, criterion):
        carried = [pair for pair in self.pairs if pair[0] not in {criterion, "asked", "dropped"}]
        self.go("/wizard/", urlencode([*carried, ("asked", criterion)]))

    @rule(criterion=criteria)
    def change(self, criterion):
        self.go(f"/wizard/{criterion}/", self.query)

    @rule(steps=st.integers(1, 3))
    def go_back(self, steps):
        self.go(*self.visited[-min(steps, len(self.visited))])

    @rule(page=st.sampled_from([*PAGES, "/wizard/old-question/"]))
    def open_another_page(self, page):
        self.go(page, self.query)

    @rule(pair=st.one_of(choices, strays), place=st.integers(0, 20))
    def add_to_the_address(self, pair, place):
        pairs = self.pairs
        self.go(self.path, urlencode([*pairs[:place], pair, *pairs[place:]]))

    @rule(place=st.integers(0, 20))
    def drop_a_parameter(self, place):
        self.go(self.path, urlencode([pair for n, pair in enumerate(self.pairs) if n != place]))

    @rule(shuffled=st.randoms(use_true_random=False))
    def mix_the_parameters(self, shuffled):
        pairs = self.pairs
        shuffled.shuffle(pairs)
        self.go(self.path, urlencode([*pairs, *pairs[:1]]))

    @invariant()
    def recommendation_follows_from_the_answers(self):
        answers = [pair for pair in self.pairs if pair[0] not in {"asked", "dropped"}]

        assert recommendation(self.query) == recommendation(urlencode(answers[::-1]))


@pytest.mark.hypothesis
@pytest.mark.parametrize("part", exhaustive(range(PARTS), quick=[0]))
def test_walk_ends_on_a_page_wherever_it_leads(served, part):
    run_state_machine_as_test(Walk, settings=settings(max_examples=examples(ALL // PARTS), stateful_step_count=25))


def test_recommendation_names_the_answers_of_its_canonical_address(served):
    messy = "industry=saas&x=1&market=european-union&market=european-union&industry=nonsense"
    canonical = "market=european-union&industry=saas&dropped=industry&dropped=unknown"

    answer = send("/recommendation.json", messy)

    assert answer.headers["Location"] == f"/recommendation.json?{canonical}"
    assert recommendation(messy)["answers"] == {"market": ["european-union"], "industry": ["saas"]}
