"""Why a file is not YAML, in words for whoever wrote it."""

from __future__ import annotations

MESSAGES = (
    ("mapping values are not allowed", "a colon follows where none can: put a text with “: ” in quotes"),
    ("could not find expected ':'", "a key has no colon, or a text goes on without being indented"),
    ("found character '\\t'", "a tab begins the line: indent with spaces"),
    ("found character", "a text cannot begin with this character: put it in quotes"),
    ("expected <block end>", "the indentation does not fit the lines before"),
    ("expected ',' or ']'", "a list in [ ] is not closed, or misses a comma"),
    ("expected ',' or '}'", "a mapping in { } is not closed, or misses a comma"),
    ("found unexpected end of stream", "a quote or a bracket is not closed"),
    ("found unknown escape character", "there is no such escape: put the text in single quotes"),
    ("expected escape sequence", "an escape is not finished: put the text in single quotes"),
    ("but found another document", "it holds more than one document: remove the line ---"),
    ("could not determine a constructor", "it has a tag with !, which is not supported: put the text in quotes"),
    ("found duplicate anchor", "two parts have the same anchor (&), and anchors are of no use here"),
    ("special characters are not allowed", "it holds a character that YAML does not allow"),
    ("but found '%'", "a text cannot begin with %: put it in quotes"),
    ("found unhashable key", "a key has to be a word"),
)
"""The beginning or a part of what PyYAML says -> what we say. The first that fits counts."""

OTHERWISE = "it cannot be read from here on: look at its indentation, quotes and colons"


def yaml_message(problem: str | None) -> str:
    """What we say for a problem of PyYAML. Messages of our own come through as they are."""
    if problem is None:
        return OTHERWISE
    if problem in OUR_OWN or problem.startswith(("“", "cannot be read as", "brings all files")):
        return problem
    return next((message for known, message in MESSAGES if known in problem), OTHERWISE)


OUR_OWN = {"it contains half of a character", "there is no such character"}
