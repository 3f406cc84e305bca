"""One search over all texts of the working copy and the comments on values, for what a reader may view."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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
from comparisons.editing.search import (
    MOST_OF_ONE_KIND,
    MOST_ROWS,
    Hit,
    Hits,
    Match,
    Piece,
    search,
    search_comments,
    words_of,
)
from comparisons.models import FROM_LEAF_TO_ROOT, Editable, ValueComment, whole_field


@dataclass(frozen=True)
class Line:
    """A text that was found: what it is, where its field is, and an excerpt."""

    label: str
    address: str
    excerpt: tuple[Piece, ...]


@dataclass(frozen=True)
class Entry:
    """A row with its texts that were found. Of a comment, it is the value, and `state` says if it is settled."""

    row: Editable
    lines: tuple[Line, ...]
    state: str = ""


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    kinds = [model for model in FROM_LEAF_TO_ROOT if _may_view(request, model)]
    if not kinds:
        raise PermissionDenied
    query, kind = request.GET.get("q", "").strip(), request.GET.get("kind", "")
    words = words_of(query)
    has_comments = request.user.has_perm("comparisons.view_valuecomment")
    context = {
        **admin.site.each_context(request),
        "title": "Search",
        "query": query,
        "words": words,
        "has_comments": has_comments,
        "groups": list(_groups(words, kinds, kind, has_comments=has_comments)),
        "kind": kind,
        "most_rows": MOST_OF_ONE_KIND if kind else MOST_ROWS,
    }
    return render(request, "admin/search.html", context)


def _may_view(request: HttpRequest, model: type[Editable]) -> bool:
    """As the admin decides for the row's page: of a part without one, for the page of the whole too."""
    if not any(request.user.has_perm(f"comparisons.{right}_{model._meta.model_name}") for right in ("view", "change")):
        return False
    part_of: Any = None if admin.site.is_registered(model) else whole_field(model)
    return _may_view(request, part_of.related_model) if part_of else True


def _groups(
    words: Sequence[str], models: Sequence[type[Editable]], kind: str, *, has_comments: bool
) -> Iterator[dict[str, Any]]:
    """What is found of each kind, or of the one named `kind` alone."""
    most = MOST_OF_ONE_KIND if kind else MOST_ROWS
    for hits in search(words, [model for model in models if kind in {"", model._meta.model_name}], most):
        yield _group(hits, str(hits.model._meta.verbose_name_plural), _entry)
    if has_comments and kind in {"", ValueComment._meta.model_name} and (comments := search_comments(words, most)):
        yield _group(comments, "comments on values", _comment)


def _group(hits: Hits, name: str, entry: Callable[[Hit], Entry]) -> dict[str, Any]:
    entries = [entry(hit) for hit in hits.hits]
    return {"name": capfirst(name), "kind": hits.model._meta.model_name, "entries": entries, "has_more": hits.has_more}


def _comment(hit: Hit) -> Entry:
    comment = hit.row
    address = reverse("admin:comparisons_value_comments", args=[comment.value_id])
    lines = tuple(Line(f"Comment of {comment.created_by}", address, match.excerpt) for match in hit.matches)
    return Entry(comment.value, lines, "settled" if comment.is_settled else "open")


def _entry(hit: Hit) -> Entry:
    return Entry(hit.row, tuple(_line(form_address(hit.row), match) for match in hit.matches))


def _line(address: str, match: Match) -> Line:
    anchor = "" if "#" in address else f"#id_{match.field.name}"
    return Line(capfirst(str(match.field.verbose_name)), f"{address}{anchor}", match.excerpt)
