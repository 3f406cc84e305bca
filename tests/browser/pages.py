"""Every page, and every state that a page can be in, by a name. What all pages have to keep is tested on these."""

from urllib.parse import urlencode

CORE = {"market": "europe", "industry": "saas", "approach": "formal-management-system", "evidence": "certificate"}
ANSWERS = urlencode(CORE)

PAGES = {
    "home": "/",
    "recommendation": f"/recommendation/?{ANSWERS}",
}
