"""Where to report a weakness of the site: security.txt (RFC 9116)."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils import timezone

from comparisons.views.http.request import HtmxHttpRequest
from comparisons.views.page import text_file

TEXT = """Contact: {contact}
Expires: {expires:%Y-%m-%dT%H:%M:%SZ}
Preferred-Languages: en
Canonical: {site}/.well-known/security.txt
"""


@text_file
def security(_request: HtmxHttpRequest) -> HttpResponse:
    if not settings.SECURITY_CONTACT:
        raise Http404
    text = TEXT.format(contact=settings.SECURITY_CONTACT, expires=expiry(timezone.now().date()), site=settings.SITE_URL)
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def expiry(today: datetime.date) -> datetime.datetime:
    """The start of the month that is half a year on: between five and six months, and never over the year allowed.

    It moves by itself, since the contact is a setting of the site that runs, and it moves once a month, so that all
    servers say the same and a clock that is wrong by hours or days does no harm.
    """
    months = today.year * 12 + today.month - 1 + 6
    return datetime.datetime(months // 12, months % 12 + 1, 1, tzinfo=datetime.UTC)
