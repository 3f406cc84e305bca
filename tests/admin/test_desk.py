import datetime
import re
import time

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.urls import reverse

from comparisons.admin.pages.desk import desk
from comparisons.editing.audit_log import change_set
from comparisons.engine.checks.warnings import review_due
from comparisons.models import Framework, Value
from comparisons.releases import audits, publish, release_cache
from comparisons.releases.audit_process.auditor import Auditor
from comparisons.releases.audit_process.process import AuditProcess
from comparisons.releases.audit_process.store import Store
from tests.factories import (
    CriterionFactory,
    EventFactory,
    FrameworkFactory,
    OptionFactory,
    SourceFactory,
    make_publishable,
)
from tests.pages import html_of

pytestmark = pytest.mark.django_db

PATIENCE = 60
READER = AnonymousUser()
"""May know nothing of what people say: of what was changed last, is ready, scheduled or commented."""


@pytest.fixture
def published():
    """A working copy like its release, reviewed today."""
    make_publishable()
    for framework in Framework.objects.all():
        framework.reviewed_on = datetime.datetime.now(datetime.UTC).date()
        framework.save()
    publish.publish("First.", "ada")
    release_cache.refresh()


def counts():
    """What the desk tells, once the audit is made."""
    deadline = time.monotonic() + PATIENCE
    while (seen := desk(READER)).is_being_audited and time.monotonic() < deadline:
        time.sleep(0.05)
    return {task.many: task.count for task in seen.tasks}


QUIET = {
    "changed items, not published": 0,
    "errors that prevent publishing": 0,
    "frameworks overdue for review": 0,
    "dates that have passed since the last review": 0,
    "values that are not verified": 0,
    "values without a source": 0,
    "questions whose answers change no result": 0,
    "sources whose link is broken": 0,
    "sources whose link a person has to try": 0,
    "sources whose link was never checked": 2,
    "sources that share an address": 0,
}


def test_date_that_has_passed_since_the_last_review_is_on_the_desk(published, admin_client):
    today = datetime.datetime.now(datetime.UTC).date()
    framework = Framework.objects.first()
    framework.reviewed_on = today - datetime.timedelta(days=9)
    framework.save()
    for days in (-10, -9, -8, 0, 1):
        EventFactory(framework=framework, name=f"Day {days}", date=today + datetime.timedelta(days=days))

    [task] = [task for task in desk(READER).tasks if task.many == "dates that have passed since the last review"]

    page = html_of(admin_client.get(task.items[0].address.partition("#")[0]))
    assert task.count == 2
    assert [item.text for item in task.items] == [
        f"{framework}, Day 0: began on {today:%-d %B %Y}",
        f"{framework}, Day -8: began on {today - datetime.timedelta(days=8):%-d %B %Y}",
    ]
    assert 'id="events-group"' in page


def test_desk_is_quiet_after_a_release(published):
    assert counts() == QUIET


def test_desk_counts_what_waits(published):
    framework = Framework.objects.first()
    framework.reviewed_on = datetime.date(2020, 1, 31)
    framework.save()
    first, second = Value.objects.all()
    first.confidence = "unverified"
    first.save()
    second.sources.clear()

    assert counts() == QUIET | {
        "changed items, not published": 3,
        "frameworks overdue for review": 1,
        "values that are not verified": 1,
        "values without a source": 1,
    }


def test_desk_shows_a_card_for_what_waits_and_one_line_for_the_rest(admin_client, published, admin_user):
    for framework in Framework.objects.all()[:1]:
        framework.reviewed_on = datetime.date(2020, 1, 31)
        framework.save()
    FrameworkFactory(short_name="Gamma")
    counts()

    page = html_of(admin_client.get(reverse("admin:index")))

    cards = re.findall(r'<li class="task( task-fault)?">\s*<a href="[^"]+"><span class="figure">(\d+)</span>', page)
    summary = re.search(r"<summary>Nothing to do in (\d+)\s+checks</summary>", page)
    assert cards[0][0] == " task-fault"
    assert all(mark == "" for mark, _ in cards[1:])
    assert len(cards) + int(summary[1]) == len(desk(admin_user).tasks)
    assert "0" not in {figure for _, figure in cards}
    assert ">No values without a source</a>" in page


def test_desk_names_errors_and_leads_to_where_they_are_told(admin_client, published):
    FrameworkFactory(short_name="Gamma")

    page = html_of(admin_client.get(reverse("admin:index")))

    assert '<span class="figure">2</span> errors that prevent publishing' in page
    assert "Gamma has no value for" in page


def test_desk_finds_questions_whose_answers_change_nothing(published):
    criterion = CriterionFactory(question="Does it matter?")
    OptionFactory(criterion=criterion)
    OptionFactory(criterion=criterion)

    assert counts()["questions whose answers change no result"] == 1


def test_desk_says_why_it_does_not_know_these_questions(admin_client, published, tmp_path):
    with audits.replaced(Auditor(Store(tmp_path), AuditProcess(("/no/such/program",)).compute)):
        counts_by_name = counts()
        page = html_of(admin_client.get(reverse("admin:index")))

    assert "questions whose answers change no result" not in counts_by_name
    assert "The server cannot start a process for it: No such file or directory. The next try is after" in page


def test_desk_tells_the_last_releases_and_what_was_written_last(admin_client, published):
    with change_set("bob", "form"):
        FrameworkFactory(short_name="Gamma")

    page = html_of(admin_client.get(reverse("admin:index")))

    assert "Release 1</a>" in page
    assert "by ada: First." in page
    assert re.search(r"Gamma</a>, added <time.*?</time> by bob \(form\)", page)


def test_desk_does_not_say_of_all_changes_of_a_set_what_it_says_of_one(admin_client, published):
    source = SourceFactory(title="A source that goes")
    with change_set("bob", "form"):
        FrameworkFactory(short_name="Gamma")
        source.delete()

    page = html_of(admin_client.get(reverse("admin:index")))

    assert re.search(
        r"A source that goes \(A publisher\)</a>, deleted with 1 more change, <time.*?</time> by bob \(form\)", page
    )


def test_desk_of_a_working_copy_that_cannot_be_read_tells_why(admin_client, published):
    Framework.objects.filter(pk=Framework.objects.first().pk).update(website="https://a b.example")

    page = html_of(admin_client.get(reverse("admin:index")))

    assert "The working copy cannot be read" in page
    assert "frameworks &gt; 0 &gt; website" in page


def test_desk_is_not_for_those_who_do_not_read_the_working_copy(client, django_user_model, published):
    carl = django_user_model.objects.create_user("carl")
    carl.groups.add(Group.objects.get(name="Administrator"))
    client.force_login(carl)

    page = html_of(client.get(reverse("admin:index")))

    assert "To do" not in page


@pytest.mark.parametrize("more", [1, 3])
def test_desk_costs_the_same_for_many_rows(admin_client, published, more, django_assert_num_queries):
    for _ in range(more):
        FrameworkFactory()
    admin_client.get(reverse("admin:index"))

    with django_assert_num_queries(48):
        admin_client.get(reverse("admin:index"))


def test_review_is_due_so_many_months_later(shipped):
    framework = shipped.frameworks[0].model_copy(update={"reviewed_on": datetime.date(2026, 1, 31), "review_months": 1})

    assert review_due(framework) == datetime.date(2026, 2, 28)
