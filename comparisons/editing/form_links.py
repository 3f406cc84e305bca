"""Where in the admin a place of the catalogue is edited, and what the forms there call its fields."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from string import Formatter
from typing import cast

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.urls import reverse
from django.utils.http import urlencode

from comparisons import models
from comparisons.engine.checks.findings import ItemPath

Names = tuple[str, ...]
Found = tuple[int, str]
"""The key of the row whose page it is, and the fragment of that page."""


@dataclass(frozen=True)
class Noun:
    """The rows of one noun, and how the names in their places are made of fields, from the outside in.

    With `holder`, they are edited on the page of what they belong to, which names them `prefix` and a number.
    """

    model: type[Model]
    spelling: tuple[str, ...]
    holder: str = ""
    prefix: str = ""

    @property
    def page(self) -> type[Model]:
        """The model on whose pages the rows are edited."""
        related = self.model._meta.get_field(self.holder).related_model if self.holder else self.model
        return cast(type[Model], related)

    def find(self) -> dict[Names, Found]:
        """Every row by its names, in the order in which forms show them. One query."""
        fields = [name for spelt in self.spelling for _, name, _, _ in Formatter().parse(spelt) if name]
        numbers: Counter[int] = Counter()
        found: dict[Names, Found] = {}
        for page, *values in self.model._default_manager.values_list(self.holder or "pk", *fields):
            spoken = dict(zip(fields, values, strict=True))
            fragment = f"#{self.prefix}-{numbers[page]}" if self.prefix else ""
            found.setdefault(tuple(spelt.format_map(spoken) for spelt in self.spelling), (page, fragment))
            numbers[page] += 1
        return found


BOTH = "{crosswalk__first__slug}-{crosswalk__second__slug}"

NOUNS = {
    ("method",): Noun(models.Method, ()),
    ("source",): Noun(models.Source, ("{slug}",)),
    ("group",): Noun(models.Group, ("{slug}",)),
    ("aspect",): Noun(models.Aspect, ("{slug}",)),
    ("framework",): Noun(models.Framework, ("{slug}",)),
    ("framework", "value"): Noun(models.Value, ("{framework__slug}", "{aspect__slug}")),
    ("framework", "stage"): Noun(models.Stage, ("{framework__slug}", "{slug}"), "framework", "stages"),
    ("framework", "cost"): Noun(models.Cost, ("{framework__slug}", "{label}"), "framework", "costs"),
    ("framework", "resource"): Noun(models.Resource, ("{framework__slug}", "{title}"), "framework", "resources"),
    ("criterion",): Noun(models.Criterion, ("{slug}",)),
    ("criterion", "option"): Noun(models.Option, ("{criterion__slug}", "{slug}")),
    ("criterion", "option", "support"): Noun(
        models.Support, ("{option__criterion__slug}", "{option__slug}", "{framework__slug}")
    ),
    ("guide",): Noun(models.Guide, ("{slug}",)),
    ("guide", "key difference"): Noun(models.KeyDifference, ("{guide__slug}", "{name}"), "guide", "key_differences"),
    ("guide", "how to choose"): Noun(models.Consideration, ("{guide__slug}", "{name}"), "guide", "how_to_choose"),
    ("crosswalk",): Noun(models.Crosswalk, ("{first__slug}-{second__slug}",)),
    ("crosswalk", "series"): Noun(models.Series, (BOTH, "{identifier}"), "crosswalk", "series"),
    ("crosswalk", "pair"): Noun(models.Pair, (BOTH, "{first} and {second__identifier}")),
    ("crosswalk", "not carried over"): Noun(
        models.NotCarriedOver, (BOTH, "{held__slug}"), "crosswalk", "not_carried_over"
    ),
}
"""The nouns of a place, from the outside in -> their rows."""


def model_at(place: ItemPath) -> type[Model]:
    """What is changed in the form for a place, to ask whether somebody may. Raises KeyError for what is no place."""
    nouns = place[::2]
    known = (nouns[:count] for count in range(len(nouns), 1, -1) if nouns[:count] in NOUNS)
    return NOUNS[next(known, nouns[:1])].page


class Forms:
    """The forms of the working copy as it is now. The rows of a noun are read at most once: it is made for one page."""

    def __init__(self) -> None:
        self._found: dict[Names, dict[Names, Found]] = {}

    def address(self, place: ItemPath, field: str = "") -> str:
        """Its form, or the one that adds it, or what is nearest around it: a list, or the desk.

        With a field, the form at that field, where the place has a page of its own.
        """
        nouns, names = place[::2], place[1::2]
        if nouns not in NOUNS:
            return self.address(place[:-1]) if place else reverse("admin:index")
        if names in self._rows(nouns):
            key, fragment = self._rows(nouns)[names]
            return reverse(_page(NOUNS[nouns].page, "change"), args=[key]) + (
                fragment or _anchor(NOUNS[nouns].page, field)
            )
        adding = self._adding_value(names) if nouns == ("framework", "value") else ""
        if adding or len(place) > 2:
            return adding or self.address(place[:-2])
        return reverse(_page(NOUNS[nouns].page, "changelist"))

    def _adding_value(self, names: Names) -> str:
        """The form for a value that is missing, with its framework and aspect chosen."""
        framework, aspect = self._rows(("framework",)).get(names[:1]), self._rows(("aspect",)).get(names[1:])
        if not framework or not aspect:
            return ""
        return f"{reverse(_page(models.Value, 'add'))}?{urlencode({'framework': framework[0], 'aspect': aspect[0]})}"

    def _rows(self, nouns: Names) -> dict[Names, Found]:
        if nouns not in self._found:
            self._found[nouns] = NOUNS[nouns].find()
        return self._found[nouns]


def _anchor(model: type[Model], field: str) -> str:
    """Where a field stands in its form; the rows of an inline stand in a group."""
    if not field:
        return ""
    return f"#{field}-group" if model._meta.get_field(field).auto_created else f"#id_{field}"


def _page(model: type[Model], name: str) -> str:
    return f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}"


def field_name(place: ItemPath, name: str) -> str:
    """A field of a catalogue as its form names it."""
    noun = NOUNS.get(place[::2])
    try:
        field = noun.model._meta.get_field(name) if noun else None
    except FieldDoesNotExist:
        field = None
    return str(getattr(field, "verbose_name", None) or name.replace("_", " "))
