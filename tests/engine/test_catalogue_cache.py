"""What is kept of each catalogue: the last few of it, and nothing of one that is gone."""

import gc
import weakref

from comparisons.engine import Answers, read
from comparisons.engine.decision_record import decision_record
from comparisons.engine.method.catalogue_cache import last_per_catalogue
from tests.engine.catalogues import catalogue, criterion, framework, option


def made(slug="a"):
    return catalogue([framework(slug), framework("b")], [criterion("v", [option("x", {slug: 2})])])


def test_record_of_equal_answers_is_made_once():
    kept = made()
    pairs = [("v", "x")]

    assert decision_record(kept, read(kept, pairs).answers) is decision_record(kept, read(kept, pairs).answers)
    assert decision_record(kept, Answers()) != decision_record(kept, read(kept, pairs).answers)


def test_other_catalogue_has_its_own():
    records = [decision_record(kept, read(kept, [("v", "x")]).answers) for kept in (made("a"), made("c"))]

    assert [record.recommendation.recommended[0].slug for record in records] == ["a", "c"]


def test_catalogue_that_is_gone_keeps_nothing():
    kept = made()
    record = weakref.ref(decision_record(kept, Answers()))
    reference = weakref.ref(kept)

    del kept
    gc.collect()

    assert reference() is None
    assert record() is None


def test_last_keys_alone_are_kept():
    keys, kept = [], made()

    @last_per_catalogue(2)
    def doubled(_catalogue, key):
        keys.append(key)
        return 2 * key

    assert [doubled(kept, key) for key in (1, 2, 1, 3, 2)] == [2, 4, 2, 6, 4]
    assert keys == [1, 2, 3, 2]
