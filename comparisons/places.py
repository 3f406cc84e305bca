"""Where each thing that the engine names is edited: the place of a problem or of an element -> the form for it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from django.db.models import Model
from django.urls import reverse

from comparisons import models

Place = tuple[str, ...]


class Forms:
    """The forms of the working copy by place, as it is now, in a fixed number of queries."""

    def __init__(self) -> None:
        self._frameworks = dict(models.Framework.objects.values_list("slug", "pk"))
        self._aspects = dict(models.Aspect.objects.values_list("slug", "pk"))
        self._known = dict(self._rows())

    def address(self, place: Place) -> str:
        """The form of what stands there, or of the nearest thing around it; for a value that is missing, a new one."""
        if place not in self._known and place[0:4:2] == ("framework", "value") and len(place) == 4:
            return self._new_value(place[1], place[3])
        while place and place not in self._known:
            place = place[:-1]
        return self._known.get(place) or reverse("admin:index")

    def _new_value(self, framework: str, aspect: str) -> str:
        chosen = {"framework": self._frameworks.get(framework, ""), "aspect": self._aspects.get(aspect, "")}
        return f"{reverse('admin:comparisons_value_add')}?{urlencode(chosen)}"

    def _rows(self) -> Iterator[tuple[Place, str]]:
        yield from _lists()
        for model in (models.Source, models.Group, models.Aspect, models.Framework, models.Criterion, models.Guide):
            for pk, slug in model._default_manager.values_list("pk", "slug"):
                yield (str(model._meta.verbose_name), slug), _form(model, pk)
        for pk, framework, aspect in models.Value.objects.values_list("pk", "framework__slug", "aspect__slug"):
            yield ("framework", framework, "value", aspect), _form(models.Value, pk)
        for pk, criterion, option in models.Option.objects.values_list("pk", "criterion__slug", "slug"):
            yield ("criterion", criterion, "option", option), _form(models.Option, pk)
        supports = models.Support.objects.values_list(
            "pk", "option__criterion__slug", "option__slug", "framework__slug"
        )
        for pk, criterion, option, framework in supports:
            yield ("criterion", criterion, "option", option, "support", framework), _form(models.Support, pk)
        for pk, first, second in models.Crosswalk.objects.values_list("pk", "first__slug", "second__slug"):
            yield ("crosswalk", f"{first}-{second}"), _form(models.Crosswalk, pk)


def _form(model: type[Model], pk: int) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[pk])


def _lists() -> Iterator[tuple[Place, str]]:
    """What is wrong with all of a kind has the noun alone for its place."""
    for noun in ("source", "group", "aspect", "framework", "criterion", "guide", "crosswalk"):
        yield (noun,), reverse(f"admin:comparisons_{noun}_changelist")
