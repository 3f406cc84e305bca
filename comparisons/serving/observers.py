"""What watches the requests of a site: the access log and the metrics, as far as the settings ask for them."""

from __future__ import annotations

from pathlib import Path
from wsgiref.types import WSGIApplication

from django.conf import settings

from comparisons.serving import access_log
from comparisons.serving.exchanges import ObservedApplication, Observer
from comparisons.serving.stored_pages import StoredPages


def observed(application: WSGIApplication, pages: StoredPages | None) -> WSGIApplication:
    """The application with those around it. `pages` are those of the answer cache."""
    observers: list[Observer] = [access_log.write] if settings.ACCESS_LOG else []
    if not settings.METRICS_TOKEN:
        return ObservedApplication(application, observers)
    from comparisons.serving.metrics import FOLDER, Metrics  # noqa: PLC0415  (others need not load the library)
    from comparisons.serving.metrics_page import MetricsPage  # noqa: PLC0415

    metrics = Metrics(Path(settings.DATA_DIR) / FOLDER, pages)
    metrics.start()
    return MetricsPage(ObservedApplication(application, [*observers, metrics.observe]), metrics, settings.METRICS_TOKEN)
