"""Addresses as they come back from mail, chat and social sites."""

import pytest

from tests.answers import CORE, query
from tests.pages import html_of

pytestmark = pytest.mark.usefixtures("served")

ANSWERS = query()
KEYS = [
    *("utm_source", "utm_medium", "UTM_Campaign", "fbclid", "gclid", "msclkid", "mc_cid", "mc_eid", "igshid"),
    *("_hsenc", "_ga", "twclid", "mtm_source", "ref_src", "ref", "si", "source", "ysclid", "wt_mc", "elqTrackId"),
]


@pytest.mark.parametrize("address", ["/recommendation/", "/recommendation.json", "/wizard/market/"])
@pytest.mark.parametrize(
    "shared",
    [
        ANSWERS.replace("&", "&amp;"),
        ANSWERS.replace("&", "&amp;amp;"),
        ANSWERS.replace("&", "&amp%3B"),
        ANSWERS.replace("&", "&#038;").replace("#", "%23"),
        ANSWERS.upper(),
        *(f"{ANSWERS}{end}" for end in (".", ",", ";", ":", ")", "%3E", "]", "%22", "'", ").", "%E2%80%9D", "%20")),
        *(f"{ANSWERS}&{key}=x" for key in KEYS),
        f"utm_source=news&amp;{ANSWERS}",
        f"{ANSWERS}%E2%80%8B",
        ANSWERS.replace("&", "%26"),
        ANSWERS.replace("=", "=3D"),
    ],
)
def test_shared_address_leads_to_what_was_shared_without_a_notice(client, address, shared):
    response = client.get(f"{address}?{shared}")

    assert (response.status_code, response["Location"]) == (302, f"{address}?{ANSWERS}")


def test_answers_survive_an_address_in_which_each_ampersand_was_escaped(client):
    response = client.get(f"/recommendation.json?{ANSWERS.replace('&', '&amp;')}", follow=True).json()

    assert response["answers"] == {criterion: [option] for criterion, option in CORE.items()}
    assert response["dropped"] == []


def test_key_that_is_neither_an_answer_nor_known_from_trackers_is_told(client):
    response = client.get(f"/recommendation/?{ANSWERS}&colour=red")

    assert response["Location"] == f"/recommendation/?{ANSWERS}&dropped=unknown"


@pytest.mark.parametrize(
    "shared",
    [
        "framework=SOC-2&framework=ISO-27001",
        "framework=soc-2&amp;framework=iso-27001.",
        "framework=soc-2%26framework=iso-27001&utm_source=x",
    ],
)
def test_choice_of_frameworks_survives_being_shared(client, shared):
    response = client.get(f"/compare/?{shared}")

    assert (response.status_code, response["Location"]) == (302, "/compare/soc-2-vs-iso-27001/")


def test_two_boxes_read_shared_addresses_too(client):
    sides = {
        "a": f"{ANSWERS.replace('&', '&amp;')}.",
        "b": f"https://plumbline.example/recommendation/?{ANSWERS}&fbclid=x)",
    }

    page = html_of(client.get("/recommendation/compare/", sides))

    assert '<h2 id="difference">The result is the same</h2>' in page
    assert "was left out" not in page


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("/frameworks/SOC-2/", "/frameworks/soc-2/"),
        ("/frameworks/soc-2./", "/frameworks/soc-2/"),
        ("/frameworks/soc-2)/", "/frameworks/soc-2/"),
        ("/compare/ISO-27001-vs-soc-2/", "/compare/iso-27001-vs-soc-2/"),
        ("/compare/iso-27001-VS-soc-2/", "/compare/iso-27001-vs-soc-2/"),
        ("/releases/1/frameworks/Soc-2/", "/releases/1/frameworks/soc-2/"),
    ],
)
def test_page_is_found_whatever_its_case_and_whatever_follows(client, path, meant):
    response = client.get(path)

    assert (response.status_code, response["Location"]) == (301, meant)


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("/frameworks/soc-2/.", "/frameworks/soc-2/"),
        ("/Method/", "/method/"),
        ("/wizard/),", "/wizard/"),
        ("/compare/?framework=soc-2", "/compare/?framework=soc-2"),
        ("/Recommendation/?goal=basics", "/recommendation/?goal=basics"),
    ],
)
def test_address_of_no_page_leads_to_the_page_that_is_meant(client, path, meant):
    response = client.get(path)

    assert (response.status_code, response.headers.get("Location", meant)) == (301 if path != meant else 200, meant)


def test_address_that_means_no_page_is_not_found(client):
    assert client.get("/No-Such-Page/.").status_code == 404


@pytest.mark.parametrize(
    ("slug", "near"), [("iso27001", "iso-27001"), ("soc2", "soc-2"), ("hippa-security-rule", "hipaa-security-rule")]
)
def test_near_miss_is_suggested(client, slug, near):
    response = client.get(f"/frameworks/{slug}/")

    assert response.status_code == 404
    assert f'Did you mean <a href="/frameworks/{near}/">' in html_of(response)


def test_far_miss_suggests_nothing(client):
    assert "Did you mean" not in html_of(client.get("/frameworks/zzzzqqq/"))
