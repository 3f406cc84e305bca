import json

import pytest
from django.test import Client

from comparisons.engine import read
from comparisons.engine.decision_record import decision_record
from comparisons.presentation.downloads import recommendation_file
from comparisons.presentation.downloads.documents.origin import AnswerAddress
from comparisons.releases import release_cache
from comparisons.releases.release_cache import Edition
from tests.answers import NORTH_AMERICA, query
from tests.engine.catalogues import catalogue, criterion, framework, option
from tests.engine.test_plan import stage, staged
from tests.factories import release_of

CORE = query(NORTH_AMERICA)


@pytest.fixture
def release(shipped):
    row = release_of(shipped, 7)
    release_cache.replace(row)
    return {"number": 7, "checksum": row.sha256, "published_at": "2026-11-23T12:00:00Z"}


def test_recommendation_has_the_promised_shape(release):
    response = Client().get(f"/recommendation.json?{query(NORTH_AMERICA, obligations='card-data')}")

    data = response.json()
    required, first = data["required"][0], data["standings"][0]
    assert response["Content-Type"] == "application/json"
    assert data["release"] == release
    assert data["answers"] == {
        **{criterion: [option] for criterion, option in NORTH_AMERICA.items()},
        "obligations": ["card-data"],
    }
    assert (data["verdict"], data["recommended"]) == ("clear", ["soc-2"])
    assert (required["framework"], required["basis"]) == ("pci-dss", "contract")
    assert set(required) == {"framework", "basis", "criterion", "option", "reason"}
    assert {"framework", "score", "contributions"} <= set(first)
    assert first["contributions"][0] == {
        "criterion": "market",
        "option": "north-america",
        "weight": 2,
        "degree": 2,
        "points": 4,
        "reason": "Buyers in North America usually ask for a SOC 2 report.",
        "aspect": "geographic-recognition",
    }


def told(made, *pairs):
    """The decision record of a draft of the catalogue."""
    found = decision_record(made, read(made, [pair.split("=") for pair in pairs]).answers)
    return json.loads(recommendation_file(Edition(made, "draft"), found, AnswerAddress(""), "json").content)


def test_recommendation_explains_itself():
    v = criterion("v", [option("v0", {"a": 2}), option("v1", {"b": 2}), option("v2")])
    w = criterion("w", [option("w0", {"b": 1}), option("w1", {"a": 1})], weight=2, core=False)
    made = catalogue([framework("a"), framework("b")], [v, w], recommend_at=50, lead=50)

    data = told(made, "v=v0")

    a, b, none = [{"verdict": "clear", "recommended": [slug]} for slug in "ab"] + [
        {"verdict": "undecided", "recommended": []}
    ]
    assert {key: data[key] for key in ("release", "settled", "possible", "open")} == {
        "release": None,
        "settled": False,
        "possible": ["a"],
        "open": ["w"],
    }
    assert data["turning_points"] == [
        {"criterion": "v", "option": "v1", "answer": ["v1"], **b},
        {"criterion": "v", "option": "v2", "answer": ["v2"], **none},
    ]
    assert data["turning_pairs"] == []
    assert data["left_out"] == [{"criterion": "v", "holds": False, **none}]
    assert a == {"verdict": data["verdict"], "recommended": data["recommended"]}


def test_turning_pairs_hold_both_changes():
    each = [criterion(slug, [option(f"{slug}0", {"a": 2}), option(f"{slug}1", {"b": 1})]) for slug in "vw"]
    made = catalogue([framework("a"), framework("b")], each, recommend_at=10, lead=1)

    data = told(made, "v=v0", "w=w0")

    assert data["turning_points"] == []
    assert data["turning_pairs"] == [
        {
            "changes": [
                {"criterion": "v", "option": "v1", "answer": ["v1"]},
                {"criterion": "w", "option": "w1", "answer": ["w1"]},
            ],
            "verdict": "clear",
            "recommended": ["b"],
        }
    ]


def test_weight_ranges_are_exact():
    v = criterion("v", [option("v0", {"a": 2, "b": 1})], weight=3)
    w = criterion("w", [option("w0", {"a": 1, "b": 2})], weight=2)
    made = catalogue([framework("a"), framework("b")], [v, w], recommend_at=1, lead=5)

    data = told(made, "v=v0", "w=w0")

    assert data["weights"] == [
        {
            "criterion": "v",
            "weight": 3,
            "low": "22/9",
            "low_included": True,
            "high": None,
            "high_included": False,
        },
        {
            "criterion": "w",
            "weight": 2,
            "low": "0",
            "low_included": False,
            "high": "27/11",
            "high_included": True,
        },
    ]


def test_what_is_held_is_told_and_not_recommended():
    v = criterion("v", [option("v0", {"a": 2}).model_copy(update={"holds": "a"})])
    made = catalogue([framework("a"), framework("b")], [v])

    data = told(made, "v=v0")

    assert (data["verdict"], data["recommended"], data["held"]) == ("clear", [], ["a"])
    assert [(standing["framework"], standing["held"]) for standing in data["standings"]] == [("a", True), ("b", False)]


def test_plan_is_told_in_months():
    frameworks = [staged("a", stage("s", 1, 3), stage("p", 2, 2, "proof"), stage("yearly", 12, 12, "upkeep"))]
    required = criterion("v", [option("v0", {"a": 0, "b": 2}, requires={"a": "law"})])
    made = catalogue([*frameworks, framework("b")], [required])

    data = told(made, "v=v0")

    assert data["plan"] == [
        {
            "framework": "a",
            "required": True,
            "stages": [
                {"stage": "s", "starts": [0, 0], "ends": [1, 3]},
                {"stage": "p", "starts": [1, 3], "ends": [3, 5]},
            ],
        },
        {"framework": "b", "required": False, "stages": []},
    ]


def test_comparison_has_the_promised_shape(release, shipped):
    data = Client().get("/compare/soc-2-vs-iso-27001.json").json()

    value = data["aspects"][0]["values"]["iso-27001"]
    described = {"frameworks", "names", "facts", "levels", "groups", "aspects", "guide"}
    assert set(data) == {"release", "licence", "address", *described}
    assert data["facts"]["soc-2"] == {
        "valid_for": "Usually renewed every year",
        "checked_by": "A licensed CPA firm",
        "known_in": "United States and the rest of North America",
    }
    assert (data["release"], data["frameworks"]) == (release, ["soc-2", "iso-27001"])
    assert [aspect["slug"] for aspect in data["aspects"]] == [aspect.slug for aspect in shipped.aspects]
    assert set(data["aspects"][0]) == {"slug", "name", "help", "group", "values"}
    assert list(data["aspects"][0]["values"]) == ["soc-2", "iso-27001"]
    assert set(value) == {"text", "note", "confidence", "sources"}
    assert set(value["sources"][0]) == {"title", "url", "publisher", "kind", "accessed"}
    assert data["guide"]["sources"][0]["publisher"] == "PECB (article by Vesa Hyseni)"


def test_same_answers_give_the_same_bytes(release):
    first, second = (Client().get(f"/recommendation.json?{CORE}").content for _ in range(2))

    assert first == second
