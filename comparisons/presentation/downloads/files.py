"""Documents as files to take away."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse

from comparisons.engine.decision_record import DecisionRecord
from comparisons.presentation.downloads.as_csv import as_csv
from comparisons.presentation.downloads.as_markdown import as_markdown
from comparisons.presentation.downloads.as_pdf import as_pdf
from comparisons.presentation.downloads.as_xlsx import as_xlsx
from comparisons.presentation.downloads.comparison_as_json import comparison_as_json
from comparisons.presentation.downloads.documents import Document, comparison_document, recommendation_document
from comparisons.presentation.downloads.documents.origin import AnswerAddress
from comparisons.presentation.downloads.file_names import attached
from comparisons.presentation.downloads.recommendation_as_json import recommendation_as_json
from comparisons.releases.release_cache import Edition

WRITERS: dict[str, tuple[str, Callable[[Document], bytes]]] = {
    "pdf": ("application/pdf", as_pdf),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx),
    "csv": ("text/csv; charset=utf-8", as_csv),
    "md": ("text/markdown; charset=utf-8", as_markdown),
}
FORMATS = (*WRITERS, "json")
MEDIA_TYPES = {suffix: kind.partition(";")[0] for suffix, (kind, _) in WRITERS.items()} | {"json": "application/json"}


def comparison_file(edition: Edition, slugs: tuple[str, ...], suffix: str) -> HttpResponse:
    """The comparison in one of the `FORMATS`."""
    if suffix == "json":
        return comparison_as_json(edition, slugs)
    return _file(edition, comparison_document(edition, slugs), suffix)


def recommendation_file(edition: Edition, record: DecisionRecord, address: AnswerAddress, suffix: str) -> HttpResponse:
    """The decision record in one of the `FORMATS`."""
    if suffix == "json":
        return recommendation_as_json(edition, record, address)
    return _file(edition, recommendation_document(edition, record, address), suffix)


def _file(edition: Edition, document: Document, suffix: str) -> HttpResponse:
    content_type, write = WRITERS[suffix]
    return HttpResponse(write(document), content_type=content_type, headers=attached(edition, document.subject, suffix))
