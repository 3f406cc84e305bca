"""A visitor can find out under which licence the texts may be used."""

import pytest

from comparisons.content_files import licence

pytestmark = pytest.mark.usefixtures("served")


def test_method_page_links_to_the_licence(client):
    page = client.get("/method/").content.decode()

    said = page.split('<h2 id="licence">')[1].split("</div>")[0]
    assert f'<a href="{licence.ADDRESS}" rel="license noopener">{licence.NAME}</a>' in said


@pytest.mark.parametrize(
    ("address", "method"),
    [("/", "/method/"), ("/wizard/", "/method/"), ("/releases/1/", "/releases/1/method/")],
)
def test_footer_leads_to_the_licence(client, address, method):
    footer = client.get(address).content.decode().split("<footer")[1]

    assert f'<a href="{method}#licence">{licence.NAME}</a>' in footer
