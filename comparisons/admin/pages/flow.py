"""The flow map: the wizard's questions, branches, weights and effects, as a picture and as an equal table."""

from __future__ import annotations

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from comparisons.editing.draft import DraftError, draft_catalogue
from comparisons.editing.form_links import Forms
from comparisons.engine.expansion import expanded
from comparisons.engine.wizard_flow import flow
from comparisons.models import Criterion
from comparisons.presentation.flow_chart import chart


@require_safe
def flow_page(request: HttpRequest) -> HttpResponse:
    if not admin.site.get_model_admin(Criterion).has_view_permission(request):
        raise PermissionDenied
    context = {**admin.site.each_context(request), "title": "Flow of the wizard"}
    try:
        drawn = flow(expanded(draft_catalogue()))
    except DraftError as error:
        return render(request, "admin/flow.html", {**context, "reasons": error.reasons})
    return render(request, "admin/flow.html", {**context, "flow": drawn, "chart": chart(drawn), "forms": Forms()})
