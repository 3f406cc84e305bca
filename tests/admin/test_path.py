"""From a new framework to the site, by the forms of the admin alone."""

import re

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from comparisons.admin.pages.path import subject_of
from comparisons.admin.pages.path_steps import Subject, steps
from comparisons.engine import Problem
from comparisons.engine.catalogue import Crosswalk, Guide
from comparisons.models import Aspect, Cost, Criterion, Framework, Method, Option, Resource, Source, Stage, Value
from comparisons.releases import release_cache
from comparisons.releases.publish import publish
from tests.engine.catalogues import catalogue, framework
from tests.factories import (
    DAY,
    AspectFactory,
    CriterionFactory,
    FrameworkFactory,
    OptionFactory,
    SupportFactory,
    ValueFactory,
    make_publishable,
)
from tests.forms import untouched_form
from tests.pages import html_of
from tests.shipped import load_shipped

pytestmark = pytest.mark.django_db

DESCRIBED = {
    "short_name": "New Scheme",
    "name": "The New Scheme",
    "edition": "2026",
    "issuer": "An issuer",
    "outcome": "label",
    "role": "base",
    "status": "in-force",
    "website": "https://scheme.example/",
    "summary": "A scheme.",
    "description": "A *scheme*.",
    "reviewed_on": "2026-11-01",
    "review_months": "12",
    "position": "13",
    "slug": "new-scheme",
}


def address(page, framework):
    return reverse(f"admin:comparisons_framework_{page}", args=[framework.pk])


def form_of(client, page, form_id):
    """What a browser would send for the form on a page."""
    return untouched_form(client.get(page).content.decode(), form_id)


def steps_of(framework):
    return {step.title: step for step in steps(subject_of(framework))}


def items_of(framework, title):
    return [(item.text, item.weight) for item in steps_of(framework)[title].items]


def fill_values(client, framework, source):
    """Write a text into each form of a missing value, without a look at which aspect it is for."""
    form = form_of(client, address("change", framework), "framework_form")
    for name in list(form):
        if re.fullmatch(r"values-\d+-text", name) and form[name] == [""]:
            form[name] = ["It says so."]
            form[name.replace("-text", "-sources")] = [source.pk]
    return client.post(address("change", framework), form)


def speak(client, framework, option, **said):
    """Change the row of one option on the page of what answers say; the names are those of its fields."""
    page = address("supports", framework)
    form = form_of(client, page, "supports_form")
    [row] = [
        name.removesuffix("option")
        for name, values in form.items()
        if name.endswith("-option") and values == [str(option.pk)]
    ]
    return client.post(page, {**form, **{f"{row}{name}": value for name, value in said.items()}})


def post_publish(client, note):
    review = form_of(client, reverse("admin:publish"), "publish_form")
    return client.post(reverse("admin:publish"), {**review, "note": note}, follow=True)


def states_of(framework):
    return [step.state for step in steps(subject_of(framework))]


@pytest.fixture
def released(shipped):
    """The shipped catalogue, in the working copy and as release 1."""
    load_shipped()
    publish("First.", "ada")
    release_cache.refresh()


def test_editor_gets_from_a_new_framework_to_the_site_by_forms_alone(
    admin_client, released, django_capture_on_commit_callbacks
):
    source, option = Source.objects.first(), Criterion.objects.get(slug="evidence").options.first()
    support = {"degree": "2", "reason": "It is.", "aspect": Aspect.objects.first().pk, "sources": [source.pk]}

    added = admin_client.post(reverse("admin:comparisons_framework_add"), DESCRIBED)
    scheme = Framework.objects.get(slug="new-scheme")
    states = [states_of(scheme)]
    fill_values(admin_client, scheme, source)
    states.append(states_of(scheme))
    speak(admin_client, scheme, option, **support)
    states.append(states_of(scheme))
    with django_capture_on_commit_callbacks(execute=True):
        published = post_publish(admin_client, "A new scheme.")
    states.append(states_of(scheme))

    assert added["Location"] == address("path", scheme)
    assert states == [
        ["done", "missing", "missing", "done", "missing", "to do", "to do"],
        ["done", "done", "missing", "done", "done", "to do", "to do"],
        ["done", "done", "done", "done", "done", "to do", "to do"],
        ["done", "done", "done", "done", "done", "to do", "done"],
    ]
    assert "Release 2 is published." in html_of(published)
    assert html_of(admin_client.get("/frameworks/new-scheme/")).count("It says so.") == 16


