import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from comparisons.models import Guide, LinkCheck, Source, Value, references_to
from tests.factories import DAY, EventFactory, LevelFactory, SourceFactory, ValueFactory, make_publishable
from tests.forms import untouched_form
from tests.pages import html_of

pytestmark = pytest.mark.django_db

LIST = reverse("admin:comparisons_source_changelist")


def page_of(source):
    return reverse("admin:comparisons_source_change", args=[source.pk])


def use_everywhere(source):
    """Let a source be named by a row of each kind that can."""
    make_publishable()
    framework = Value.objects.first().framework
    LevelFactory(framework=framework)
    EventFactory(framework=framework)
    framework.stages.create(name="Work", slug="work", months_min=1, months_max=2, result="Done.")
    framework.costs.create(label="Audit", currency="USD", low=1, high=2, basis="Someone.", as_of=DAY)
    guide = Guide.objects.create(title="A guide", slug="guide", reviewed_on=DAY, introduction="A", conclusion="B")
    guide.frameworks.add(framework)
    for field in references_to(Source):
        getattr(field.model._default_manager.first(), field.name).add(source)


def kept(source, outcome, **told):
    told = {"status": None, "problem": "", "final_url": source.url, **told}
    LinkCheck.objects.keep(source.url, outcome=outcome, **told)


def listed(client, query=""):
    """The keys of the sources in the list, in its order."""
    return [source.pk for source in client.get(f"{LIST}{query}").context["cl"].result_list]


@pytest.mark.parametrize("rows", [1, 3])
def test_list_takes_a_fixed_number_of_queries(admin_client, django_assert_num_queries, rows):
    admin_client.get(LIST)
    for number in range(rows):
        source = SourceFactory(url=f"https://example.org/{number}")
        SourceFactory(url=f"https://www.example.org/{number}/")
        ValueFactory().sources.add(source)
        kept(source, "works")

    with django_assert_num_queries(8):
        page = html_of(admin_client.get(LIST))

    assert page.count("1 value<") == rows


def test_list_tells_use_address_and_link(admin_client):
    source, twin = (
        SourceFactory(url="https://example.org/a"),
        SourceFactory(url="http://www.example.org/a/", slug="twin"),
    )
    use_everywhere(source)
    kept(source, "broken")

    page = html_of(admin_client.get(LIST))

    assert '<td class="field-uses">1 cost, 1 event, 1 guide, 1 level, 1 stage, 1 support, 1 value</td>' in page
    assert f'<td class="field-same_address"><a href="{page_of(twin)}">twin</a></td>' in page
    assert '<td class="field-link">broken, ' in page
    assert '<td class="field-link">never checked</td>' in page


def test_list_is_narrowed_by_use_address_and_link(admin_client):
    used, twin = SourceFactory(url="https://example.org/a"), SourceFactory(url="http://www.example.org/a/")
    alone, unclear = SourceFactory(), SourceFactory()
    ValueFactory().sources.add(used)
    for source, outcome in ((used, "works"), (twin, "broken"), (unclear, "unclear")):
        kept(source, outcome)

    narrowed = {
        query: listed(admin_client, query)
        for query in (
            "?use=used",
            "?use=unused",
            "?address=shared",
            "?link=works",
            "?link=broken",
            "?link=unclear",
            "?link=never",
        )
    }

    assert narrowed == {
        "?use=used": [used.pk],
        "?use=unused": [twin.pk, alone.pk, unclear.pk],
        "?address=shared": [used.pk, twin.pk],
        "?link=works": [used.pk],
        "?link=broken": [twin.pk],
        "?link=unclear": [unclear.pk],
        "?link=never": [alone.pk],
    }


def test_list_is_sorted_by_use(admin_client):
    once, never, twice = SourceFactory.create_batch(3)
    for source in (once, twice, twice):
        ValueFactory().sources.add(source)

    assert listed(admin_client, "?o=-4") == [twice.pk, once.pk, never.pk]


def test_change_page_tells_every_use_with_its_form_and_its_draft(admin_client):
    source = SourceFactory()
    use_everywhere(source)
    value, framework = Value.objects.first(), Value.objects.first().framework
    form = reverse("admin:comparisons_framework_change", args=[framework.pk])

    page = html_of(admin_client.get(page_of(source)))

    assert f'<a href="{reverse("admin:comparisons_value_change", args=[value.pk])}">{value}</a>' in page
    assert f'href="/draft/frameworks/{framework.slug}/#{value.aspect.slug}"' in page
    assert f'<a href="{form}#stages-group">{framework}: Work</a>' in page
    assert f'<a href="{form}#costs-group">{framework}: Audit</a>' in page
    assert page.count(f'<a href="/draft/frameworks/{framework.slug}/"') == 4
    assert page.count("Draft page</a>") == 7


@pytest.mark.parametrize("rows", [1, 3])
def test_change_page_takes_a_fixed_number_of_queries(admin_client, django_assert_num_queries, rows):
    source = SourceFactory()
    admin_client.get(page_of(source))
    for _ in range(rows):
        ValueFactory().sources.add(source)

    with django_assert_num_queries(15):
        page = html_of(admin_client.get(page_of(source)))

    assert page.count("Draft page</a>") == rows


