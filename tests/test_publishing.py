import pytest

from comparisons import publishing
from comparisons.drafting import draft
from comparisons.engine import Catalogue
from comparisons.models import Framework, PermanentRowError, Release, Value
from tests.factories import FrameworkFactory, make_publishable

pytestmark = pytest.mark.django_db


def test_publish_freezes_the_working_copy():
    make_publishable()

    release = publishing.publish("First.", "ada")

    assert release.number == 1
    assert Catalogue.model_validate_json(release.catalogue) == draft()
    assert release.sha256 == publishing.checksum(release.catalogue)
    assert (release.note, release.published_by) == ("First.", "ada")


def test_publish_refuses_an_error_and_stores_nothing():
    make_publishable()
    Value.objects.first().delete()

    with pytest.raises(publishing.PublishError, match="has no value"):
        publishing.publish("Broken.", "ada")

    assert not Release.objects.exists()


def test_publish_refuses_what_is_published_already():
    make_publishable()
    publishing.publish("First.", "ada")

    with pytest.raises(publishing.PublishError, match="Nothing has changed since ada published release 1"):
        publishing.publish("Again.", "ada")


def test_publish_counts_on():
    make_publishable()
    publishing.publish("First.", "ada")
    Framework.objects.update(edition="2027")

    assert publishing.publish("Second.", "ada").number == 2


def test_restore_brings_back_what_was_published():
    make_publishable()
    release = publishing.publish("First.", "ada")
    Framework.objects.update(edition="2027")
    FrameworkFactory()
    Value.objects.first().delete()

    publishing.restore(release, "ada")

    assert draft() == Catalogue.model_validate_json(release.catalogue)
    assert not publishing.review().differs


@pytest.mark.parametrize(
    "change",
    [
        lambda release: release.save(),
        lambda release: release.delete(),
        lambda _: Release.objects.update(note="Other."),
        lambda _: Release.objects.all().delete(),
    ],
    ids=["save", "delete", "update", "delete all"],
)
def test_release_is_never_changed(change):
    make_publishable()
    release = publishing.publish("First.", "ada")

    with pytest.raises(PermanentRowError):
        change(release)

    assert Release.objects.get().note == "First."
