"""Two editors change one row: what only one of them changed is kept, whoever saves first and however often."""

import pytest
from django.urls import reverse

from comparisons.models import Criterion, Framework, Source, Support, Value
from tests.admin.addresses import address
from tests.factories import (
    AspectFactory,
    CriterionFactory,
    FrameworkFactory,
    OptionFactory,
    SourceFactory,
    SupportFactory,
    ValueFactory,
)
from tests.forms import untouched_form
from tests.pages import html_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]


class Page:
    """A form that an editor has open, and what they do with it. Fields are named as in `values-0-text`."""

    def __init__(self, client, path, form):
        self.client, self.path, self.form = client, path, form
        self.data = untouched_form(client.get(path).content.decode(), form)

    def save(self, **changes):
        """Save; a form that is refused stays open, as its page shows it then."""
        response = self.client.post(self.path, {**self.data, **changes})
        if response.status_code == 200:
            self.data = untouched_form(response.content.decode(), self.form)
        return response


def framework_page(client, framework):
    return Page(client, address(framework), "framework_form")


def test_field_that_only_the_other_changed_is_kept_and_said_to_be(ada, bob):
    framework = FrameworkFactory(summary="First.", issuer="First")
    of_bob = framework_page(bob, framework)
    framework_page(ada, framework).save(summary="Of Ada.")

    saved = of_bob.save(issuer="Of Bob")

    framework.refresh_from_db()
    assert saved.status_code == 302
    assert (framework.summary, framework.issuer) == ("Of Ada.", "Of Bob")
    assert "ada changed summary of" in html_of(bob.get(saved["Location"]))


def test_second_save_after_a_conflict_undoes_nothing_that_its_editor_did_not_change(ada, bob):
    framework = FrameworkFactory(summary="First.", issuer="First")
    value = ValueFactory(framework=framework, text="First.", note="First.")
    of_bob = framework_page(bob, framework)
    framework_page(ada, framework).save(**{"summary": "Of Ada.", "values-0-text": "Of Ada.", "issuer": "Of Ada"})

    refused = of_bob.save(**{"issuer": "Of Bob", "values-0-note": "Of Bob."})
    saved = of_bob.save(keep_issuer="mine")

    framework.refresh_from_db()
    value.refresh_from_db()
    assert (refused.status_code, saved.status_code) == (200, 302)
    assert (framework.summary, framework.issuer) == ("Of Ada.", "Of Bob")
    assert (value.text, value.note) == ("Of Ada.", "Of Bob.")


def test_conflict_names_only_what_both_changed_and_offers_to_keep_either(ada, bob):
    framework = FrameworkFactory(summary="First.", issuer="First")
    of_bob = framework_page(bob, framework)
    framework_page(ada, framework).save(summary="Of Ada.", issuer="Of Ada")

    page = html_of(of_bob.save(issuer="Of Bob"))

    assert '<th scope="row">Issuer</th>' in page
    assert '<th scope="row">Summary</th>' not in page
    assert of_bob.data["summary"] == ["Of Ada."]
    assert '<input type="radio" name="keep_issuer" value="theirs">' in page
    assert '<input type="radio" name="keep_issuer" value="mine">' in page


def test_conflict_stays_until_its_editor_chooses(ada, bob):
    framework = FrameworkFactory(summary="First.", issuer="First")
    of_bob = framework_page(bob, framework)
    framework_page(ada, framework).save(summary="Of Ada.", issuer="Of Ada")
    of_bob.save(summary="Of Bob.", issuer="Of Bob")

    again = of_bob.save(keep_summary="mine")
    page = html_of(again)
    framework.refresh_from_db()

    assert (again.status_code, framework.issuer, framework.summary) == (200, "Of Ada", "Of Ada.")
    assert "ada changed “Issuer”" in page
    for text in ("First", "Of Ada", "Of Bob"):
        assert f'<td class="prose">{text}</td>' in page

    saved = of_bob.save(keep_summary="mine", keep_issuer="theirs")
    framework.refresh_from_db()

    assert (saved.status_code, framework.issuer, framework.summary) == (302, "Of Ada", "Of Bob.")


def test_choice_does_not_hold_against_what_somebody_saved_after_it_was_offered(ada, bob):
    framework = FrameworkFactory(issuer="First")
    of_bob = framework_page(bob, framework)
    framework_page(ada, framework).save(issuer="Of Ada")
    of_bob.save(issuer="Of Bob")
    framework_page(ada, framework).save(issuer="Later")

    refused = of_bob.save(keep_issuer="mine")

    assert refused.status_code == 200
    assert '<td class="prose">Later</td>' in html_of(refused)
    assert Framework.objects.get().issuer == "Later"


def test_text_like_theirs_needs_no_choice(ada, bob):
    framework = FrameworkFactory(issuer="First", edition="First")
    of_bob = framework_page(bob, framework)
    framework_page(ada, framework).save(issuer="Of Ada")
    of_bob.save(issuer="Of Bob", edition="Of Bob")

    saved = of_bob.save(issuer="Of Ada")

    framework.refresh_from_db()
    assert saved.status_code == 302
    assert (framework.issuer, framework.edition) == ("Of Ada", "Of Bob")


