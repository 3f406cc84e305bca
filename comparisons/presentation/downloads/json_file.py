"""What all JSON files share."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, JsonResponse

from comparisons.content_files import licence

LICENCE = {"name": licence.NAME, "url": licence.ADDRESS}


def json_file(data: dict[str, Any], headers: dict[str, str]) -> HttpResponse:
    """The data with their characters as they are, not escaped."""
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False}, headers=headers)
