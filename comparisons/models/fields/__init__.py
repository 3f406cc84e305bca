"""Fields that accept what the engine's types accept, so that everything that can be saved can be published."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, RegexValidator, URLValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from comparisons.models.fields.text_rules import NO_BIDIRECTIONAL_CONTROLS, validate_visible, without_invisible_ends

NO_CONTROL_CHARACTERS = RegexValidator(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "There is a character that cannot be shown.", inverse_match=True
)
ONE_LINE = RegexValidator(r"[\x00-\x1f\x7f]", "Use one line only.", inverse_match=True)

MAX_SLUG = 60
POSITION_STEP = 10
"""The distance between two positions, so that an editor can put an item in between."""
MAX_SENTENCE = 300
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
CHOICE = re.compile(rf"{SLUG.pattern}/{SLUG.pattern}")

PLAIN_ADDRESS = RegexValidator(
    r"[\s<>\"\x00-\x1f]",
    "An address cannot contain a space, quotation mark or angle bracket: write %%20, %%22, %%3C and %%3E.",  # a format
    inverse_match=True,
)


class LineField(models.CharField[str, str]):
    """One line of plain text, of which something is seen."""

    default_validators = [ONE_LINE, NO_BIDIRECTIONAL_CONTROLS, validate_visible]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 300)
        super().__init__(*args, **kwargs)

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        return super().clean(_without_invisible_ends(value), model_instance)


def with_unix_lines(value: Any) -> Any:
    """A text whose lines end as on Unix: browsers send CR and LF. Other values stay as they are."""
    return value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value


def _without_invisible_ends(value: Any) -> Any:
    return without_invisible_ends(value) if isinstance(value, str) else value


class ProseFormField(forms.CharField):
    """A box for prose. Another way to end lines, or space around the text, is no change."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(with_unix_lines(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.to_python(initial), data)


class ProseField(models.TextField[str, str]):
    """Text of several lines. Lines end as on Unix, whatever a browser sends."""

    default_validators = [NO_CONTROL_CHARACTERS, NO_BIDIRECTIONAL_CONTROLS, MaxLengthValidator(20_000)]

    def to_python(self, value: Any) -> Any:
        return with_unix_lines(super().to_python(value))

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        return super().clean(_without_invisible_ends(value), model_instance)

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": ProseFormField, **kwargs})


class NameField(models.CharField[str, str]):
    """The short name in addresses and content files."""

    default_validators = [
        RegexValidator(r"^[a-z0-9]+(?:-[a-z0-9]+)*\Z", "Small letters, digits and single hyphens only.")
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", MAX_SLUG)
        kwargs.setdefault("help_text", "Used in addresses. If you change it, links break.")
        super().__init__(*args, **kwargs)


class HttpUrlField(models.URLField[str, str]):
    """An http or https address, and no other scheme."""

    default_validators = [URLValidator(schemes=["http", "https"]), PLAIN_ADDRESS, NO_BIDIRECTIONAL_CONTROLS]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 500)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> Any:
        """An address without a scheme gets https."""
        return super().formfield(assume_scheme="https", **kwargs)


class ReferencesField(models.ManyToManyField[Any, Any]):
    """References to rows, which then cannot be deleted unless the referring row is deleted with them.

    Django's own many-to-many field silently drops the reference when its target is deleted.
    """

    def contribute_to_class(
        self, cls: type[models.Model], name: str, private_only: bool = False, **kwargs: Any
    ) -> None:
        super().contribute_to_class(cls, name, private_only=private_only, **kwargs)
        through = self.remote_field.through
        if cls._meta.abstract or not isinstance(through, type):
            return
        *_, target = (field.remote_field for field in through._meta.local_fields if field.remote_field)
        target.on_delete = models.RESTRICT