@pytest.mark.exhaustive
@pytest.mark.parametrize("role", ["scheme", "start", "add-on", "law"])
def test_framework_of_any_role_is_added_by_forms_alone_and_can_be_named_and_held(
    admin_client, released, django_capture_on_commit_callbacks, role
):
    source, base = Source.objects.first(), Framework.objects.get(slug="iso-27001")
    described = DESCRIBED | {"role": role, **({"extends": [base.pk]} if role == "add-on" else {})}

    admin_client.post(reverse("admin:comparisons_framework_add"), described)
    added = Framework.objects.get(slug="new-scheme")
    fill_values(admin_client, added, source)
    if role == "law":
        law = Option.objects.get(criterion__slug="laws", slug="gdpr")
        support = {"degree": "0", "reason": "It binds.", "requires": "law", "aspect": Aspect.objects.first().pk}
        speak(admin_client, added, law, sources=[source.pk], **support)
    with django_capture_on_commit_callbacks(execute=True):
        published = post_publish(admin_client, "One more.")

    assert "Release 2 is published." in html_of(published)
    advice = admin_client.get("/recommendation.json?laws=gdpr&existing=none", follow=True).json()
    assert ("new-scheme" in [entry["framework"] for entry in advice["required"]]) == (role == "law")
    questions = release_cache.current().catalogue.criterion_of
    can_be = ["new-scheme" in questions[slug].option_of for slug in ("customer-demand", "existing")]
    assert can_be == [role != "law"] * 2


def test_path_page_leads_to_where_each_thing_is_done(admin_client):
    make_publishable()
    framework = FrameworkFactory()

    page = html_of(admin_client.get(address("path", framework)))

    aspect = Aspect.objects.get()
    assert page.count("<h2>") == 7
    assert f'/admin/comparisons/value/add/?framework={framework.pk}&amp;aspect={aspect.pk}">{aspect.name}</a>' in page
    assert f'{address("change", framework)}#values-group"' in page
    assert f'{address("supports", framework)}#question-{Criterion.objects.get().slug}"' in page
    assert f'href="/draft/frameworks/{framework.slug}/"' in page
    assert 'href="/admin/publish/"' in page


def test_missing_values_are_counted_and_named_in_the_order_of_the_comparison(db):
    make_publishable()
    framework, second, third = FrameworkFactory(), AspectFactory(), AspectFactory()
    ValueFactory(framework=framework, aspect=second)

    step = steps_of(framework)["Values"]

    first = Aspect.objects.exclude(pk__in=[second.pk, third.pk]).get()
    assert (step.summary, step.state_text) == ("1 of 3 aspects has a value.", "2 missing")
    assert [item.text for item in step.items] == [first.name, third.name, "Write the values on one page"]


def test_questions_that_are_silent_are_to_consider_and_silence_of_all_is_an_error(db):
    make_publishable()
    framework, spoken = FrameworkFactory(), OptionFactory(criterion=CriterionFactory())
    silent = Criterion.objects.exclude(pk=spoken.criterion_id).get()
    SupportFactory(option=spoken, framework=framework, degree=-1)

    items = items_of(framework, "What answers say of it")

    assert items == [
        (f"No answer recommends or requires {framework}.", "missing"),
        ("Say what each answer says of it", "link"),
        (f"“{silent.question}” says nothing about it.", "to consider"),
    ]


def test_everything_without_a_source_is_listed(db):
    make_publishable()
    framework, criterion = Framework.objects.first(), Criterion.objects.get()
    shared = {"framework": framework, "position": 1}
    Stage.objects.create(**shared, name="Audit", slug="audit", months_min=1, months_max=2, result="Done.")
    Cost.objects.create(**shared, label="Fee", currency="USD", low=1, high=2, basis="A list.", as_of=DAY)
    Value.objects.get(framework=framework).sources.clear()

    items = items_of(framework, "Sources")

    spoken = criterion.options.first()
    names = [f"Value: {Aspect.objects.get()}", "Stage: Audit", "Cost: Fee", f"{criterion}: {spoken.label}"]
    assert items == [(name, "missing") for name in names]


def test_what_describes_a_framework_iscounted(db):
    make_publishable()
    framework = Framework.objects.first()
    Resource.objects.create(framework=framework, title="Text", kind="standard", provider="Issuer", position=1)

    step = steps_of(framework)["Described"]

    assert step.summary.endswith("It has 0 stages, 0 costs, 1 resource.")
    assert [(item.text, item.weight) for item in step.items] == [
        ("It has no stage yet.", "to consider"),
        ("It has no cost yet.", "to consider"),
    ]


def test_check_tells_of_this_framework_and_of_no_other(db):
    make_publishable()
    first, second = Framework.objects.all()
    Value.objects.filter(framework=second).delete()
    Value.objects.get(framework=first).sources.clear()

    aspect = Aspect.objects.get()
    error = (f"{second} has no value for “{aspect}”.", "error")
    assert items_of(first, "Check") == [(f"{first}, {aspect}: no source.", "to consider")]
    assert items_of(second, "Check") == [error]
    assert steps_of(second)["Check"].state_text == "1 error"


