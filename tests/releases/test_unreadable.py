"""A release that this version cannot read never takes the site down; those of all earlier formats can be read."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from comparisons.engine import Catalogue
from comparisons.models import Framework, Release
from comparisons.releases import publish, release_cache
from comparisons.releases.stored import NoReleaseError, UnreadableReleaseError
from tests.factories import make_publishable, release_of
from tests.releases.stored_formats import FOLDER, fingerprint

FORMATS = sorted(FOLDER.glob("*.json"))


def unreadable_release(catalogue, number, fault="format"):
    """As a newer version may have written it, with a correct checksum; or damaged."""
    release = release_of(catalogue, number)
    if fault == "format":
        release.catalogue = json.dumps({**json.loads(release.catalogue), "frameworks": {"of": "another format"}})
        release.sha256 = publish.checksum(release.catalogue)
    elif fault == "no JSON":
        release.catalogue = "a later version may write something else"
        release.sha256 = publish.checksum(release.catalogue)
    else:
        release.catalogue += " "
    return release


FAULTS = ["format", "no JSON", "damage"]
ADDRESSES = ["/", "/frameworks/soc-2/", "/compare/iso-27001-vs-soc-2/", "/wizard/", "/recommendation.json"]


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("address", ADDRESSES)
def test_newest_readable_release_is_served(shipped, fault, address):
    release_cache.replace(release_of(shipped, 1), release_of(shipped, 2), unreadable_release(shipped, 3, fault))

    assert release_cache.current().number == 2
    assert release_cache.unreadable() == (3,)
    assert Client().get(address).status_code == 200
    assert Client().get(f"/releases/2{address}").status_code == 200


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("address", ADDRESSES)
def test_unreadable_release_is_gone_and_the_others_are_there(shipped, fault, address):
    release_cache.replace(unreadable_release(shipped, 1, fault), release_of(shipped, 2))

    answer = Client().get(f"/releases/1{address}")

    assert (answer.status_code, answer.headers["Cache-Control"]) == (410, "no-store")
    assert "<h1>That release cannot be shown</h1>" in answer.content.decode()
    assert Client().get(address).status_code == 200
    assert (release_cache.current().number, release_cache.unreadable()) == (2, ())


def test_site_without_a_readable_release_asks_for_patience(shipped):
    release_cache.replace(unreadable_release(shipped, 1))

    assert [Client().get(address).status_code for address in ("/", "/releases/1/")] == [503, 410]
    with pytest.raises(NoReleaseError):
        release_cache.current()


@pytest.mark.django_db
@pytest.mark.parametrize("fault", FAULTS)
def test_unreadable_release_is_logged_once_and_asked_for_once(shipped, caplog, django_assert_num_queries, fault):
    release_of(shipped, 1).save()
    unreadable_release(shipped, 2, fault).save()

    release_cache.refresh()
    with django_assert_num_queries(1):
        release_cache.refresh()

    errors = [record.message for record in caplog.records if record.levelname == "ERROR"]
    assert len(errors) == 1
    assert errors[0].startswith("Release 2 cannot be read by this version of Plumbline: ")


@pytest.mark.django_db
def test_desk_says_which_release_cannot_be_read(admin_client, shipped):
    make_publishable()
    release_cache.replace(release_of(shipped, 1))
    quiet = admin_client.get("/admin/").content.decode()
    release_cache.replace(release_of(shipped, 1), *(unreadable_release(shipped, number) for number in (2, 3)))

    page = admin_client.get("/admin/").content.decode()

    assert "this version of Plumbline cannot read it" not in quiet
    assert "Release 3, Release 2: this version of Plumbline cannot read it" in page


@pytest.mark.django_db
@pytest.mark.parametrize("fault", ["format", "no JSON"])
def test_next_release_is_compared_with_the_newest_that_can_be_read(admin_client, fault):
    make_publishable()
    publish.publish("A note.", "ada")
    unreadable_release(publish.draft_catalogue(), 2, fault).save()
    Framework.objects.filter(pk=Framework.objects.first().pk).update(summary="Another sentence.")

    review = publish.review()
    page = admin_client.get("/admin/publish/")
    release = publish.publish("A note.", "ada", review.token)
    release_cache.refresh()

    assert (review.number, review.can_be_published, len(review.item_changes)) == (2, True, 1)
    assert page.status_code == 200
    assert (release.number, release_cache.current().number, release_cache.unreadable()) == (3, 3, ())


@pytest.mark.django_db
def test_unreadable_release_is_neither_restored_nor_downloaded(admin_client):
    make_publishable()
    unreadable_release(publish.draft_catalogue(), 1).save()
    before = list(Framework.objects.values())

    restore = reverse("admin:comparisons_release_restore", args=[1])
    token = admin_client.get(restore).context["token"]

    restored = admin_client.post(restore, {"reviewed": token}, follow=True)
    downloaded = admin_client.get(reverse("admin:content_release", args=[1]))

    assert "Nothing was restored. Release 1 cannot be read" in restored.content.decode()
    assert "Release 1 cannot be read by this version of Plumbline" in downloaded.content.decode()
    assert list(Framework.objects.values()) == before
    with pytest.raises(UnreadableReleaseError):
        publish.restore(Release.objects.get(number=1), "ada")


# --- formats --------------------------------------------------------------------------------------------------------


def test_present_format_has_a_stored_release():
    """If this fails, a type of the catalogue has changed: `tests.releases.stored_formats` says what to do."""
    assert f"{fingerprint()}.json" in [path.name for path in FORMATS]


@pytest.mark.parametrize("path", FORMATS, ids=lambda path: path.stem)
def test_release_of_every_format_is_read_and_shown(path):
    catalogue = Catalogue.model_validate_json(path.read_text(encoding="utf-8"))
    release_cache.replace(release_of(catalogue))
    [first, second, *_] = catalogue.frameworks
    pages = [
        "/",
        "/frameworks/",
        f"/compare/{first.slug}-vs-{second.slug}/",
        "/wizard/",
        "/recommendation/",
        "/method/",
    ]
    pages += [f"/frameworks/{framework.slug}/" for framework in catalogue.frameworks]
    pages += ["/recommendation.json", "/recommendation.pdf"]
    pages += [f"/compare/{first.slug}-vs-{second.slug}{end}" for end in ("/", ".json", ".pdf")]

    statuses = {page: Client().get(page).status_code for page in pages}

    assert statuses == dict.fromkeys(pages, 200)
