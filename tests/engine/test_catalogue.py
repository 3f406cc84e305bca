from hypothesis import given
from hypothesis import strategies as st

from comparisons.engine import Catalogue
from comparisons.engine.catalogue.canonical_order import in_order
from tests.engine.catalogues import ASPECT, SOURCE, catalogue, catalogues, criterion, framework, option


def test_copy_forgets_what_was_looked_up_in_its_original():
    original = catalogue([framework("a"), framework("b")], [criterion("v", [option("v0")])])
    assert set(original.framework_of) == {"a", "b"}

    copied = original.model_copy(update={"frameworks": (framework("c"),)})

    assert set(copied.framework_of) == {"c"}
    assert set(original.framework_of) == {"a", "b"}


def test_catalogue_in_order_finds_what_it_holds(shipped):
    assert list(shipped.framework_of.values()) == list(shipped.frameworks)
    assert list(shipped.criterion_of.values()) == list(shipped.criteria)
    assert list(shipped.aspect_of.values()) == list(shipped.aspects)


@given(catalogues(), st.data())
def test_order_in_which_support_and_complements_are_written_does_not_matter(catalogue, data):
    def shuffled(items):
        return tuple(data.draw(st.permutations(items)))

    criteria = [
        c.model_copy(
            update={
                "ask_when": shuffled(c.ask_when),
                "options": tuple(o.model_copy(update={"support": shuffled(o.support)}) for o in c.options),
            }
        )
        for c in catalogue.criteria
    ]
    frameworks = [f.model_copy(update={"complements": shuffled(f.complements)}) for f in catalogue.frameworks]
    other = catalogue.model_copy(update={"criteria": tuple(criteria), "frameworks": tuple(frameworks)})

    assert in_order(other) == in_order(catalogue)


def test_values_and_sources_are_in_the_order_of_what_they_name():
    sources = [SOURCE.model_copy(update={"slug": slug}) for slug in ("s1", "s2")]
    groups = [{"slug": "g1", "name": "G1"}, {"slug": "g2", "name": "G2"}]
    aspects = [ASPECT.model_copy(update={"slug": slug, "group": group}) for slug, group in (("p", "g2"), ("q", "g1"))]
    value = framework("a").values[0].model_copy(update={"sources": ("s2", "s1")})
    values = tuple(value.model_copy(update={"aspect": slug}) for slug in ("p", "q"))
    mixed = Catalogue.model_validate(
        {
            "method": {"recommend_at": 1, "lead": 1},
            "sources": [source.model_dump() for source in sources],
            "groups": groups,
            "aspects": [aspect.model_dump() for aspect in aspects],
            "frameworks": [framework("a").model_copy(update={"values": values}).model_dump()],
        }
    )

    ordered = in_order(mixed)

    assert [aspect.slug for aspect in ordered.aspects] == ["q", "p"]
    assert [value.aspect for value in ordered.frameworks[0].values] == ["q", "p"]
    assert {value.sources for value in ordered.frameworks[0].values} == {("s1", "s2")}
