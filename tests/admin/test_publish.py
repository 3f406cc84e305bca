"""The publish page: what an editor reviews, and what refuses."""

import re
import time
from html.parser import HTMLParser

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from comparisons.editing.audit_log import change_set
from comparisons.models import Criterion, Framework, Method, Option, Release, Support, Value
from comparisons.releases import audits, publish, release_cache
from comparisons.releases.audit_process.auditor import Auditor
from comparisons.releases.audit_process.compute import compute
from comparisons.releases.audit_process.process import AuditProcess
from comparisons.releases.audit_process.store import Store
from tests.examples import exhaustive
from tests.factories import CriterionFactory, OptionFactory, SupportFactory, make_publishable
from tests.forms import untouched_form
from tests.pages import html_of
from tests.shipped import load_shipped

pytestmark = pytest.mark.django_db

PAGE, EFFECT = "/admin/publish/", "/admin/publish/effect/"
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def no_audits(tmp_path):
    """Nothing is audited yet."""
    with audits.replaced(Auditor(Store(tmp_path), compute)):
        yield


@pytest.fixture
def released():
    make_publishable()
    return publish.publish("First.", "ada")


def page(client):
    return html_of(client.get(PAGE))


def post_publish(client, **update):
    return client.post(PAGE, {**untouched_form(page(client), "publish_form"), "note": "Why.", **update})


def effect(client):
    """What the page is told in the end."""
    for _ in range(1000):
        effect_html = html_of(client.get(EFFECT, headers=HTMX))
        if "<progress" not in effect_html:
            return effect_html
        time.sleep(0.01)
    pytest.fail("It took longer than ten seconds.")


def support_both():
    """Let the first option speak for the other framework as well: whoever chooses it gets another result."""
    first, second = Support.objects.all()
    return SupportFactory(option=first.option, framework=second.framework, aspect=first.aspect)


