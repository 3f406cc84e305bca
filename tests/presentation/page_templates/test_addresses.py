from django.utils.http import urlencode
from hypothesis import given
from hypothesis import strategies as st

from comparisons.engine import read, recommend
from comparisons.presentation.page_templates import addresses
from comparisons.releases.release_cache import Edition


class Pairs:
    def __init__(self, pairs):
        self.of_address = pairs

    def pairs(self):
        return self.of_address


@given(st.lists(st.tuples(st.text(), st.text())))
def test_query_string_is_as_django_writes_it(pairs):
    text = addresses.as_query(Pairs(pairs))

    assert text == (f"?{urlencode(pairs)}" if pairs else "")


def test_rows_of_a_framework_stand_beside_the_best_other_one(shipped):
    edition = Edition(shipped, "current")
    recommendation = recommend(shipped, read(shipped, [("market", "north-america")]).answers)
    best, second, *_ = recommendation.standings

    assert addresses.rows_address(edition, recommendation, best) == (
        f"/compare/{best.framework.slug}-vs-{second.framework.slug}/"
    )
    assert addresses.rows_address(edition, recommendation, second) == (
        f"/compare/{second.framework.slug}-vs-{best.framework.slug}/"
    )
