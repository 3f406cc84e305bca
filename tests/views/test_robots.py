import pytest

from tests.wire import send


def test_robots_keep_out_of_drafts_and_of_where_people_sign_in(settings):
    settings.SITE_URL = "https://plumbline.example"

    answer = send("/robots.txt")

    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/plain; charset=utf-8")
    assert answer.text.splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /draft/",
        "Disallow: /preview/",
        "",
        "Sitemap: https://plumbline.example/sitemap.xml",
    ]


@pytest.mark.parametrize("address", ["/robots.txt"])
def test_robots_that_are_known_are_not_sent_again(address):
    tag = send(address).headers["ETag"]

    assert send(address, headers={"If-None-Match": tag}).status == 304
