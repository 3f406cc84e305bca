"""The field that holds the former slugs of a row."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from comparisons.models.fields import MAX_SLUG, SLUG, ProseField, lines_of


class FormerSlugsField(ProseField):
    """Former slugs, one a line."""

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        text = super().clean(value, model_instance)
        for line in lines_of(text):
            if not SLUG.fullmatch(line) or len(line) > MAX_SLUG:
                raise ValidationError(f"“{line}” is no slug: use small letters, digits and hyphens, one slug a line.")
        return text
