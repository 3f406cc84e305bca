"""A slug that visitors may have in their links becomes a former slug, or a former answer, when an editor changes it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from django.contrib import messages
from django.http import HttpRequest

from comparisons.admin.base import DraftAdmin
from comparisons.engine import Catalogue
from comparisons.models import Criterion, Option
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
            obj.was = _with_former(obj.was, former, obj.slug, is_published=is_published)
        super().save_model(request, obj, form, change)
        if is_published:
            messages.info(request, f"Links with “{former}” will lead to “{obj.slug}”: it is a former slug of it now.")

    def _published_slugs(self) -> Collection[str]:
        catalogue = _published()
        return type(self).published_slugs(catalogue) if catalogue else ()


def keep_former_answer(request: HttpRequest, form: Any) -> None:
    """Before the form of an option is saved that has another slug now, or is in another question."""
    option: Option = form.instance
    if not form.initial.get("slug") or not {"slug", "criterion"} & set(form.changed_data):
        return
    criterion = Criterion.objects.get(pk=form.initial.get("criterion", option.criterion_id))
    former, today = f"{criterion.slug}/{form.initial['slug']}", f"{option.criterion.slug}/{option.slug}"
    is_published = _is_published(criterion, form.initial["slug"])
    option.was = _with_former(option.was, former, today, is_published=is_published)
    if is_published:
        messages.info(request, f"Links with “{former}” will be read as “{today}”: it is a former answer of it now.")


def _with_former(text: str, former: str, today: str, *, is_published: bool) -> str:
    """The lines of a text with the former one last, if visitors can have it, and without that of today."""
    others = [line for line in lines_of(text) if line not in {former, today}]
    return "\n".join([*others, former] if is_published else others)


def _is_published(criterion: Criterion, option: str) -> bool:
    """Whether a visitor may have this answer in a link, by any slug that its question has had."""
    catalogue = _published()
    questions = catalogue.criterion_of if catalogue else {}
    slugs = [criterion.slug, *lines_of(criterion.was)]
    return any(option in questions[slug].option_of for slug in slugs if slug in questions)


def _published() -> Catalogue | None:
    try:
        return release_cache.current().catalogue
    except NoReleaseError:
        return None
