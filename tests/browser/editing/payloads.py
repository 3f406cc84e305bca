"""What editors may write, and what they should not be able to do with it."""

from tests.presentation.downloads.test_hostile_content import PAYLOADS

MARKDOWN = ["*b* **b** _i_", "`code`", "[a](https://a.example/b)", "> q", "1. a", "* a", "https://a.example/plain"]
"""All that editors' Markdown may become."""
BREAKING_OUT = [
    '"><img src=/x onerror=alert(1)>',
    "'><svg onload=alert(1)>",
    "x' autofocus onfocus=alert(1) y='",
    '" style="position:fixed" class="conflicts" data-hx-get="/x',
    "</textarea><script src=/x></script>",
    "</title><base href=//evil.example/>",
    "</option></select><iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "--><object data=/x></object>",
    "]]></style><style>*{display:none}</style>",
    "<form action=/x><button formaction=/x>y</button></form>",
    "<meta http-equiv=refresh content='0;url=/x'>",
    "{{ 7|add:7 }}{% now 'Y' %}",
    "[a](javascript:alert(1)) <javascript:alert(1)> [b](<data:text/html,x>)",
    "![a](/x) [a]: /x 'onload=alert(1)'",
]
REFUSED_ADDRESSES = ['https://a.example/"onmouseover="alert(1)', "javascript:alert(1)", "https://a.example/?<script>"]
ADDRESSES = ["https://a.example/'onmouseover='alert(1)", "https://a.example/?a=1&lt;script&gt;alert(1)&quot;#=1+1{{7}}"]
TEXTS = {"plain": MARKDOWN, "hostile": [*MARKDOWN, *PAYLOADS, *BREAKING_OUT, *REFUSED_ADDRESSES, *ADDRESSES]}
