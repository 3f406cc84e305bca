"""Keys of rows, as forms and addresses name them: checked where they are read.

Django's admin passes the keys of chosen rows to the database without a check, in actions, lists, filters and selects.
A key that is not a number, or has more than 64 bits, or holds the character NUL, would then be a server error. No page
sends such a key. The answer to one is an error in the form, status 400, or the whole list.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import BaseModelAdmin, IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import AutocompleteMixin, AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import BadRequest, ValidationError
from django.db import DataError
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse


def is_key(model: type[Model], text: str) -> bool:
    """Whether a row of the model could have this key: it is a number, and the database can hold it."""
    field: Any = model._meta.pk
    try:
        field.run_validators(field.to_python(text))
    except ValidationError:
        return False
    return True


def require_keys(model: type[Model], texts: Iterable[str]) -> None:
    """Raise BadRequest, which is answered with 400, unless all could be keys of rows."""
    for text in texts:
        if not is_key(model, text):
            raise BadRequest(f"No {model._meta.verbose_name} can have this key.")


class KeyMultipleChoiceField(forms.ModelMultipleChoiceField[Any]):
    """Refuses a choice that could not be a key. Django asks the database for any number."""

    def _check_values(self, value: Any) -> QuerySet[Any]:
        rows: Any = self.queryset
        for key in value:
            if not is_key(rows.model, key):
                raise ValidationError(self.error_messages["invalid_pk_value"], "invalid_pk_value", {"pk": key})
        return super()._check_values(value)  # type: ignore[misc, no-any-return]


class KeyOptions(AutocompleteMixin, forms.Select):
    """A select that shows the chosen rows. A text that could not be a key is shown as not chosen."""

    rows_at_hand: Iterable[Model] | None = None
    """Rows in the order of their model. If they are the chosen ones, they are not read again."""

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> Any:
        model = self.field.remote_field.model
        keys = [text for text in value if text == "" or is_key(model, text)]
        rows = [] if self.rows_at_hand is None else [*self.rows_at_hand]
        if self.rows_at_hand is None or {str(row.pk) for row in rows} != {key for key in keys if key}:
            return super().optgroups(name, keys, attr)
        is_empty_offered = not self.is_required and not self.allow_multiple_selected
        options = [self.create_option(name, "", "", False, 0)] if is_empty_offered else []
        for row in rows:
            label = self.choices.field.label_from_instance(row)
            options.append(self.create_option(name, row.pk, label, True, len(options)))
        return [(None, options, 0)]


class KeyAutocompleteSelect(KeyOptions, AutocompleteSelect):
    pass


class KeyAutocompleteSelectMultiple(KeyOptions, AutocompleteSelectMultiple):
    pass


class KeyValidation(BaseModelAdmin[Any]):
    """References to rows, in the form of a row or of an inline."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", KeyAutocompleteSelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: Any = None, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", KeyAutocompleteSelectMultiple(db_field, self.admin_site))
        kwargs.setdefault("form_class", KeyMultipleChoiceField)
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class KeyChangeList(ChangeList):
    """A filter that the database cannot answer counts as one that Django finds wrong: the whole list is shown."""

    def get_results(self, request: HttpRequest) -> None:
        try:
            super().get_results(request)
        except (OverflowError, DataError) as error:
            raise IncorrectLookupParameters(error) from error


class KeyValidationAdmin(KeyValidation, admin.ModelAdmin[Any]):
    """Rows with pages of their own."""

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return KeyChangeList

    def get_search_results(self, request: HttpRequest, queryset: QuerySet[Any], search_term: str) -> Any:
        """What a select asks for while somebody types comes here unchecked; no row holds a NUL."""
        if "\x00" in search_term:
            return queryset.none(), False
        return super().get_search_results(request, queryset, search_term)

    def response_action(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse | None:
        require_keys(self.model, request.POST.getlist(ACTION_CHECKBOX_NAME))
        return super().response_action(request, *args, **kwargs)

    def _get_edited_object_pks(self, request: HttpRequest, prefix: str) -> list[str]:
        keys = super()._get_edited_object_pks(request, prefix)
        require_keys(self.model, keys)
        return keys
