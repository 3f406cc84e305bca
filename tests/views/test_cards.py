import pytest

from tests.wire import send

pytestmark = pytest.mark.usefixtures("served")


@pytest.mark.parametrize("prefix", ["", "/releases/1"])
@pytest.mark.parametrize(
    "address",
    [
        *(f"/cards/{page}.png" for page in ("home", "frameworks", "compare", "wizard", "method")),
        "/cards/frameworks/soc-2.png",
        "/cards/compare/iso-27001-vs-soc-2.png",
    ],
)
def test_card_is_a_picture(prefix, address):
    answer = send(prefix + address, headers={"Accept-Encoding": "br, gzip"})

    assert (answer.status, answer.headers["Content-Type"]) == (200, "image/png")
    assert answer.body.startswith(b"\x89PNG")
    assert "Content-Encoding" not in answer.headers


@pytest.mark.parametrize(
    "address",
    [
        "/cards/no-such-page.png",
        "/cards/recommendation.png",
        "/cards/frameworks/no-such-framework.png",
        "/cards/compare/soc-2.png",
        "/cards/compare/soc-2-vs-soc-2.png",
        "/cards/compare/soc-2-vs-no-such-framework.png",
    ],
)
def test_card_of_nothing_is_not_there(address):
    assert send(address).status == 404


def test_every_order_of_frameworks_has_one_card():
    answer = send("/releases/1/cards/compare/soc-2-vs-iso-27001.png")

    assert (answer.status, answer.headers["Location"]) == (302, "/releases/1/cards/compare/iso-27001-vs-soc-2.png")
