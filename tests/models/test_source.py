import datetime

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from comparisons.models import LinkCheck, Source, current_check, references_to
from comparisons.models.url_normalisation import normalised_url
from tests.factories import SourceFactory, ValueFactory, make_publishable

pytestmark = pytest.mark.database

SAME = [
    "https://www.example.org/a/page",
    "http://example.org/a/page",
    "HTTPS://EXAMPLE.org:443/a/page/",
    "http://example.org:80/a/page//",
    "https://example.org./a/page#part",
    "https://example.org:443/a/page?",
]
OTHERS = [
    "https://example.org/a/Page",
    "https://example.org/a/page?of=two",
    "https://example.org:8443/a/page",
    "https://docs.example.org/a/page",
    "https://example.org/",
    "https://ww.example.org/a/page",
]
HOSTS = ["example.org", "www.example.org", "www.www.example.org", "www.org", "[::1]", "Ä.example", "a:80"]
urls = st.one_of(
    st.text(),
    st.builds(
        "{}://{}{}{}{}".format,
        st.sampled_from(["http", "https", "HTTP", "ftp"]),
        st.sampled_from(HOSTS),
        st.sampled_from(["", ":80", ":443", ":8080", ":x", ":99999"]),
        st.sampled_from(["", "/", "//", "/a", "/a/", "/a//b/#", "/%7E/"]),
        st.text(max_size=10),
    ),
)


@pytest.mark.parametrize("url", SAME)
def test_addresses_of_one_page_have_one_key(url):
    assert normalised_url(url) == "https://example.org/a/page"


def test_addresses_of_other_pages_have_other_keys():
    keys = {normalised_url(url) for url in [*OTHERS, SAME[0]]}

    assert len(keys) == len(OTHERS) + 1


@given(urls)
def test_key_of_a_key_is_itself(url):
    key = normalised_url(url)

    assert normalised_url(key) == key


@given(urls, st.text(alphabet="abc/", max_size=5))
def test_fragment_never_counts(url, fragment):
    if "#" not in url and url.startswith(("http://", "https://")):
        assert normalised_url(f"{url}#{fragment}") in {normalised_url(url), f"{url}#{fragment}"}


@pytest.mark.django_db
def test_sources_are_only_ever_named_by_fields_of_several():
    """What replaces one source by another relies on it."""
    assert [field.name for field in references_to(Source) if not field.many_to_many] == []


@pytest.mark.django_db
def test_uses_of_all_kinds_are_counted():
    make_publishable()
    source = SourceFactory()
    for field in references_to(Source):
        for row in field.model._default_manager.all():
            getattr(row, field.name).add(source)

    counted = Source.objects.with_uses().get(pk=source.pk)

    assert counted.use_count == 4
    assert {name: number for name, number in vars(counted).items() if name.startswith("uses_in_")} == {
        "uses_in_value": 2,
        "uses_in_level": 0,
        "uses_in_stage": 0,
        "uses_in_event": 0,
        "uses_in_cost": 0,
        "uses_in_support": 2,
        "uses_in_guide": 0,
    }


@pytest.mark.django_db
def test_sources_are_used_or_not():
    unused, used = SourceFactory(), SourceFactory()
    for _ in range(2):
        ValueFactory().sources.add(used)

    assert list(Source.objects.unused()) == [unused]
    assert list(Source.objects.used()) == [used]


@pytest.mark.django_db
def test_sources_of_one_address_are_found():
    first, second = SourceFactory(url="https://example.org/a"), SourceFactory(url="http://www.example.org/a/")
    alone = SourceFactory()

    assert set(Source.objects.duplicated()) == {first, second}
    assert Source.objects.by_address_of([first, alone]) == {first.pk: [second], second.pk: [first]}
    assert Source.objects.by_address_of([alone]) == {}


@pytest.mark.django_db
def test_sources_are_told_by_the_check_of_their_present_address():
    broken, works, moved, never = SourceFactory.create_batch(4)
    for source, outcome in ((broken, "broken"), (works, "works"), (moved, "broken")):
        LinkCheck.objects.keep(source.url, outcome=outcome, status=None, problem="", final_url="")
    Source.objects.filter(pk=moved.pk).update(url="https://elsewhere.example/")

    assert list(Source.objects.broken()) == [broken]
    assert list(Source.objects.with_outcome("works")) == [works]
    assert list(Source.objects.with_outcome("never")) == [moved, never]
    assert [current_check(source) is None for source in Source.objects.with_link_check()] == [False, False, True, True]


@pytest.mark.django_db
def test_links_are_due_when_their_check_is_old_or_of_another_address():
    fresh, old, moved, never = SourceFactory.create_batch(4)
    now = timezone.now()
    for source, days in ((fresh, 1), (old, 9), (moved, 1)):
        LinkCheck.objects.keep(source.url, outcome="works", status=200, problem="", final_url="")
        LinkCheck.objects.filter(source=source).update(checked_at=now - datetime.timedelta(days=days))
    Source.objects.filter(pk=moved.pk).update(url="https://elsewhere.example/")

    due = Source.objects.due(now - datetime.timedelta(days=7))

    assert list(due) == [never, old, moved]
    assert fresh not in due


@pytest.mark.django_db
def test_links_are_counted_by_what_became_of_them():
    broken, works, _never = SourceFactory.create_batch(3)
    for source, outcome in ((broken, "broken"), (works, "works")):
        LinkCheck.objects.keep(source.url, outcome=outcome, status=None, problem="", final_url="")

    assert Source.objects.link_counts() == {"works": 1, "broken": 1, "unclear": 0, "never": 1}
