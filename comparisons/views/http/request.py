"""What requests are: where they go, and what layers before a view add to them."""

from __future__ import annotations

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

EDITING = ("/admin/", "/draft/")
"""Where people sign in. Everywhere else, cookies are neither read nor set."""

PREVIEW = "/preview/"
"""Where the draft is shown by its link. Whoever learns such an address may read it, so nothing may pass it on."""

REFUSAL = "plumbline.refusal"
"""Key in `request.META` of the status with which `comparisons.serving.request_guard` has a request refused."""

EXCHANGE = "plumbline.exchange"
"""Key in `request.META` of the `comparisons.serving.exchanges.Exchange` that the access log and the metrics read."""


class HtmxHttpRequest(HttpRequest):
    htmx: HtmxDetails