class Links(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self.found.append(dict(attrs)["href"])


def test_every_change_is_shown_before_and_after_with_its_form(admin_client, released):
    framework = Framework.objects.first()
    Framework.objects.filter(pk=framework.pk).update(summary="A better framework.")

    review_html = page(admin_client)

    assert "What changed since release 1: 1 item" in review_html
    assert f"<h4>{framework.short_name}</h4>" in review_html
    assert '<strong>Before:</strong> <span class="text">A framework.</span>' in review_html
    assert '<strong>After:</strong> <span class="text">A <ins>better</ins> framework.</span>' in review_html
    assert f"/admin/comparisons/framework/{framework.pk}/change/" in Links(review_html).found


def test_what_is_removed_has_no_form_and_shows_what_it_said(admin_client, released):
    Support.objects.first().delete()

    review_html = page(admin_client)

    assert "<p>Removed support</p>" in review_html
    assert '<strong>Before:</strong> <span class="text">It fits.</span>' in review_html
    assert "<strong>After:</strong>" not in review_html


def test_texts_of_editors_are_shown_and_not_run(admin_client, released):
    Framework.objects.update(summary='<img src=x onerror="alert(1)"> framework.')

    review_html = page(admin_client)

    assert "<img src=x" not in review_html
    assert "<ins>&lt;img src=x onerror=&quot;alert(1)&quot;&gt;</ins>" in review_html


def test_an_error_refuses_and_leads_to_the_form_that_mends_it(admin_client, released):
    value = Value.objects.first()
    value.delete()

    review_html = page(admin_client)

    address = f"/admin/comparisons/value/add/?framework={value.framework_id}&aspect={value.aspect_id}"
    assert '<h2 id="errors-heading">1 error</h2>' in review_html
    assert address in Links(review_html).found
    assert 'id="publish_form"' not in review_html
    assert "publish-effect" not in review_html


def test_warnings_are_told_as_new_gone_and_staying(admin_client, released):
    Value.objects.filter(pk=Value.objects.first().pk).update(confidence="unverified")

    review_html = page(admin_client)

    assert "<h3>1 new</h3>" in review_html
    assert f"/admin/comparisons/value/{Value.objects.first().pk}/change/" in Links(review_html).found


def test_effect_is_worked_out_beside_the_page_and_told_with_examples(admin_client, released):
    option = support_both().option

    before = page(admin_client)
    effect_html = effect(admin_client)
    after = page(admin_client)

    assert f'hx-get="{EFFECT}" hx-trigger="load delay:1s"' in before
    assert "The core questions: 33.3 % of the ways to answer get another result" in effect_html
    assert "All 3 ways to answer were tried, so the figures are exact." in effect_html
    assert re.search(r'<p class="shifts">[^<]+ (gains|loses) most: it is recommended for', effect_html)
    assert 'hx-swap-oob="true"' in effect_html
    examples = [link for link in Links(effect_html).found if "recommendation" in link]
    query = f"?{option.criterion.slug}={option.slug}"
    assert examples[:2] == [f"/recommendation/{query}", f"/draft/recommendation/{query}"]
    assert "hx-get" not in after
    assert "33.3 %" in after


def test_other_words_change_no_result(admin_client, released):
    Framework.objects.filter(pk=Framework.objects.first().pk).update(summary="In other words.")

    effect_html = effect(admin_client)

    assert "Nothing that decides a recommendation has changed: all answers get the same result as now." in effect_html
    assert "The audit finds" in effect_html or "Found by the audit as before" in effect_html
    assert "There is no release yet" not in effect_html


def test_examples_open_in_the_draft_and_in_the_current_release(admin_client, released):
    release_cache.refresh()
    support_both()

    links = [link for link in Links(effect(admin_client)).found if "recommendation" in link]

    assert {admin_client.get(link).status_code for link in links} == {200}


def rename(row, slug):
    """Give the row another slug, as the form does with one that is published."""
    type(row).objects.filter(pk=row.pk).update(slug=slug, was=row.slug)


def test_another_slug_is_no_other_framework_and_changes_no_result(admin_client, released):
    rename(Framework.objects.first(), "other")
    rename(Criterion.objects.first(), "asked-first")

    review_html, effect_html = page(admin_client), effect(admin_client)

    assert "What changed since release 1: 2 items" in review_html
    assert "The core questions: no way to answer gets another result" in effect_html
    assert "Links that will break" not in review_html


def test_examples_ask_the_release_by_the_slugs_that_it_has(admin_client, released):
    release_cache.refresh()
    question, option = Criterion.objects.first(), support_both().option
    rename(question, "asked-first")

    links = [link for link in Links(effect(admin_client)).found if "recommendation" in link]

    assert links[:2] == [
        f"/recommendation/?{question.slug}={option.slug}",
        f"/draft/recommendation/?asked-first={option.slug}",
    ]
    assert {admin_client.get(link).status_code for link in links} == {200}


def test_effect_of_the_new_rules_is_worked_out_and_told_with_examples(admin_client, released):
    """Each framework can be held, by an option that no row is for; then nothing further is needed."""
    release_cache.refresh()
    Method.objects.update_or_create(defaults={"rules": Method.Rules.VERSION_2})
    question = CriterionFactory(name="Held", selection="many", options_for=["base"], options_hold=True)
    OptionFactory(criterion=question, exclusive=True)

    effect_html = effect(admin_client)
    links = [link for link in Links(effect_html).found if "recommendation" in link]

    assert "of the ways to answer get another result" in effect_html
    assert "Nothing is needed beyond what you have or must get" in effect_html
    assert f"Held: {Framework.objects.first().short_name}" in effect_html
    assert {admin_client.get(link).status_code for link in links if link.startswith("/draft/")} == {200}


def test_effect_of_the_first_release_is_what_the_audit_finds(admin_client):
    make_publishable()

    effect_html = effect(admin_client)

    assert "There is no release yet to compare with." in effect_html
    assert "The audit finds no dead question" in effect_html


def test_finding_of_the_audit_is_told_as_new_with_its_form(admin_client, released):
    better = support_both().option
    outdone = Option.objects.exclude(pk=better.pk).get()

    effect_html = effect(admin_client)

    finding = f"“{outdone.label}” is a stronger reason for no framework than “{better.label}”."
    assert "<h3>New findings of the audit</h3>" in effect_html
    assert f'<a href="/admin/comparisons/option/{outdone.pk}/change/">{finding}</a>' in effect_html


def test_effect_of_what_cannot_be_published_is_not_worked_out(admin_client, released):
    effect_html = html_of(admin_client.get(EFFECT, headers=HTMX))

    assert "Someone has changed the working copy." in effect_html
    assert audits.is_idle()


def test_effect_that_no_process_can_work_out_says_why_and_does_not_prevent_publishing(admin_client, released, tmp_path):
    support_both()
    with audits.replaced(Auditor(Store(tmp_path), AuditProcess(("/no/such/program",)).compute)):
        effect_html, review_html = effect(admin_client), page(admin_client)
        published = post_publish(admin_client)

    reason = "Not available. The server cannot start a process for it: No such file or directory."
    assert reason in effect_html
    assert "What changes for those who answer is not available.</p>" in effect_html
    assert "hx-get" not in effect_html
    assert reason in review_html
    assert re.search(r"The next try is after \d\d:\d\d:\d\d UTC\.", review_html)
    assert (published.status_code, Release.objects.count()) == (302, 2)


def test_effect_without_javascript_is_on_the_page(admin_client, released):
    response = admin_client.get(EFFECT)

    assert (response.status_code, response["Location"]) == (302, PAGE)


def test_publishing_needs_a_note_and_says_so(admin_client, released):
    Framework.objects.update(edition="2027")

    review_html = html_of(post_publish(admin_client, note=" "))

    assert "<title>Error: Review and publish" in review_html
    assert 'aria-invalid="true"' in review_html
    assert Release.objects.count() == 1


def test_what_was_changed_after_the_review_is_reviewed_anew_with_the_note_kept(admin_client, released):
    Framework.objects.update(edition="2027")
    form = untouched_form(page(admin_client), "publish_form")
    Framework.objects.update(edition="2028")

    refused = html_of(admin_client.post(PAGE, {**form, "note": "My note."}))
    again = admin_client.post(PAGE, {**untouched_form(refused, "publish_form")})

    assert "<title>Error: Review and publish" in refused
    assert "Nothing was published. The working copy was changed after you reviewed." in refused
    assert '<span class="text"><ins>2028</ins></span>' in refused
    assert again.status_code == 302
    assert Release.objects.first().note == "My note."


def test_without_a_review_nothing_is_published(admin_client, released):
    Framework.objects.update(edition="2027")

    admin_client.post(PAGE, {"note": "Why."})

    assert Release.objects.count() == 1


def test_page_lists_who_changed_what_since_the_release(admin_client, released):
    with change_set("grace", "form"):
        framework = Framework.objects.first()
        framework.edition = "2027"
        framework.save()

    review_html = page(admin_client)

    assert "Who changed what since release 1" in review_html
    assert f"Framework “{framework.short_name}” changed</a></th><td>grace</td><td>form</td>" in review_html


def test_those_who_may_not_read_the_working_copy_see_neither_page(client, released):
    eve = User.objects.create_user("eve")
    eve.groups.add(Group.objects.get(name="Administrator"))
    client.force_login(eve)

    assert [client.get(address, headers=HTMX).status_code for address in (PAGE, EFFECT)] == [403, 403]


def test_editors_read_the_review_and_cannot_publish(client, released):
    editor = User.objects.create_user("eve", is_staff=True)
    editor.groups.add(Group.objects.get(name="Editor"))
    client.force_login(editor)
    Framework.objects.update(edition="2027")

    review, sent = page(client), client.post(PAGE, {"note": "Why.", "reviewed": publish.review().token})

    assert "<ins>2027</ins>" in review
    assert 'id="publish_form"' not in review
    assert (sent.status_code, Release.objects.count()) == (403, 1)


@pytest.mark.parametrize("number", exhaustive([1, 3], quick=[1]))
def test_queries_do_not_grow_with_the_changes(admin_client, django_assert_num_queries, number):
    load_shipped()
    publish.publish("First.", "ada")
    for value in Value.objects.all()[:number]:
        value.confidence = "unverified"
        value.text = "Other words."
        value.save()

    with django_assert_num_queries(54):
        page(admin_client)


def test_address_of_the_page_is_what_the_admin_calls_it():
    assert (reverse("admin:publish"), reverse("admin:publish_effect")) == (PAGE, EFFECT)
