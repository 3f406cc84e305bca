"""The bar on a page of the draft: what of the page is not in the current release, and where to go from here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from comparisons.editing.form_links import Forms, model_at
from comparisons.engine import Catalogue, selection_error
from comparisons.engine.diff import ItemChange, item_changes
from comparisons.presentation.wording import counted
from comparisons.releases import release_cache
from comparisons.releases.release_cache import Edition
from comparisons.releases.stored import NoReleaseError
from comparisons.views.answer_query import with_query
from comparisons.views.shown_items import ItemPatterns, matches


@dataclass(frozen=True)
class Item:
    """One item that the page shows. `form` is the address of the form that changes it, for those who may."""

    title: str
    kind: str
    fields: str
    form: str


@dataclass(frozen=True)
class DraftBar:
    """`here` is what the page shows, `others` how much else the draft changes; both are empty before a first release.

    `current` is the address of the same page there, and empty where there is no such page.
    """

    here: tuple[Item, ...]
    others: int
    release: int | None
    current: str
    may_publish: bool
    may_show: bool

    @property
    def in_words(self) -> str:
        if self.release is None:
            return "Nothing is published yet."
        here = f"It differs from the current release in {counted(len(self.here), 'item')} here"
        if not self.here:
            here = "What this page shows is as in the current release"
        if not self.others:
            return f"{here}."
        return f"{here}; elsewhere, {counted(self.others, 'item')} {'differs' if self.others == 1 else 'differ'}."


def draft_bar(request: HttpRequest, edition: Edition, patterns: ItemPatterns) -> DraftBar:
    try:
        current: Edition | None = release_cache.current()
    except NoReleaseError:
        current = None
    changes = item_changes(current.catalogue, edition.catalogue) if current else ()
    here = [change for change in changes if matches(patterns, change.path)]
    return DraftBar(
        here=_items_of(request, edition, here),
        others=len(changes) - len(here),
        release=current.number if current else None,
        current=_same_page(request, current) if current else "",
        may_publish=_may(request, edition, "publish_release"),
        may_show=_may(request, edition, "add_draftlink"),
    )


def _items_of(request: HttpRequest, edition: Edition, changes: list[ItemChange]) -> tuple[Item, ...]:
    """Each with its form, but for what was removed, and for what the reader may not change."""
    editable = {
        change.path
        for change in changes
        if change.kind != "removed" and _may(request, edition, f"change_{model_at(change.path)._meta.model_name}")
    }
    forms = Forms() if editable else None
    return tuple(
        Item(
            title=change.title,
            kind=change.kind,
            fields=_fields(change),
            form=forms.address(change.path) if forms and change.path in editable else "",
        )
        for change in changes
    )


def _fields(change: ItemChange) -> str:
    """The names of those that changed; of an item that is new or gone, all did."""
    names = [field.name.replace("_", " ") for field in change.fields]
    return ", ".join(names) if change.kind == "changed" else ""


def _may(request: HttpRequest, edition: Edition, permission: str) -> bool:
    """Whoever reads the draft by a link may nothing else; who they are is not asked."""
    return not edition.is_preview and request.user.has_perm(f"comparisons.{permission}")


def _same_page(request: HttpRequest, current: Edition) -> str:
    match = request.resolver_match
    if match is None or match.url_name is None:
        return ""
    kwargs = {name: value for name, value in match.kwargs.items() if name not in {"edition", "token"}}
    if not _is_there(current.catalogue, kwargs):
        return ""
    return with_query(current.address(match.url_name, **kwargs), request.GET.urlencode())


def _is_there(catalogue: Catalogue, named: Mapping[str, Any]) -> bool:
    """Whether a catalogue has what the address of a page names."""
    match named:
        case {"slug": slug}:
            return slug in catalogue.framework_of
        case {"slugs": slugs}:
            return not selection_error(catalogue, slugs)
        case {"criterion": criterion}:
            return criterion in catalogue.criterion_of
    return True
