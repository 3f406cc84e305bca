import pytest

PAGES = [
    "/",
    "/frameworks/",
    "/frameworks/soc-2/",
    "/compare/",
    "/compare/iso-27001-vs-soc-2/",
    "/compare/iso-27001-vs-soc-2.csv",
    "/compare/iso-27001-vs-soc-2.json",
    "/wizard/",
    "/wizard/obligations/",
    "/recommendation/",
    "/recommendation/?market=north-america&industry=saas",
    "/recommendation.json?market=north-america&industry=saas",
]


@pytest.mark.parametrize("address", PAGES)
def test_page_is_served_without_a_database(client, published, address):
    response = client.get(address)

    assert response.status_code == 200
    assert "Set-Cookie" not in response.headers