class ChoicesField(models.JSONField):
    """Some of a few choices, as a list in their order. The admin shows a tick box for each."""

    def __init__(self, *args: Any, options: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        self.options = tuple(options)
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        if [name for name, _ in self.options if name in value] != value:
            raise ValidationError("Choose some of the options, each once and in their order.")

    def formfield(self, **kwargs: Any) -> Any:
        boxes = {"form_class": forms.MultipleChoiceField, "widget": forms.CheckboxSelectMultiple}
        return models.Field.formfield(self, **{**kwargs, **boxes, "choices": self.options})


class FormerAnswersField(ProseField):
    """Former answers, one a line: `question/answer`, or `question/answer if question/answer`."""

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        text = super().clean(value, model_instance)
        for line in lines_of(text):
            former, mark, condition = line.partition(" if ")
            if not is_choice(former) or (mark and not is_choice(condition)):
                raise ValidationError(f"“{line}”: write question/answer, or question/answer if question/answer.")
        return text


class DroppedAnswersField(ProseField):
    """Former answers, one a line, each with a sentence after a colon, as `question/answer: It is two answers now`."""

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        text = super().clean(value, model_instance)
        for line in lines_of(text):
            former, _, sentence = line.partition(": ")
            if not is_choice(former) or not 0 < len(sentence.strip()) <= MAX_SENTENCE or "\t" in sentence:
                raise ValidationError(f"“{line}”: write question/answer, a colon, and a sentence.")
        return text


def lines_of(text: str) -> list[str]:
    """The lines that say something, without the spaces around them."""
    return [line.strip() for line in text.split("\n") if line.strip()]


def is_choice(text: str) -> bool:
    """Whether a text names an answer by two slugs, as addresses do: `question/answer`."""
    return bool(CHOICE.fullmatch(text)) and all(len(slug) <= MAX_SLUG for slug in text.split("/"))


def validate_not_ahead(day: datetime.date) -> None:
    """Raises ValidationError for a day after tomorrow (UTC): where it is a day later, tomorrow is today."""
    if day > timezone.now().date() + datetime.timedelta(days=1):
        raise ValidationError("This day is still to come. Give the day on which someone looked.")


class CheckedOnField(models.DateField[Any, Any]):
    """The day on which someone looked at something. In migrations it is a plain date, which it is to the database."""

    default_validators = [validate_not_ahead]

    def deconstruct(self) -> Any:
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.DateField", args, kwargs


class PositionField(models.PositiveIntegerField[int, int]):
    """The order of rows: the smallest first. Saved without a number, a row comes after those it stands among.

    Those are the parts of the same row, such as the options of a question, or all rows of the model.
    """

    MIGRATED_DEFAULT = 1000
    """In migrations alone: the database has no default."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["default"] = None
        kwargs.setdefault("help_text", "The smallest comes first.")
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "default": self.MIGRATED_DEFAULT}

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        if getattr(model_instance, self.attname) is None:
            setattr(model_instance, self.attname, self._after_the_others(model_instance))
        return super().pre_save(model_instance, add)

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        """A row without a number gets one when it is saved."""
        return None if value is None else super().clean(value, model_instance)

    def formfield(self, **kwargs: Any) -> Any:
        hint = f"{self.help_text} Leave it empty to put it last."
        return super().formfield(**{"required": False, "help_text": hint, **kwargs})

    def _after_the_others(self, row: models.Model) -> int:
        rows = type(row)._default_manager.exclude(pk=row.pk)
        for field in row._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and field.remote_field.on_delete is models.CASCADE:
                rows = rows.filter(**{field.attname: getattr(row, field.attname)})
        last: int | None = rows.aggregate(last=models.Max(self.attname))["last"]
        return (last or 0) + POSITION_STEP


def is_http(field: str, *, blank: bool = False) -> Q:
    """The condition of a database constraint on an address."""
    condition = Q(**{f"{field}__startswith": "https://"}) | Q(**{f"{field}__startswith": "http://"})
    return condition | Q(**{field: ""}) if blank else condition
