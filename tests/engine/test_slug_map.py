"""Two catalogues are compared with one name for the same thing: another slug is no other framework or question."""

import json
from itertools import pairwise

from comparisons.engine import read, recommend
from comparisons.engine.catalogue import Catalogue
from comparisons.engine.diff import item_changes
from comparisons.engine.diff.slug_map import SlugMap, with_slugs_of
from comparisons.engine.expansion import expanded


def renamed(catalogue, *names):
    """The catalogue, in which each of these, as slug -> new slug, is written otherwise wherever it stands.

    What older addresses had stays as it was.
    """
    new = dict(names)

    def other(value):
        if isinstance(value, dict):
            return {key: part if key in {"was", "dropped"} else other(part) for key, part in value.items()}
        if isinstance(value, list):
            return [other(part) for part in value]
        return new.get(value, value)

    return Catalogue.model_validate_json(json.dumps(other(catalogue.model_dump(mode="json"))))


def with_former(catalogue, **former):
    """The catalogue, in which these frameworks and criteria, by their slugs with _ for -, had other slugs."""
    slugs = {slug.replace("_", "-"): (old,) for slug, old in former.items()}

    def items(entries):
        return tuple(entry.model_copy(update={"was": slugs.get(entry.slug, ())}) for entry in entries)

    update = {"frameworks": items(catalogue.frameworks), "criteria": items(catalogue.criteria)}
    return catalogue.model_copy(update=update)


NAMES = [("soc-2", "soc-two"), ("customer-demand", "demand"), ("market", "buyers")]


def later(as_written):
    """A later catalogue: a framework and two questions have other slugs, and nothing else changed."""
    return with_former(renamed(as_written, *NAMES), soc_two="soc-2", demand="customer-demand", buyers="market")


def test_catalogue_under_the_slugs_of_a_later_one_is_that_one_but_for_what_it_names(as_written):
    after = later(as_written)
    again = with_slugs_of(after, as_written)

    assert with_former(again, soc_two="soc-2", demand="customer-demand", buyers="market") == after
    assert expanded(again).criterion_of["demand"].option_of["soc-two"].label == "SOC 2"


def test_diff_of_another_slug_is_the_former_slug_alone(as_written):
    changes = item_changes(as_written, later(as_written))

    assert [(change.path, [field.name for field in change.fields]) for change in changes] == [
        (("framework", "soc-two"), ["was"]),
        (("criterion", "demand"), ["was"]),
        (("criterion", "buyers"), ["was"]),
    ]


def test_diff_in_the_other_direction_is_that_too(as_written):
    changes = item_changes(later(as_written), as_written)

    assert [(change.path, [field.name for field in change.fields]) for change in changes] == [
        (("framework", "soc-2"), ["was"]),
        (("criterion", "customer-demand"), ["was"]),
        (("criterion", "market"), ["was"]),
    ]


def test_catalogue_that_needs_no_other_slugs_is_the_same_object(as_written):
    assert with_slugs_of(as_written, as_written) is as_written
    assert with_slugs_of(renamed(as_written, *NAMES), as_written) is as_written


def test_answers_lead_to_the_same_result_under_both_slugs(as_written):
    before, after = as_written, later(as_written)
    slug_map = SlugMap.of(before, after)
    pairs = [("demand", "soc-two"), ("buyers", "north-america"), ("industry", "saas"), ("priority", "buyers")]

    undone = slug_map.undone(pairs, after)
    results = [
        [standing.framework.short_name for standing in recommend(catalogue, read(catalogue, answers).answers).standings]
        for catalogue, answers in ((expanded(before), undone), (expanded(after), pairs))
    ]

    assert undone == [
        *(("customer-demand", "soc-2"), ("market", "north-america"), ("industry", "saas")),
        ("priority", "market"),
    ]
    assert slug_map.renamed(undone, before) == pairs
    assert all(first == second for first, second in pairwise(results))