def test_change_page_tells_what_the_link_check_found(admin_client):
    source = SourceFactory(url="https://example.org/a")
    kept(source, "broken", status=404, problem="It answers 404 (Not Found).", final_url="https://example.org/b")

    page = html_of(admin_client.get(page_of(source)))

    assert "It answers 404 (Not Found)." in page
    assert "It led to https://example.org/b." in page


def test_change_page_and_list_of_a_source_that_is_not_used_say_so(admin_client):
    source = SourceFactory()

    page, listing = admin_client.get(page_of(source)), admin_client.get(LIST)

    assert "<p>Nowhere.</p>" in html_of(page)
    assert '<td class="field-uses">nothing</td>' in html_of(listing)


@pytest.fixture
def twins():
    first, second = SourceFactory(url="https://example.org/a"), SourceFactory(url="http://www.example.org/a/")
    ValueFactory().sources.add(second)
    return first, second


def choose(client, *sources):
    form = {"action": "replace", "_selected_action": [source.pk for source in sources]}
    return client.post(LIST, form)


def test_one_of_two_chosen_sources_is_replaced_by_the_other_after_a_look(admin_client, twins):
    stays, goes = twins
    address = choose(admin_client, stays, goes)["Location"]
    page = html_of(admin_client.get(address))

    done = admin_client.post(address, untouched_form(page, ""), follow=True)

    assert address == reverse("admin:comparisons_source_replace", args=[goes.pk]) + f"?by={stays.pk}"
    assert list(Source.objects.all()) == [stays]
    assert Value.objects.get().sources.get() == stays
    assert f"“{goes}” is deleted. It was replaced by “{stays}” in 1 place." in html_of(done)
    assert done.redirect_chain[-1] == (page_of(stays), 302)


def test_change_page_leads_to_the_source_with_the_same_address(admin_client, twins):
    stays, goes = twins

    page = html_of(admin_client.get(page_of(goes)))

    assert f'<a href="{reverse("admin:comparisons_source_replace", args=[goes.pk])}?by={stays.pk}">' in page


def test_replacing_what_changed_since_is_refused(admin_client, twins):
    stays, goes = twins
    address = reverse("admin:comparisons_source_replace", args=[goes.pk]) + f"?by={stays.pk}"
    form = untouched_form(admin_client.get(address).content.decode(), "")
    goes.save()

    page = html_of(admin_client.post(address, form, follow=True))

    assert "Nothing was replaced. One of the sources, or a use of it, has changed since." in page
    assert Source.objects.count() == 2


@pytest.mark.parametrize("by", ["", "999999", "x", "٣", "9" * 30])
def test_page_asks_by_which_as_long_as_that_is_no_source(admin_client, twins, by):
    goes = twins[1]

    page = html_of(admin_client.get(reverse("admin:comparisons_source_replace", args=[goes.pk]), {"by": by}))

    assert f'<option value="{twins[0].pk}">' in page
    assert f'<option value="{goes.pk}">' not in page
    assert ("Choose another source than this one" in page) == bool(by)


@pytest.mark.parametrize("number", [1, 3])
def test_action_wants_two_sources(admin_client, number):
    sources = SourceFactory.create_batch(number)

    choose(admin_client, *sources)

    assert "Choose exactly two sources" in html_of(admin_client.get(LIST))


def test_who_may_not_delete_sources_may_not_replace_them(client, django_user_model, twins):
    eve = django_user_model.objects.create_user("eve")
    eve.groups.add(Group.objects.get(name="Administrator"))
    client.force_login(eve)

    response = client.get(reverse("admin:comparisons_source_replace", args=[twins[0].pk]))

    assert response.status_code == 403


def test_refused_save_of_a_source_shows_both_texts(admin_client):
    source = SourceFactory(title="First.")
    form = untouched_form(admin_client.get(page_of(source)).content.decode(), "source_form")
    source.title = "Theirs."
    source.save()

    page = html_of(admin_client.post(page_of(source), {**form, "title": "Mine."}))

    assert "Theirs." in page
    assert 'value="Mine."' in page
    assert "Where it is used" in page


def test_desk_names_sources_whose_link_is_broken_and_counts_shared_addresses(admin_client, twins):
    first, second = twins
    kept(first, "broken")

    page = html_of(admin_client.get(reverse("admin:index")))

    assert f'<a href="{LIST}?link=broken">' in page
    assert f'<a href="{page_of(first)}">{first}</a>' in page
    assert f'<a href="{page_of(second)}">' not in page


def test_what_is_no_date_gets_an_example_of_one(may):
    source = SourceFactory()
    client = may("view_source", "change_source")
    data = untouched_form(client.get(page_of(source)).content.decode(), "source_form")

    page = html_of(client.post(page_of(source), {**data, "accessed": "27 Nov"}))
    saved = client.post(page_of(source), {**data, "accessed": "2026-11-20"})

    assert "This is no date. Write it like 27/11/2026 or 2026-11-27." in page
    assert saved.status_code == 302
