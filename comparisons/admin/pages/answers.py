"""The answers of one question with what each says of frameworks: one form. Only changed rows are saved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.forms.widgets import Media
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from comparisons.admin.form_parts.save_messages import add_draft_message, add_kept_message
from comparisons.admin.optimistic_locking.versioned_forms import VersionedForm, VersionedFormSet, VersionedInlineFormSet
from comparisons.admin.pages.open_forms import notice
from comparisons.admin.pages.supports import SupportForm
from comparisons.admin.shared_choices import OptionList, SharedSelect
from comparisons.models import Criterion, Option, StaleRowError, Support
from comparisons.presentation.wording import counted


class AnswerForm(VersionedForm):
    class Meta:
        model = Option
        fields = ["label", "description"]
        widgets = {"description": forms.Textarea(attrs={"rows": 2})}


class EffectForm(SupportForm):
    """What an answer says of a framework: a new one chooses which, and of an old one that stays."""

    class Meta(SupportForm.Meta):
        fields = ["option", "framework", *SupportForm.Meta.fields[1:]]
        widgets = {**SupportForm.Meta.widgets, "framework": SharedSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["framework"].widget = forms.HiddenInput()

    @property
    def is_open(self) -> bool:
        return bool(self.errors) or (self.is_bound and self.has_changed())


class EffectForms(VersionedFormSet):
    """The supports of all answers, and an empty one for each answer."""

    def __init__(self, *args: Any, options: list[Option], **kwargs: Any) -> None:
        self._option_lists: dict[str, OptionList] = {}
        super().__init__(*args, **kwargs, initial=[{"option": option.pk} for option in options])
        self.extra = len(options)

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        for name, field in form.fields.items():
            if isinstance(field.widget, SharedSelect):
                if name not in self._option_lists:
                    self._option_lists[name] = OptionList(field.choices, form.renderer)
                field.widget.option_list = self._option_lists[name]
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = "Remove"


@dataclass(frozen=True)
class Answer:
    """An option with its form, the forms of what it says, and the empty one of what it does not say yet."""

    form: AnswerForm
    effects: tuple[EffectForm, ...]
    new: EffectForm | None


@dataclass(frozen=True)
class Answers:
    """Both form sets of the page."""

    options: Any
    effects: EffectForms

    @property
    def forms(self) -> list[Any]:
        return [*self.options.forms, *self.effects.forms]

    @cached_property
    def is_valid(self) -> bool:
        return all([self.options.is_valid(), self.effects.is_valid()])

    @property
    def error_count(self) -> int:
        return int(self.options.total_error_count() + self.effects.total_error_count())

    @property
    def media(self) -> Media:
        media: Media = self.options.media + self.effects.media
        return media

    def rows(self) -> Iterator[Answer]:
        """In the order of the wizard; also those that somebody deleted since, so that the form keeps all its rows."""
        for form in self.options.forms:
            effects = [row for row in self.effects.initial_forms if _option_of(row) == _key_of(form)]
            new = next((row for row in self.effects.extra_forms if _option_of(row) == _key_of(form)), None)
            yield Answer(form, tuple(effects), new)

    def save(self) -> int:
        """Write what changed, in one transaction. Returns the number of rows. Raises StaleRowError, IntegrityError."""
        with transaction.atomic():
            self.options.save()
            self.effects.save()
        sets = (self.options, self.effects)
        return sum(len(s.new_objects) + len(s.changed_objects) + len(s.deleted_objects) for s in sets)


def _key_of(form: AnswerForm) -> str:
    """The key of the option that the form was opened for."""
    return str(form["id"].value())


def _option_of(row: EffectForm) -> str:
    return str(row["option"].value())


@require_http_methods(["GET", "HEAD", "POST"])
def answers_page(request: HttpRequest, pk: int) -> HttpResponse:
    criterion = get_object_or_404(Criterion, pk=pk)
    _require_permissions(request)
    answers = _answers(request, criterion)
    if request.method == "POST" and answers.is_valid:
        try:
            count = answers.save()
        except (StaleRowError, IntegrityError):
            answers = _answers(request, criterion)  # somebody saved between our check and our save: show who
        else:
            messages.success(request, f"{counted(count, 'row')} saved.")
            add_kept_message(request, answers.forms)
            add_draft_message(request, criterion)
            return HttpResponseRedirect(reverse("admin:comparisons_criterion_change", args=[pk]))
    context = {
        **admin.site.each_context(request),
        "title": f"Answers to “{criterion.question}”",
        "criterion": criterion,
        "answers": answers,
        "is_refused": request.method == "POST" and not answers.is_valid,
        "conflicts": [form.conflict for form in answers.forms if form.conflict],
        "open_elsewhere": notice(request, request.path),
    }
    return render(request, "admin/comparisons/criterion/answers.html", context)


def _require_permissions(request: HttpRequest) -> None:
    options, supports = (admin.site.get_model_admin(model) for model in (Option, Support))
    allowed = (
        options.has_change_permission(request),
        supports.has_add_permission(request),
        supports.has_change_permission(request),
    )
    if not all(allowed):
        raise PermissionDenied


def _answers(request: HttpRequest, criterion: Criterion) -> Answers:
    may_delete = admin.site.get_model_admin(Support).has_delete_permission(request)
    option_forms = forms.inlineformset_factory(
        Criterion, Option, form=AnswerForm, formset=VersionedInlineFormSet, extra=0, can_delete=False
    )
    effect_forms = forms.modelformset_factory(
        Support, form=EffectForm, formset=EffectForms, can_delete=may_delete, can_delete_extra=False
    )
    options = list(criterion.options.all())
    supports = Support.objects.filter(option__criterion=criterion)
    rows = supports.select_related("option__criterion", "framework", "aspect").prefetch_related("sources")
    data = request.POST or None
    effects = effect_forms(data, queryset=rows, prefix="support", options=options)
    return Answers(option_forms(data, instance=criterion), cast("EffectForms", effects))