def test_errors_elsewhere_stand_in_the_way_too_and_are_listed(db):
    make_publishable()
    first, second = Framework.objects.all()
    Value.objects.filter(framework=second).delete()

    told = [steps_of(framework)["Publish"] for framework in (first, second)]

    error = (f"{second} has no value for “{Aspect.objects.get()}”.", "error")
    assert [step.summary for step in told] == [
        "Errors prevent publishing: 0 above, 1 elsewhere.",
        "Errors prevent publishing: 1 above, 0 elsewhere.",
    ]
    assert items_of(first, "Publish") == [error, ("Review and publish", "link")]
    assert items_of(second, "Publish") == [("Review and publish", "link")]
    assert [step.state_text for step in told] == ["1 error", "to do"]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (("framework", "a"), True),
        (("framework", "a", "value", "b"), True),
        (("framework", "b", "value", "a"), False),
        (("framework",), False),
        (("criterion", "v", "option", "v0", "support", "a"), True),
        (("criterion", "v", "option", "v0", "support", "b"), False),
        (("criterion", "a"), False),
        (("guide", "of-a"), True),
        (("guide", "of-b"), False),
        (("crosswalk", "b-a", "not carried over", "b"), True),
        (("crosswalk", "b-c"), False),
    ],
)
def test_problem_concerns_the_framework_that_it_is_about(place, expected):
    texts = dict.fromkeys(("editions", "unit", "provenance", "limits", "licence"), "Text.")
    written = {"title": "Guide", "reviewed_on": DAY, "introduction": "First.", "conclusion": "Last."}
    draft = catalogue([framework(slug) for slug in "abc"], []).model_copy(
        update={
            "guides": tuple(Guide(slug=f"of-{slug}", frameworks=(slug, "c"), **written) for slug in "ab"),
            "crosswalks": tuple(Crosswalk(frameworks=("b", slug), backed_by_of=1, **texts) for slug in "ac"),
        }
    )
    subject = Subject(1, draft.frameworks[0], draft, (), None, None)

    assert subject.concerns(Problem("error", place, "Wrong.")) is expected


def test_framework_that_visitors_read_as_it_is_is_done_until_it_changes(db):
    make_publishable()
    publish("First.", "ada")
    first, second = Framework.objects.all()
    second.summary = "Another sentence."
    second.save()

    states = [steps_of(framework)["Publish"].state for framework in (first, second)]

    assert states == ["done", "to do"]


def test_path_of_a_draft_that_cannot_be_read_says_why(admin_client):
    make_publishable()
    Method.objects.update_or_create(defaults={"rationale": "x" * 20_001})

    page = html_of(admin_client.get(address("path", Framework.objects.first())))

    assert "method &gt; rationale" in page


def test_path_is_linked_from_the_framework_from_the_list_and_after_adding(admin_client):
    make_publishable()

    added = admin_client.post(reverse("admin:comparisons_framework_add"), {**DESCRIBED, "_continue": "1"}, follow=True)

    path = address("path", Framework.objects.get(slug="new-scheme"))
    page = html_of(added)
    assert f'See <a href="{path}">what is still missing</a> before you can publish it.' in page
    assert f'<a href="{path}">Path to the site</a>' in page
    rows = html_of(admin_client.get(reverse("admin:comparisons_framework_changelist")))
    assert f'<a href="{path}" aria-label="1 value missing: path of New Scheme">1 value</a>' in rows


def test_list_tells_what_is_missing(admin_client):
    make_publishable()
    unsourced, _ = Value.objects.all()
    unsourced.sources.clear()
    before = missing_values(admin_client)
    AspectFactory()

    assert before == ["1 source", "nothing"]
    assert missing_values(admin_client) == ["1 value, 1 source", "1 value"]


def test_those_who_may_only_look_are_told_what_is_missing_without_a_path(client):
    framework = FrameworkFactory()
    AspectFactory()
    reader = User.objects.create_user("ada", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_framework"))
    client.force_login(reader)

    rows = html_of(client.get(reverse("admin:comparisons_framework_changelist")))
    page = html_of(client.get(address("change", framework)))

    assert '<td class="field-missing">1 value</td>' in rows
    assert address("path", framework) not in rows + page


def missing_values(client):
    rows = html_of(client.get(reverse("admin:comparisons_framework_changelist")))
    return re.findall(r'class="field-missing_link"><a [^>]*>([^<]*)<', rows)


@pytest.mark.parametrize("name", ["path", "supports"])
def test_pages_follow_the_permission_to_change(client, name):
    framework = FrameworkFactory()
    editor = User.objects.create_user("ada")
    editor.user_permissions.add(Permission.objects.get(codename="view_user"))
    client.force_login(editor)
    may = {
        codename: Permission.objects.get(codename=codename)
        for codename in ("view_framework", "change_framework", "add_support", "change_support")
    }

    editor.user_permissions.add(may["view_framework"])
    refused = client.get(address(name, framework))
    editor.user_permissions.add(*may.values())
    allowed = client.get(address(name, framework))

    assert (refused.status_code, allowed.status_code) == (403, 200)


@pytest.mark.parametrize("name", ["path", "supports"])
def test_framework_that_is_not_there_has_no_page(admin_client, name):
    assert admin_client.get(reverse(f"admin:comparisons_framework_{name}", args=[1])).status_code == 404


def test_new_form_of_a_framework_asks_for_nothing_but_its_description(admin_client):
    page = html_of(admin_client.get(reverse("admin:comparisons_framework_add")))

    assert "-TOTAL_FORMS" not in page
    assert 'name="summary"' in page
