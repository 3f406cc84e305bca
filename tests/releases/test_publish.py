import pytest
from django.db import transaction
from django.db.models import signals

from comparisons.editing.draft import draft_catalogue
from comparisons.engine import Catalogue
from comparisons.models import AppendOnlyError, Framework, Release, Value
from comparisons.releases import publish
from tests.factories import FrameworkFactory, make_publishable, release_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_publish_freezes_the_working_copy():
    make_publishable()

    release = publish.publish("First.", "ada")

    assert release.number == 1
    assert Catalogue.model_validate_json(release.catalogue) == draft_catalogue()
    assert release.sha256 == publish.checksum(release.catalogue)
    assert (release.note, release.published_by) == ("First.", "ada")


def test_publish_refuses_an_error_and_stores_nothing():
    make_publishable()
    Value.objects.first().delete()

    with pytest.raises(publish.PublishError, match="has no value"):
        publish.publish("Broken.", "ada")

    assert not Release.objects.exists()


def test_publish_refuses_what_is_published_already():
    make_publishable()
    publish.publish("First.", "ada")

    with pytest.raises(publish.PublishError, match="Nothing has changed since release 1"):
        publish.publish("Again.", "ada")


def test_publish_counts_on():
    make_publishable()
    publish.publish("First.", "ada")
    Framework.objects.update(edition="2027")

    assert publish.publish("Second.", "ada").number == 2


def test_restore_brings_back_what_was_published():
    make_publishable()
    release = publish.publish("First.", "ada")
    Framework.objects.update(edition="2027")
    FrameworkFactory()
    Value.objects.first().delete()

    publish.restore(release, "ada")

    assert draft_catalogue() == Catalogue.model_validate_json(release.catalogue)
    assert not publish.review().differs


def test_review_tells_which_warnings_are_new_gone_and_kept():
    make_publishable()
    first, second = Value.objects.order_by("pk")
    Value.objects.filter(pk=first.pk).update(confidence="unverified")
    publish.publish("First.", "ada")
    Value.objects.filter(pk=first.pk).update(confidence="verified")
    Value.objects.filter(pk=second.pk).update(confidence="unverified")

    found = publish.review()

    warnings = (found.new_warnings, found.gone_warnings, found.kept_warnings)
    places = [[problem.path[:2] for problem in each if problem.path[0] == "framework"] for each in warnings]
    overdue = ("framework", first.framework.slug), ("framework", second.framework.slug)
    assert places == [[overdue[1]], [overdue[0]], []]


def test_review_tells_what_changed_item_by_item():
    make_publishable()
    before_the_first = publish.review().item_changes
    publish.publish("First.", "ada")
    framework = Framework.objects.first()
    Framework.objects.filter(pk=framework.pk).update(edition="2027")

    (found,) = publish.review().item_changes

    assert before_the_first == ()
    assert found.path == ("framework", framework.slug)
    assert [(each.name, each.before, each.after) for each in found.fields] == [("edition", "2026", "2027")]


def test_publish_refuses_what_was_changed_after_the_review():
    make_publishable()
    token = publish.review().token
    Framework.objects.update(edition="2027")

    with pytest.raises(publish.PublishError, match="The working copy was changed after you reviewed"):
        publish.publish("First.", "ada", token)

    assert not Release.objects.exists()
    assert publish.publish("First.", "ada", publish.review().token).number == 1


def test_publish_tells_of_a_release_that_came_after_the_review():
    make_publishable()
    token = publish.review().token
    publish.publish("First.", "ada")

    with pytest.raises(publish.PublishError, match="Release 1 was published after you reviewed"):
        publish.publish("Mine.", "grace", token)

    assert Release.objects.get().note == "First."


def test_publish_refuses_a_note_that_cannot_be_kept():
    make_publishable()

    with pytest.raises(publish.PublishError, match="a character that cannot be shown"):
        publish.publish("A bell: \a", "ada")

    assert not Release.objects.exists()


def test_of_two_at_once_one_is_told_and_what_is_around_it_goes_on(rival):
    make_publishable()

    with transaction.atomic():
        with pytest.raises(publish.PublishError, match="Someone else published at the same moment"):
            publish.publish("Mine.", "ada")
        Framework.objects.update(edition="2027")

    assert rival == [1]
    assert set(Framework.objects.values_list("edition", flat=True)) == {"2027"}


@pytest.fixture
def rival():
    """Someone else, who takes the number in the moment before it is written."""
    taken = []

    def publish_first(instance, **_):
        Release.objects.bulk_create([release_of(draft_catalogue(), instance.number)])
        taken.append(instance.number)

    signals.pre_save.connect(publish_first, sender=Release)
    yield taken
    signals.pre_save.disconnect(publish_first, sender=Release)


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
    release = publish.publish("First.", "ada")

    with pytest.raises(AppendOnlyError):
        change(release)

    assert Release.objects.get().note == "First."
