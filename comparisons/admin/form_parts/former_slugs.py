"""A slug that visitors may have in their links becomes a former slug when an editor changes it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from django.contrib import messages
from django.http import HttpRequest

from comparisons.admin.base import DraftAdmin
from comparisons.engine import Catalogue
from comparisons.models.fields import lines_of
from comparisons.releases import release_cache
from comparisons.releases.stored import NoReleaseError


class FormerSlugsAdmin(DraftAdmin):
    """For a model with `slug` and `was`. `published_slugs` are those of its rows in a release."""

    published_slugs: Callable[[Catalogue], Collection[str]]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        former = form.initial["slug"] if change and "slug" in form.changed_data else ""
        is_published = former in self._published_slugs()
        if former:
            others = [line for line in lines_of(obj.was) if line not in {former, obj.slug}]
            obj.was = "\n".join([*others, former] if is_published else others)
        super().save_model(request, obj, form, change)
        if is_published:
            messages.info(request, f"Links with “{former}” will lead to “{obj.slug}”: it is a former slug of it now.")

    def _published_slugs(self) -> Collection[str]:
        try:
            return type(self).published_slugs(release_cache.current().catalogue)
        except NoReleaseError:
            return ()
