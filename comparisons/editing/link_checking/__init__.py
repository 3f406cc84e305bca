"""Asking whether the addresses of sources still work, without being a burden to anybody.

What an editor writes is asked for from inside the operator's network. So only http and https are asked for, and no
host with a private address, at any redirect; the connection goes to the very address that was checked, so that a name
which resolves otherwise a moment later leads nowhere else. An answer is read up to its headers.

Everything has a bound: a request in seconds and in bytes, a link in redirects, a run in links and in minutes. A host
gets one request at a time with a pause after it, under a name that says who asks; one that answers 429, or 503 with
Retry-After, is left alone for the rest of the run.

http.client does this in a few lines. urllib3 and httpx have no limit for a whole request: a server that drips its
answer held urllib3 for 51 seconds.
"""

from comparisons.editing.link_checking.check import Finding
from comparisons.editing.link_checking.limits import Limits
from comparisons.editing.link_checking.schedule import check_links, in_turn

__all__ = ["Finding", "Limits", "check_links", "in_turn"]
