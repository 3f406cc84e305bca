"""A changed slug becomes a former slug if visitors can have it; the review names the links that will break."""

import pytest
from django.urls import reverse

from comparisons.models import Criterion, Framework, Option, Support
from comparisons.releases import publish, release_cache
from tests.factories import CriterionFactory, OptionFactory, make_publishable
from tests.forms import untouched_form
from tests.pages import html_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def released(admin_client):
    make_publishable()
    publish.publish("First.", "ada")
    release_cache.refresh()
    return admin_client


def save(client, row, **fields):
    name = row._meta.model_name
    address = reverse(f"admin:comparisons_{name}_change", args=[row.pk])
    form = untouched_form(client.get(address).content.decode(), f"{name}_form")
    response = client.post(address, {**form, **fields}, follow=True)
    assert response.redirect_chain, response.content.decode()
    row.refresh_from_db()
    return html_of(response)


@pytest.mark.parametrize("model", [Framework, Criterion])
def test_changed_slug_of_the_release_becomes_a_former_one(released, model):
    row = model.objects.first()
    old = row.slug

    page = save(released, row, slug="other")

    assert (row.slug, row.was) == ("other", old)
    assert f"Links with “{old}” will lead to “other”" in page
    assert not publish.review().lost_slugs
    assert not publish.review().errors


def test_slug_that_comes_back_is_no_former_one_any_more(released):
    row = Framework.objects.first()
    old = row.slug
    save(released, row, slug="other")
    publish.publish("Second.", "ada")
    release_cache.refresh()

    save(released, row, slug=old)

    assert (row.slug, row.was) == (old, "other")
    assert not publish.review().errors


def test_slug_that_comes_back_before_it_is_published_leaves_no_former_one(released):
    row = Framework.objects.first()
    old = row.slug
    save(released, row, slug="other")

    save(released, row, slug=old)

    assert (row.slug, row.was) == (old, "")
    assert not publish.review().differs


def test_slug_that_nobody_saw_leaves_no_former_one(released):
    row = Framework.objects.first()
    old = row.slug
    save(released, row, slug="between")

    save(released, row, slug="other")

    assert row.was == old


def test_changed_slug_of_an_option_in_its_question_becomes_a_former_answer(released):
    criterion = Criterion.objects.get()
    option = criterion.options.first()
    old = option.slug
    place = list(criterion.options.all()).index(option)

    page = save(released, criterion, **{f"options-{place}-slug": "other"})

    option.refresh_from_db()
    assert (option.slug, option.was) == ("other", f"{criterion.slug}/{old}")
    assert f"Links with “{criterion.slug}/{old}” will be read as “{criterion.slug}/other”" in page
    assert not publish.review().lost_slugs
    assert not publish.review().errors


def test_changed_slug_of_an_option_on_its_own_page_becomes_a_former_answer(released):
    option = Option.objects.first()
    question, old = option.criterion.slug, option.slug
    save(released, option.criterion, slug="renamed-question")
    option.refresh_from_db()

    save(released, option, slug="other", was="another/answer")

    assert option.was == f"another/answer\nrenamed-question/{old}"
    publish.publish("Second.", "ada")
    release_cache.refresh()
    answer = f"?{question}={old}"
    assert released.get(f"/recommendation.json{answer}", follow=True).json()["answers"] == {
        "renamed-question": ["other"]
    }

    save(released, option, slug=old)

    assert option.was == "another/answer\nrenamed-question/other"
    assert not publish.review().errors


def test_option_that_moves_to_another_question_leaves_a_former_answer(released):
    option, other = Option.objects.first(), CriterionFactory()
    former = f"{option.criterion.slug}/{option.slug}"

    save(released, option, criterion=other.pk)

    assert (option.criterion, option.was) == (other, former)


def test_option_that_is_deleted_with_a_changed_slug_is_no_answer_that_links_lead_to(released):
    criterion = Criterion.objects.get()
    Support.objects.filter(option=criterion.options.first()).delete()

    page = save(released, criterion, **{"options-0-slug": "other", "options-0-DELETE": "on"})

    assert criterion.options.count() == 1
    assert "Links with" not in page


def test_option_that_nobody_saw_leaves_no_former_answer(released):
    option = OptionFactory(criterion=Criterion.objects.get())

    save(released, option, slug="other")

    assert option.was == ""


def test_what_is_no_slug_is_refused(released):
    row = Framework.objects.first()
    address = reverse("admin:comparisons_framework_change", args=[row.pk])
    form = untouched_form(released.get(address).content.decode(), "framework_form")

    page = html_of(released.post(address, {**form, "was": "good-one\r\nNot One"}))

    assert "“Not One” is no slug: use small letters, digits and hyphens, one slug a line." in page


def test_review_names_the_links_that_will_break(released):
    row = Framework.objects.first()
    Framework.objects.filter(pk=row.pk).update(slug="other")

    page = html_of(released.get("/admin/publish/"))

    assert "Links that will break" in page
    assert f"<li>Framework <code>{row.slug}</code>: <bdi>{row.short_name}</bdi></li>" in page


def test_review_is_silent_where_no_link_breaks(released):
    row = Framework.objects.first()
    save(released, row, summary="Another summary.")

    assert "Links that will break" not in html_of(released.get("/admin/publish/"))
