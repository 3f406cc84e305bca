"""A text that a page says twice."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

register = template.Library()


class CaptureNode(template.Node):
    """Its nodes are where a page's own blocks are looked for, as in Django's tags."""

    def __init__(self, name: str, nodelist: template.NodeList) -> None:
        self.name, self.nodelist = name, nodelist

    def render(self, context: template.Context) -> SafeString:
        context[self.name] = SafeString(" ".join(self.nodelist.render(context).split()))
        return SafeString("")


@register.tag
def capture(parser: template.base.Parser, token: template.base.Token) -> CaptureNode:
    """`{% capture title %}...{% endcapture %}`: what stands between can be said again, as a block cannot."""
    name = token.split_contents()[1]
    nodelist = parser.parse(("endcapture",))
    parser.delete_first_token()
    return CaptureNode(name, nodelist)
