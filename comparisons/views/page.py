"""What all pages share: the edition they read, and how they answer a swap."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from comparisons.editing.draft import DraftError
from comparisons.presentation.downloads import NoFontError
from comparisons.presentation.renderer import RenderingUnavailableError
from comparisons.presentation.wording import texts
from comparisons.releases import release_cache
from comparisons.releases.release_cache import Edition, NoDraftLinkError
from comparisons.releases.stored import NoReleaseError, UnreadableReleaseError
from comparisons.views.answer_query import is_canonical, read_address
from comparisons.views.draft_bar import DraftBar, draft_bar
from comparisons.views.errors import error_page, file_unavailable, file_without_font, unavailable
from comparisons.views.http.conditional import CACHEABLE, serve
from comparisons.views.http.request import HtmxHttpRequest
from comparisons.views.metadata import metadata_of
from comparisons.views.shown_items import ItemPatterns

Page = Callable[..., HttpResponse]

READING_ANSWERS = ("wizard", "question", "recommendation", "recommendation_file", "comparison")
"""Pages that read the answers in the query string. The others are the same whatever it says, or say it again."""


def page(view: Page) -> Page:
    """Make a page of a function that takes a request and an edition.

    The address tells which edition: the current release, release `number`, or the draft, which nobody may cache: for
    staff alone, and, as a preview, for whoever has the `token` of a draft link.
    """

    @wraps(view)
    def of_edition(request: HtmxHttpRequest, edition: str, **kwargs: Any) -> HttpResponse:
        try:
            return ANSWERED_BY[edition](request, view, **kwargs)
        except RenderingUnavailableError:
            return file_unavailable()
        except NoFontError:
            return file_without_font(request)

    return csrf_exempt(require_safe(of_edition))  # a POST is told that a page takes none, and not of a missing token


def _current_page(request: HtmxHttpRequest, view: Page, **kwargs: Any) -> HttpResponse:
    try:
        edition = release_cache.current()
    except NoReleaseError:
        return unavailable()
    return _public_page(request, view, edition, **kwargs)


def _release_page(request: HtmxHttpRequest, view: Page, number: int, **kwargs: Any) -> HttpResponse:
    try:
        edition = release_cache.release(number)
    except UnreadableReleaseError:
        return error_page(410)
    except NoReleaseError:
        raise Http404 from None
    return _public_page(request, view, edition, **kwargs)


def _public_page(request: HtmxHttpRequest, view: Page, edition: Edition, **kwargs: Any) -> HttpResponse:
    def answer() -> HttpResponse:
        response = view(request, edition, **kwargs)
        permissions: list[bool] | None = request.META.get(CACHEABLE)
        if permissions is not None and response.status_code == 200:
            permissions.append(_is_at_canonical_address(request, edition, kwargs))
        return _with_pages_alone_shown(response)

    return serve(request, answer, edition.identity, release_cache.current().identity, edition.day)


def _is_at_canonical_address(request: HttpRequest, edition: Edition, kwargs: Mapping[str, Any]) -> bool:
    """Whether the address says what the page is and nothing more, so that there are not any number of them."""
    match = request.resolver_match
    if match is None or match.url_name is None or edition.address(match.url_name, **kwargs) != request.path:
        return False
    if not request.META.get("QUERY_STRING", ""):
        return True
    query = read_address(request, edition.catalogue, with_question=True)
    return match.url_name in READING_ANSWERS and is_canonical(request, query)


def _with_pages_alone_shown(response: HttpResponse) -> HttpResponse:
    """A file says what its page says, and search engines are to show the page."""
    if not response.headers.get("Content-Type", "").startswith("text/html"):
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def text_file(view: Callable[[HtmxHttpRequest], HttpResponse]) -> Page:
    """Make a file of a function that needs no edition. What it says is made at once, and is its own state."""

    @wraps(view)
    def kept(request: HtmxHttpRequest, **_edition: str) -> HttpResponse:
        response = view(request)
        return serve(request, lambda: response, response.content)

    return csrf_exempt(require_safe(kept))


@never_cache
def _draft_page(request: HtmxHttpRequest, view: Page, **kwargs: Any) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if not request.user.has_module_perms("comparisons"):
        raise PermissionDenied("any of comparisons")
    try:
        edition = release_cache.draft()
    except DraftError as error:
        return render(request, "broken_draft.html", {"reasons": error.reasons}, status=409, using="jinja2")
    return view(request, edition, **kwargs)


def _preview_page(request: HtmxHttpRequest, view: Page, token: str, **kwargs: Any) -> HttpResponse:
    """A page of the draft for somebody without an account. The middleware sees to it that nothing keeps it."""
    try:
        edition = release_cache.preview(token)
    except NoDraftLinkError:
        raise Http404 from None
    except DraftError:
        return render(request, "broken_draft.html", {"reasons": ()}, status=409, using="jinja2")
    return view(request, edition, **kwargs)


ANSWERED_BY: dict[str, Page] = {
    "current": _current_page,
    "release": _release_page,
    "draft": _draft_page,
    "preview": _preview_page,
}


def render_page(
    request: HtmxHttpRequest,
    name: str,
    context: Mapping[str, Any],
    *,
    partials: tuple[str, ...] = (),
    status: int = 200,
) -> HttpResponse:
    """Render the page, or the one of its partials whose element htmx is about to replace.

    The target decides, and not `request.htmx` alone: Back, history restore and boosted links also come from htmx, and
    want the page. `edition` and `patterns` are in every context: what is read, and what of it the page shows.
    """
    target = request.htmx.target if request.htmx else None
    partial = (target or "").replace("-", "_")
    template = f"_{partial}" if partial in partials else name
    is_partial = template != name
    metadata = None if is_partial else metadata_of(request, context, exists=status == 200)
    shared = {"partial": is_partial, "metadata": metadata, "bar": _bar(request, **context), "texts": texts}
    return render(request, f"{template}.html", {**context, **shared}, status=status, using="jinja2")


def _bar(request: HttpRequest, edition: Edition, patterns: ItemPatterns, **_context: Any) -> DraftBar | None:
    return draft_bar(request, edition, patterns) if edition.is_draft else None
