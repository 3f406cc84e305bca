import pytest
from django.urls import reverse

from tests.factories import FrameworkFactory

pytestmark = pytest.mark.django_db


def test_place_leads_to_the_form_of_its_row(admin_client):
    framework = FrameworkFactory()

    answer = admin_client.get(reverse("admin:form"), {"place": ["framework", framework.slug]})

    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        f"/admin/comparisons/framework/{framework.pk}/change/",
    )


@pytest.mark.parametrize("place", [[], ["framework"], ["framework", "old"], ["nothing", "x"], ["\0", "\0"]])
def test_place_without_a_row_is_not_there(admin_client, place):
    assert admin_client.get(reverse("admin:form"), {"place": place}).status_code == 404


def test_visitor_is_asked_to_sign_in(client):
    answer = client.get("/admin/form/?place=framework&place=x")

    assert answer.headers["Location"].startswith("/admin/login/")


def test_form_is_only_led_to(admin_client):
    assert admin_client.post(reverse("admin:form")).status_code == 405
