import pytest
from django.test import Client

from comparisons import editions
from tests.factories import memory_of, release_of

CORE = "market=north-america&industry=saas&approach=tailored-controls&evidence=attestation-report"


@pytest.fixture
def release(shipped, monkeypatch):
    row = release_of(shipped, 7)
    monkeypatch.setattr(editions, "_memory", memory_of(row))
    return {"number": 7, "checksum": row.sha256, "published_at": "2026-11-23T12:00:00Z"}


def test_recommendation_has_the_promised_shape(release):
    response = Client().get(f"/recommendation.json?{CORE}&obligations=card-data")

    data = response.json()
    required, first = data["required"][0], data["standings"][0]
    assert response["Content-Type"] == "application/json"
    assert data["release"] == release
    assert data["answers"] == {
        "market": ["north-america"],
        "industry": ["saas"],
        "approach": ["tailored-controls"],
        "evidence": ["attestation-report"],
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


def test_recommendation_explains_itself(release):
    data = Client().get(f"/recommendation.json?{CORE}").json()

    assert {"settled", "possible", "open", "turning_points"} <= set(data)


def test_comparison_has_the_promised_shape(release, shipped):
    data = Client().get("/compare/soc-2-vs-iso-27001.json").json()

    value = data["aspects"][0]["values"]["iso-27001"]
    assert set(data) == {"release", "frameworks", "aspects"}
    assert (data["release"], data["frameworks"]) == (release, ["soc-2", "iso-27001"])
    assert [aspect["slug"] for aspect in data["aspects"]] == [aspect.slug for aspect in shipped.aspects]
    assert set(data["aspects"][0]) == {"slug", "name", "group", "values"}
    assert list(data["aspects"][0]["values"]) == ["soc-2", "iso-27001"]
    assert set(value) == {"text", "note", "confidence", "sources"}
    assert set(value["sources"][0]) == {"title", "url"}


def test_same_answers_give_the_same_bytes(release):
    first, second = (Client().get(f"/recommendation.json?{CORE}").content for _ in range(2))

    assert first == second