@pytest.mark.parametrize(("choice", "expected"), [("theirs", "Of Ada"), ("mine", "Of Bob")])
def test_choice_decides_the_field(ada, bob, choice, expected):
    framework = FrameworkFactory(issuer="First")
    of_bob = framework_page(bob, framework)
    framework_page(ada, framework).save(issuer="Of Ada")
    of_bob.save(issuer="Of Bob")

    saved = of_bob.save(keep_issuer=choice)

    assert saved.status_code == 302
    assert Framework.objects.get().issuer == expected


def test_who_saves_between_refusal_and_second_save_is_kept_too(ada, bob):
    framework = FrameworkFactory(summary="First.", issuer="First", edition="First")
    of_bob = framework_page(bob, framework)
    framework_page(ada, framework).save(issuer="Of Ada")
    of_bob.save(issuer="Of Bob")
    framework_page(ada, framework).save(summary="Later.")

    saved = of_bob.save(keep_issuer="mine")

    framework.refresh_from_db()
    assert saved.status_code == 302
    assert (framework.summary, framework.issuer) == ("Later.", "Of Bob")


def test_references_and_boxes_are_merged_as_texts_are(ada, bob):
    criterion, source = CriterionFactory(core=True, means=False), SourceFactory()
    value = ValueFactory(text="First.")
    of_bob = Page(bob, address(criterion), "criterion_form")
    value_of_bob = Page(bob, address(value), "value_form")
    of_ada = Page(ada, address(criterion), "criterion_form")
    del of_ada.data["core"]
    of_ada.save(means="on")
    Page(ada, address(value), "value_form").save(sources=[source.pk])

    of_bob.save(question="Of Bob?")
    value_of_bob.save(text="Of Bob.")

    criterion.refresh_from_db()
    value.refresh_from_db()
    assert (criterion.question, criterion.core, criterion.means) == ("Of Bob?", False, True)
    assert (value.text, list(value.sources.all())) == ("Of Bob.", [source])


def test_text_of_several_paragraphs_that_nobody_touched_is_not_mine(ada, bob):
    framework = FrameworkFactory(description="One.\n\nTwo.", issuer="First")
    of_bob = framework_page(bob, framework)
    framework_page(ada, framework).save(description="One.\r\n\r\nTwo.\r\n\r\nThree, of Ada.")

    saved = of_bob.save(issuer="Of Bob")

    assert saved.status_code == 302
    assert Framework.objects.get().description == "One.\n\nTwo.\n\nThree, of Ada."


def test_source_that_somebody_deleted_is_no_error_of_who_did_not_touch_it(ada, bob):
    source = SourceFactory()
    value = ValueFactory(text="First.")
    value.sources.add(source)
    of_bob = Page(bob, address(value), "value_form")
    Page(ada, address(value), "value_form").save(sources=[])
    source.delete()

    saved = of_bob.save(text="Of Bob.")

    assert saved.status_code == 302
    assert list(Value.objects.get().sources.all()) == []


def test_row_of_a_page_that_somebody_deleted_stays_deleted_where_nobody_touched_it(ada, bob):
    framework = FrameworkFactory()
    first, second = ValueFactory(framework=framework), ValueFactory(framework=framework, text="First.")
    of_bob = framework_page(bob, framework)
    Page(ada, address(first, "delete"), "delete_form").save()

    saved = of_bob.save(**{"values-1-text": "Of Bob."})

    assert saved.status_code == 302
    assert [(value.pk, value.text) for value in Value.objects.all()] == [(second.pk, "Of Bob.")]


def test_row_of_a_page_that_was_deleted_and_touched_can_be_left_deleted_and_no_other_text_is_lost(ada, bob):
    framework = FrameworkFactory()
    first, second = ValueFactory(framework=framework), ValueFactory(framework=framework, text="First.")
    of_bob = framework_page(bob, framework)
    Page(ada, address(first, "delete"), "delete_form").save()

    refused = of_bob.save(**{"values-0-text": "Of a deleted one.", "values-1-text": "Of Bob."})
    texts = [of_bob.data[f"values-{number}-text"] for number in range(2)]
    saved = of_bob.save(**{"values-0-keep_DELETE": "theirs"})

    assert "Deleted by ada on" in html_of(refused)
    assert texts == [["Of a deleted one."], ["Of Bob."]]
    assert saved.status_code == 302
    assert [(value.pk, value.text) for value in Value.objects.all()] == [(second.pk, "Of Bob.")]


@pytest.mark.parametrize(("choice", "texts"), [("theirs", ["Of Ada."]), ("mine", [])])
def test_row_that_one_deletes_and_the_other_changed_goes_only_by_choice(ada, bob, choice, texts):
    value = ValueFactory(text="First.")
    of_bob = framework_page(bob, value.framework)
    Page(ada, address(value), "value_form").save(text="Of Ada.")

    refused = of_bob.save(**{"values-0-DELETE": "on"})
    undecided = of_bob.save()
    before = [value.text for value in Value.objects.all()]
    saved = of_bob.save(**{"values-0-keep_DELETE": choice})

    assert (refused.status_code, undecided.status_code) == (200, 200)
    assert '<td class="prose">Of Ada.</td>' in html_of(undecided)
    assert before == ["Of Ada."]
    assert saved.status_code == 302
    assert [value.text for value in Value.objects.all()] == texts


