"""A page as a browser shows it: how its source is broken into lines makes no difference."""

import re

EDGED = "a|title|summary|caption|legend|label|table|thead|tbody|t[dhr]|ul|ol|li|dl|d[dt]|p|h[1-6]|section|div|svg|g"
START = re.compile(rf"(<(?:{EDGED})\b[^<>]*>) ")
END = re.compile(rf" (</(?:{EDGED})>)")
BETWEEN = re.compile(r"(</(?:t[dhr]|thead|tbody|li|d[dt]|p|h\d)>) (?=<)")


def html_of(response):
    """The HTML of a response, each run of white space as one space, and none where a browser shows none."""
    text = " ".join(response.content.decode().split())
    return BETWEEN.sub(r"\1", END.sub(r"\1", START.sub(r"\1", text)))
