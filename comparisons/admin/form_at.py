"""From a place in the catalogue to the form that changes what is there."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from comparisons.rows_at import row_at


@require_safe
def form_at(request: HttpRequest) -> HttpResponse:
    """Lead to the form; it asks itself whether the editor may use it."""
    place = tuple(step.replace("\0", "") for step in request.GET.getlist("place"))  # PostgreSQL refuses to look for NUL
    row = row_at(place)
    if row is None:
        raise Http404
    return HttpResponseRedirect(reverse(f"admin:comparisons_{row._meta.model_name}_change", args=[row.pk]))
