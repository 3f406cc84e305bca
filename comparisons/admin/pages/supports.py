"""What every answer says about one framework: one form with a row for each option. Only changed rows are saved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from comparisons.admin.form_parts.save_messages import add_draft_message, add_kept_message
from comparisons.admin.optimistic_locking.versioned_forms import VersionedForm, VersionedInlineFormSet
from comparisons.admin.pages.open_forms import notice
from comparisons.admin.pages.path import framework_context
from comparisons.admin.row_keys import KeyAutocompleteSelectMultiple, KeyMultipleChoiceField
from comparisons.admin.shared_choices import OptionList, SharedSelect
from comparisons.models import Criterion, Framework, Option, StaleRowError, Support
from comparisons.presentation.wording import counted


class SupportForm(VersionedForm):
    """Neutral until an editor says otherwise."""

    class Meta:
        model = Support
        fields = ["option", "degree", "reason", "aspect", "requires", "level", "sources"]
        widgets = {
            "option": forms.HiddenInput,
            "degree": SharedSelect,
            "aspect": SharedSelect,
            "requires": SharedSelect,
            "level": SharedSelect,
            "reason": forms.Textarea(attrs={"rows": 2}),
            "sources": KeyAutocompleteSelectMultiple(Support._meta.get_field("sources"), admin.site),
        }
        field_classes = {"sources": KeyMultipleChoiceField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        degree = cast("forms.ChoiceField", self.fields["degree"])
        degree.choices = Support.Degree.choices
        degree.initial = Support.Degree.NEUTRAL

    @cached_property
    def changed_data(self) -> list[str]:
        """The row's option does not count as a change."""
        return [name for name in super().changed_data if name != "option"]


class SupportRows(VersionedInlineFormSet):
    """A form for each option: its support, or a neutral one."""

    one_for_each = "option"
    new_row = {"degree": Support.Degree.NEUTRAL.value}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        framework: Framework = kwargs["instance"]
        neutral = Option.objects.exclude(support__framework=framework).order_by("pk").values_list("pk", flat=True)
        super().__init__(*args, **{**kwargs, "initial": [{"option": pk} for pk in neutral]})
        self.extra = len(neutral)
        self._levels = [("", "---------"), *((str(level.pk), level.name) for level in framework.levels.all())]
        self._options: dict[str, OptionList] = {}

    def add_fields(self, form: SupportForm, index: int | None) -> None:
        super().add_fields(form, index)
        self._limit_levels(form)
        for name, field in form.fields.items():
            if isinstance(field.widget, SharedSelect):
                if name not in self._options:
                    self._options[name] = OptionList(cast("Any", field).choices, form.renderer)
                field.widget.option_list = self._options[name]
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = "Remove"

    def _limit_levels(self, form: SupportForm) -> None:
        """A framework without levels has no field for one."""
        if len(self._levels) == 1:
            del form.fields["level"]
        else:
            cast("forms.ChoiceField", form.fields["level"]).choices = self._levels

    def rows(self) -> Iterator[Rows]:
        """The forms by question, in the order of the wizard; then those of options that were deleted since."""
        form_of = {str(form["option"].value()): form for form in self.forms}
        for criterion in Criterion.objects.prefetch_related("options"):
            labelled = [(str(option.label), form_of.pop(str(option.pk), None)) for option in criterion.options.all()]
            yield Rows(criterion, tuple((label, form) for label, form in labelled if form))
        if form_of:
            yield Rows(None, tuple(("A deleted answer", form) for form in form_of.values()))


@dataclass(frozen=True)
class Rows:
    """The forms of one question, each with the label of its option."""

    criterion: Criterion | None
    forms: tuple[tuple[str, SupportForm], ...]


@require_http_methods(["GET", "HEAD", "POST"])
def supports_page(request: HttpRequest, pk: int) -> HttpResponse:
    framework = get_object_or_404(Framework, pk=pk)
    context = framework_context(request, framework, f"What answers say of {framework}")
    formset = _formset(request, framework)
    if request.method == "POST" and formset.is_valid():
        try:
            _save(request, framework, formset)
        except (StaleRowError, IntegrityError):
            formset = _formset(request, framework)  # somebody saved between our check and our save: show who
            formset.is_valid()
        else:
            return HttpResponseRedirect(reverse("admin:comparisons_framework_path", args=[pk]))
    conflicts = [form.conflict for form in formset.forms if form.conflict]
    others = notice(request, request.path)
    context |= {"formset": formset, "conflicts": conflicts, "open_elsewhere": others}
    return render(request, "admin/comparisons/framework/supports.html", context)


def _formset(request: HttpRequest, framework: Framework) -> SupportRows:
    options = admin.site.get_model_admin(Support)
    if not (options.has_add_permission(request) and options.has_change_permission(request)):
        raise PermissionDenied
    formset_class = forms.inlineformset_factory(
        Framework,
        Support,
        form=SupportForm,
        formset=SupportRows,
        can_delete=options.has_delete_permission(request),
        can_delete_extra=False,
    )
    rows = Support.objects.select_related("option__criterion", "framework", "aspect").prefetch_related("sources")
    return cast("SupportRows", formset_class(request.POST or None, instance=framework, queryset=rows))


def _save(request: HttpRequest, framework: Framework, formset: SupportRows) -> None:
    with transaction.atomic():
        formset.save()
    count = len(formset.new_objects) + len(formset.changed_objects) + len(formset.deleted_objects)
    messages.success(request, f"{counted(count, 'answer')} saved.")
    add_kept_message(request, formset.forms)
    add_draft_message(request, framework)
