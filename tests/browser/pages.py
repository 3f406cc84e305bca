"""Every page, and every state that a page can be in, by a name. What all pages have to keep is tested on these."""

from pathlib import Path

from tests.answers import BUSY, query

ANSWERS = query()

PAGES = {
    "home": "/",
    "frameworks": "/frameworks/",
    "framework": "/frameworks/iso-27001/",
    "compare": "/compare/",
    "compare, too few": "/compare/?framework=soc-2",
    "compare, too many": "/compare/?"
    + "&".join(f"framework={slug}" for slug in ("iso-27001", "soc-2", "tisax", "hitrust", "fedramp", "cmmc")),
    "compare, unknown": "/compare/?framework=soc-2&framework=old",
    "comparison with a guide": "/compare/iso-27001-vs-soc-2/",
    "comparison of five": "/compare/iso-27001-vs-soc-2-vs-tisax-vs-hitrust-vs-fedramp/",
    "comparison with answers": f"/compare/iso-27001-vs-soc-2/?{ANSWERS}",
    "first question": "/wizard/",
    "second question": "/wizard/?customer-demand=nobody",
    "question with its answer": f"/wizard/industry/?{ANSWERS}",
    "question with several answers": f"/wizard/obligations/?{ANSWERS}",
    "nothing chosen": "/wizard/?market=european-union&asked=industry",
    "answers that clash": f"/wizard/?{query(obligations=['card-data', 'none-of-these'])}&asked=obligations",
    "answer dropped": "/wizard/?market=atlantis",
    "recommendation of nothing": "/recommendation/",
    "recommendation so far": "/recommendation/?market=european-union",
    "recommendation": f"/recommendation/?{ANSWERS}",
    "recommendation with obligations": f"/recommendation/?{query(obligations='card-data', others='some-others')}",
    "recommendation of much": f"/recommendation/?{query(BUSY)}",
    "recommendation, answer dropped": f"/recommendation/?{query(goal='old')}",
    "two recommendations": "/recommendation/compare/",
    "two recommendations apart": "/recommendation/compare/?a=market%3Deuropean-union&b=market%3Dnorth-america",
    "method": "/method/",
    "dates": "/dates/",
    "release": "/releases/1/",
    "recommendation of a release": f"/releases/1/recommendation/?{ANSWERS}",
}

ERRORS = {
    "not found": ("/frameworks/none/", 404),
    "address too long": ("/wizard/?" + "x" * 8000, 414),
    "too many parameters": ("/wizard/?" + "a&" * 1001, 400),
}

TEMPLATES = Path(__file__).parent.parent.parent / "templates" / "comparisons"
ERROR_PAGES = sorted(path.stem for path in (TEMPLATES / "errors").glob("[0-9]*.html"))
"""By name, all error pages; some of them no address brings on a site that is whole."""

DRAFTS = {
    "draft": "/draft/",
    "question of the draft": "/draft/wizard/?customer-demand=nobody",
    "recommendation of the draft": f"/draft/recommendation/?{ANSWERS}",
}
