"""Before a version, a change set or a release comes back, its page says what that changes."""

import re

import pytest
from django.urls import reverse

from comparisons.editing.audit_log import change_set
from comparisons.models import AuditLogEntry, Framework, Source, Value
from comparisons.releases import publish
from tests.admin.people import signed_in
from tests.factories import FrameworkFactory, SourceFactory, make_publishable
from tests.forms import untouched_form
from tests.pages import html_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def release():
    make_publishable()
    return publish.publish("First.", "ada")


def address_of(release):
    return reverse("admin:comparisons_release_restore", args=[release.number])


def edit():
    """Two items are changed, one is added."""
    framework, value = Framework.objects.first(), Value.objects.first()
    with change_set("ada", "form"):
        framework.summary, value.text = "Worse words.", "A worse text."
        framework.save()
        value.save()
        SourceFactory(title="A source that goes")


def confirm(client, address, **changed):
    return client.post(address, {**untouched_form(client.get(address).content.decode(), ""), **changed}, follow=True)


def test_restoring_a_release_says_before_what_it_changes(admin_client, release):
    edit()

    page = html_of(admin_client.get(address_of(release)))

    assert "including unpublished ones: 2 items changed, 1 item removed." in page
    assert '<strong>Before:</strong> <span class="text"><del>Worse words.</del></span>' in page
    assert "A source that goes" in page
    assert Framework.objects.first().summary == "Worse words."


def test_message_after_restoring_counts_as_the_page_before(admin_client, release):
    edit()

    done = html_of(confirm(admin_client, address_of(release)))

    assert f"The working copy is now as {release} was: 2 items changed, 1 item removed." in done
    assert not publish.review().differs
    assert not Source.objects.filter(title="A source that goes").exists()


def test_release_that_changes_nothing_says_so(admin_client, release):
    page = html_of(admin_client.get(address_of(release)))

    assert "Nothing would change." in page
    assert "What would change" not in page


@pytest.mark.parametrize("reviewed", ["", "1-of-something-else"])
def test_restoring_what_nobody_has_seen_is_refused(admin_client, release, reviewed):
    edit()

    page = html_of(confirm(admin_client, address_of(release), reviewed=reviewed))

    assert "Nothing was restored: the working copy has changed. This is what would change now." in page
    assert Framework.objects.first().summary == "Worse words."


def test_release_is_restored_where_the_working_copy_cannot_be_read(admin_client, release):
    Framework.objects.update(outcome="nothing known")

    page = html_of(admin_client.get(address_of(release)))
    confirm(admin_client, address_of(release))

    assert "cannot be listed" in page
    assert not publish.review().differs


def versions(*summaries):
    framework = FrameworkFactory(short_name="Alpha", summary=summaries[0], issuer="One")
    for summary in summaries[1:]:
        with change_set("ada", "form"):
            framework.summary = summary
            framework.save()
    return framework


def history(client, framework):
    return html_of(client.get(reverse("admin:comparisons_framework_history", args=[framework.pk])))


def test_history_says_what_each_version_would_change_now(admin_client):
    page = history(admin_client, versions("First.", "Second.", "Third."))

    texts = r'<td class="prose"><del>(.*?)</del></td><td class="prose"><ins>(.*?)</ins></td>'
    rows = re.findall(rf'<tr><th scope="row">Summary</th>{texts}', page)
    assert page.count("Go back to this version: 1 field would change") == 2
    assert rows == [("Second.", "Third."), ("First.", "Second."), ("Third.", "Second."), ("Third.", "First.")]


def test_version_that_says_the_same_as_now_has_no_button(admin_client):
    page = history(admin_client, versions("First.", "Second.", "First."))

    assert page.count("It says the same now.") == 1
    assert page.count('value="Bring this version back"') == 1


def test_deleted_row_lists_all_that_comes_back(admin_client):
    framework = versions("First.")
    key = framework.pk
    with change_set("ada", "form"):
        framework.delete()
    framework.pk = key

    page = history(admin_client, framework)

    assert "Go back to what it was:" in page
    assert '<tr><th scope="row">Issuer</th><td class="prose">(empty)</td><td class="prose">One</td></tr>' in page


def test_change_set_says_what_undoing_it_does_or_why_it_cannot(admin_client):
    framework = versions("First.", "Second.", "Third.")
    newest, older, _ = AuditLogEntry.objects.for_row(framework)
    pages = [
        html_of(admin_client.get(reverse("admin:comparisons_auditlogentry_change", args=[entry.pk])))
        for entry in (newest, older)
    ]

    assert ["Undoing brings this row back to what it was before" in page for page in pages] == [True, False]
    assert ["Undo all of this" in page for page in pages] == [True, False]
    assert "This cannot be undone as a whole. Changed again since: “Alpha”." in pages[1]


@pytest.mark.parametrize("rows", [1, 3])
def test_page_of_a_change_set_costs_the_same_for_many_rows(admin_client, django_assert_num_queries, rows):
    with change_set("ada", "form"):
        SourceFactory.create_batch(rows)
    address = reverse("admin:comparisons_auditlogentry_change", args=[AuditLogEntry.objects.first().pk])
    admin_client.get(address)

    with django_assert_num_queries(8):
        admin_client.get(address)


@pytest.mark.parametrize(("role", "is_offered"), [("Editor", False), ("Publisher", True)])
def test_restoring_is_offered_to_those_who_may(release, role, is_offered):
    client = signed_in("grace", role)

    page = html_of(client.get(reverse("admin:comparisons_release_change", args=[release.pk])))

    assert ("Restore into the working copy" in page) is is_offered
    assert client.get(address_of(release)).status_code == (200 if is_offered else 403)


@pytest.mark.parametrize(("role", "is_offered"), [("Administrator", False), ("Editor", True)])
def test_draft_is_offered_to_those_who_may_see_it(release, role, is_offered):
    client = signed_in("grace", role)

    page = html_of(client.get(reverse("admin:index")))

    assert ('<a href="/draft/">Draft</a>' in page) is is_offered
    assert client.get("/draft/").status_code == (200 if is_offered else 403)
