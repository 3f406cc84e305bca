"""One search over all texts of the working copy and the comments on values, for what a reader may view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from comparisons.admin.row_links import form_address
from comparisons.editing.search import MOST_ROWS, Hit, Hits, Piece, search, search_comments, words_of
from comparisons.models import FROM_LEAF_TO_ROOT, Editable, whole_field


@dataclass(frozen=True)
class Entry:
    """A row, with the address of the field that was found in its form; of a comment, its value and its state."""

    row: Editable
    field: str
    address: str
    excerpt: tuple[Piece, ...]
    state: str = ""


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    kinds = [model for model in FROM_LEAF_TO_ROOT if _may_view(request, model)]
    if not kinds:
        raise PermissionDenied
    query = request.GET.get("q", "").strip()
    words = words_of(query)
    has_comments = request.user.has_perm("comparisons.view_valuecomment")
    comments = search_comments(words) if has_comments else None
    context = {
        **admin.site.each_context(request),
        "title": "Search",
        "query": query,
        "words": words,
        "has_comments": has_comments,
        "groups": [*map(_group, search(words, kinds)), *([_comments(comments)] if comments else [])],
        "most_rows": MOST_ROWS,
    }
    return render(request, "admin/search.html", context)


def _may_view(request: HttpRequest, model: type[Editable]) -> bool:
    """As the admin decides for the row's page: of a part without one, for the page of the whole too."""
    if not any(request.user.has_perm(f"comparisons.{right}_{model._meta.model_name}") for right in ("view", "change")):
        return False
    part_of: Any = None if admin.site.is_registered(model) else whole_field(model)
    return _may_view(request, part_of.related_model) if part_of else True


def _group(hits: Hits) -> dict[str, Any]:
    name = capfirst(str(hits.model._meta.verbose_name_plural))
    return {"name": name, "entries": [_entry(hit) for hit in hits.hits], "has_more": hits.has_more}


def _comments(hits: Hits) -> dict[str, Any]:
    return {"name": "Comments on values", "entries": [_comment(hit) for hit in hits.hits], "has_more": hits.has_more}


def _comment(hit: Hit) -> Entry:
    comment = hit.row
    address = reverse("admin:comparisons_value_comments", args=[comment.value_id])
    state = "settled" if comment.is_settled else "open"
    return Entry(comment.value, f"Comment of {comment.created_by}", address, hit.excerpt, state)


def _entry(hit: Hit) -> Entry:
    address = form_address(hit.row)
    anchor = "" if "#" in address else f"#id_{hit.field.name}"
    return Entry(hit.row, capfirst(str(hit.field.verbose_name)), f"{address}{anchor}", hit.excerpt)
