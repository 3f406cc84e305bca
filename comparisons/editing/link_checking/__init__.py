"""Check whether the addresses of sources still work, without burdening the servers.

Editors write the addresses, and the requests come from the operator's network (server-side request forgery). So only
http and https are requested, and no host with a private address, at any redirect. The connection goes to the address
that was checked, so a name that resolves differently a moment later changes nothing. Only the headers are read.

Everything has a limit: a request in seconds and in bytes, a link in redirects, a run in links and in minutes. A host
gets one request at a time, with a pause after it and a user agent that names the site. A host that answers 429, or 503
with Retry-After, gets no more requests in this run.

http.client does this in a few lines. urllib3 and httpx have no limit for a whole request: a server that drips its
answer held urllib3 for 51 seconds.
"""

from comparisons.editing.link_checking.check import Finding
from comparisons.editing.link_checking.limits import Limits
from comparisons.editing.link_checking.schedule import check_links, interleaved_by_host

__all__ = ["Finding", "Limits", "check_links", "interleaved_by_host"]