def test_list_keeps_the_column_that_only_the_other_changed(ada, bob):
    criterion = CriterionFactory(weight=1, position=1)
    path = reverse("admin:comparisons_criterion_changelist")
    of_bob, of_ada = (Page(client, path, "changelist-form") for client in (bob, ada))
    of_ada.save(**{"form-0-weight": "3", "_save": "Save"})

    saved = of_bob.save(**{"form-0-position": "7", "_save": "Save"})

    criterion.refresh_from_db()
    assert saved.status_code == 302
    assert (criterion.weight, criterion.position) == (3, 7)


def test_list_shows_a_refused_row_beside_its_own_name_and_offers_the_choice(ada, bob):
    first, second = CriterionFactory(position=1, weight=1), CriterionFactory(position=2, weight=1)
    path = reverse("admin:comparisons_criterion_changelist")
    of_bob, of_ada = (Page(client, path, "changelist-form") for client in (bob, ada))
    of_ada.save(**{"form-0-position": "9", "form-0-weight": "3", "_save": "Save"})

    refused = of_bob.save(**{"form-0-weight": "2", "_save": "Save"})
    rows = [(form.instance.pk, row.pk) for row, form in zip(*shown_rows(refused), strict=True)]
    saved = of_bob.save(**{"form-0-keep_weight": "theirs", "_save": "Save"})

    assert '<input type="radio" name="form-0-keep_weight" value="theirs">' in html_of(refused)
    assert rows == [(first.pk, first.pk), (second.pk, second.pk)]
    assert saved.status_code == 302
    assert list(Criterion.objects.values_list("pk", "weight", "position")) == [(second.pk, 1, 2), (first.pk, 3, 9)]


def shown_rows(response):
    change_list = response.context_data["cl"]
    return change_list.result_list, change_list.formset.forms


def test_supports_page_keeps_what_only_the_other_changed(ada, bob):
    support = SupportFactory(degree=1, reason="First.")
    path = address(support.framework, "supports")
    of_bob, of_ada = (Page(client, path, "supports_form") for client in (bob, ada))
    prefix = next(name for name in of_ada.data if name.endswith("-degree")).removesuffix("degree")
    of_ada.save(**{f"{prefix}degree": "2"})

    saved = of_bob.save(**{f"{prefix}reason": "Of Bob."})

    support.refresh_from_db()
    assert saved.status_code == 302
    assert (support.degree, support.reason) == (2, "Of Bob.")


def test_support_that_both_added_is_merged_by_field(ada, bob):
    framework, option, aspect = FrameworkFactory(), OptionFactory(), AspectFactory()
    path = address(framework, "supports")
    of_bob, of_ada = (Page(client, path, "supports_form") for client in (bob, ada))
    prefix = next(name for name in of_ada.data if name.endswith("-degree")).removesuffix("degree")
    entered = {f"{prefix}degree": "1", f"{prefix}aspect": aspect.pk}
    of_ada.save(**entered, **{f"{prefix}reason": "Of Ada."})

    refused = of_bob.save(**entered, **{f"{prefix}reason": "Of Bob.", f"{prefix}requires": "law"})
    saved = of_bob.save(**{f"{prefix}keep_reason": "theirs"})

    support = Support.objects.get(option=option, framework=framework)
    assert "ada changed “Reason” just now, after you opened it." in html_of(refused)
    assert saved.status_code == 302
    assert (support.reason, support.requires, support.version) == ("Of Ada.", "law", 2)


def test_value_that_both_added_is_merged_by_field(ada, bob):
    framework, aspect = FrameworkFactory(), AspectFactory()
    of_bob, of_ada = framework_page(bob, framework), framework_page(ada, framework)
    of_ada.save(**{"values-0-text": "Of Ada."})

    refused = of_bob.save(**{"values-0-text": "Of Bob.", "values-0-note": "Of Bob."})
    saved = of_bob.save(**{"values-0-keep_text": "theirs"})

    value = Value.objects.get(framework=framework, aspect=aspect)
    assert "ada changed “Text” just now, after you opened it." in html_of(refused)
    assert saved.status_code == 302
    assert (value.text, value.note) == ("Of Ada.", "Of Bob.")


def test_merge_of_a_row_that_was_renamed_keeps_references_by_key(ada, bob):
    source = SourceFactory(title="First")
    value = ValueFactory(text="First.")
    value.sources.add(source)
    of_bob = Page(bob, address(value), "value_form")
    Page(ada, address(value), "value_form").save(text="Of Ada.")
    Page(ada, address(source), "source_form").save(title="Renamed")

    saved = of_bob.save(note="Of Bob.")

    value.refresh_from_db()
    assert saved.status_code == 302
    assert (value.text, value.note, list(value.sources.all())) == ("Of Ada.", "Of Bob.", [Source.objects.get()])
