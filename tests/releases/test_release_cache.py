import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client

from comparisons.engine import Catalogue
from comparisons.models import Framework, Option
from comparisons.releases import publish, release_cache
from comparisons.releases.stored import NoReleaseError
from tests.factories import make_publishable, release_of

DRAFT_PAGES = [
    "/draft/",
    "/draft/frameworks/framework-x/",
    "/draft/compare/",
    "/draft/compare/a-vs-b/",
    "/draft/compare/a-vs-b.csv",
    "/draft/wizard/",
    "/draft/recommendation/?x=1",
    "/draft/recommendation.json",
]


@pytest.fixture(autouse=True)
def no_release():
    release_cache.replace()


def publish_summary(summary):
    """The next release, with another sentence about its frameworks."""
    if not Framework.objects.exists():
        make_publishable()
    Framework.objects.update(summary=summary)
    return publish.publish("A note.", "ada")


def summary_of(edition):
    return edition.catalogue.frameworks[0].summary


# --- releases ---------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_refresh_finds_a_new_release_and_keeps_the_old_one():
    publish_summary("First words.")
    release_cache.refresh()
    second = publish_summary("Second words.")
    before = release_cache.current().number

    release_cache.refresh()

    assert (before, release_cache.current().number) == (1, 2)
    assert summary_of(release_cache.current()) == "Second words."
    assert summary_of(release_cache.release(1)) == "First words."
    assert release_cache.current().checksum == second.sha256
    assert (release_cache.current().address("home"), release_cache.release(1).address("home")) == ("/", "/releases/1/")


@pytest.mark.django_db
@pytest.mark.parametrize("releases", [0, 1, 3])
def test_refresh_costs_one_query_where_nothing_is_new(django_assert_num_queries, releases):
    for n in range(releases):
        publish_summary(f"Words {n}.")
    release_cache.refresh()
    known = release_cache.current() if releases else None

    with django_assert_num_queries(1):
        release_cache.refresh()

    assert (release_cache.current() if releases else None) is known


@pytest.mark.django_db
@pytest.mark.parametrize("known", [1, 3])
def test_refresh_costs_three_queries_for_a_new_release(django_assert_num_queries, known):
    for n in range(known):
        publish_summary(f"Words {n}.")
    release_cache.refresh()
    publish_summary("Newest words.")

    with django_assert_num_queries(3):
        release_cache.refresh()

    assert release_cache.current().number == known + 1


@pytest.mark.django_db
def test_release_that_does_not_match_its_checksum_is_left_out_and_logged(caplog):
    publish_summary("First words.")
    damaged = release_of(Catalogue.model_validate(publish.draft_catalogue()), 2)
    damaged.catalogue = damaged.catalogue.replace("First", "Other")
    damaged.save()

    release_cache.refresh()

    assert (release_cache.current().number, summary_of(release_cache.current())) == (1, "First words.")
    with pytest.raises(NoReleaseError):
        release_cache.release(2)
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == [
        "Release 2 cannot be read by this version of Plumbline: it does not match its checksum"
    ]


@pytest.mark.django_db
def test_memory_follows_a_database_that_was_put_back():
    publish_summary("First words.")
    release_cache.replace(*(release_of(publish.draft_catalogue(), number) for number in (1, 2)))

    release_cache.refresh()

    assert release_cache.current().number == 1
    with pytest.raises(NoReleaseError):
        release_cache.release(2)


def test_release_is_read_once_for_many_requests(shipped):
    release_cache.replace(release_of(shipped, 1), release_of(shipped, 2))

    read_once, read_again = release_cache.release(1), release_cache.release(1)
    current, by_number = release_cache.current(), release_cache.release(2)

    assert read_again.catalogue is read_once.catalogue
    assert by_number.catalogue is current.catalogue
    assert (read_once.number, read_once.namespace) == (1, "release")
    assert (by_number.number, by_number.namespace, current.namespace) == (2, "release", "current")


@pytest.mark.exhaustive
@pytest.mark.parametrize("fault", ["hang", "fail"])
def test_pages_are_served_while_the_database_does_not_answer(tmp_path, fault):
    environ = {
        **{name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}},
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DEBUG": "true",
        "DATA_DIR": str(tmp_path),
    }

    run = subprocess.run(  # noqa: S603  (our own module, and a word from above)
        [sys.executable, "-W", "error", "-m", "tests.watched_site", fault],
        cwd=settings.BASE_DIR,
        env=environ,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )

    assert run.stdout.splitlines() == ["meanwhile: 200 1", "afterwards: 200 2"]
    assert "serving release 1" in run.stderr


def test_unknown_release_gives_404(shipped):
    release_cache.replace(release_of(shipped))

    statuses = {
        address: Client().get(address).status_code
        for address in ("/releases/1/", "/releases/0/", "/releases/2/", "/releases/99999999999999999999/wizard/")
    }

    assert list(statuses.values()) == [200, 404, 404, 404]


@pytest.mark.parametrize("address", ["/", "/frameworks/soc-2/", "/wizard/", "/recommendation.json"])
def test_before_the_first_release_a_page_asks_for_patience(address):
    response = Client().get(address)

    assert (response.status_code, response["Retry-After"], response["Cache-Control"]) == (503, "5", "no-store")
    assert Client().get(f"/releases/1{address}").status_code == 404


# --- the draft --------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("address", DRAFT_PAGES)
def test_draft_is_for_those_who_may_view_the_working_copy_and_never_cached(address):
    people = {
        "visitor": None,
        "user": {"is_staff": True},
        "former": {"is_superuser": True, "is_active": False},
        "editor": {"is_superuser": True},
    }
    make_publishable()
    answers = {}

    for name, rights in people.items():
        browser = Client()
        if rights is not None:
            browser.force_login(get_user_model().objects.create_user(name, **rights))
        answers[name] = browser.get(address)

    signs_in = [answers[name].headers.get("Location", "")[:18] == "/admin/login/?next" for name in people]
    assert signs_in == [True, False, True, False]
    assert [answers[name].status_code == 403 for name in people] == [False, True, False, False]
    assert answers["user"].headers["Cache-Control"] == "no-store"
    assert {answers[name].headers["Cache-Control"] for name in people if name != "user"} == {
        "max-age=0, no-cache, no-store, must-revalidate, private"
    }


@pytest.mark.django_db
def test_draft_shows_what_was_just_saved(admin_client):
    publish_summary("First words.")
    release_cache.refresh()
    Framework.objects.update(summary="Words of a draft.")

    draft, current = admin_client.get("/draft/frameworks/"), admin_client.get("/frameworks/")

    assert [page.content.decode().count("Words of a draft.") for page in (draft, current)] == [2, 0]


@pytest.mark.django_db
def test_draft_that_cannot_be_built_tells_its_reasons(admin_client):
    make_publishable()
    Option.objects.filter(pk=Option.objects.first().pk).update(slug="Not a slug")

    response = admin_client.get("/draft/wizard/")

    assert (response.status_code, response["Cache-Control"]) == (
        409,
        "max-age=0, no-cache, no-store, must-revalidate, private",
    )
    assert "<h1>The draft cannot be shown</h1>" in response.content.decode()
    assert "options &gt; 0 &gt; slug" in response.content.decode()


def test_release_is_read_expanded_and_as_it_was_written(as_written):
    release_cache.replace(release_of(as_written))

    assert release_cache.as_written(1) == as_written
    assert len(release_cache.current().catalogue.criteria[0].options) > len(as_written.criteria[0].options)
    with pytest.raises(NoReleaseError):
        release_cache.as_written(2)
