"""What templates draw: signs of frameworks, and bars."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString

from comparisons.engine import Catalogue, Standing
from comparisons.engine.catalogue import Framework
from comparisons.engine.method.catalogue_cache import cached_per_catalogue
from comparisons.presentation import bars
from comparisons.presentation.bars import Balance

SIGN = '<svg class="sign sign-{}" width="12" height="12" viewBox="0 0 16 16" aria-hidden="true"><path d="{}"/></svg>'


def balance(standing: Standing, catalogue: Catalogue) -> Balance:
    return bars.balance(standing.score, catalogue.method.recommend_at)


def sign(framework: Framework, catalogue: Catalogue) -> SafeString:
    """A small picture that goes before a framework's name, in its own shape and colour."""
    return _signs(catalogue)[framework.slug][1]


def sign_number(framework: Framework, catalogue: Catalogue) -> int:
    """The number of its colour."""
    return _signs(catalogue)[framework.slug][0]


@cached_per_catalogue
def _signs(catalogue: Catalogue) -> dict[str, tuple[int, SafeString]]:
    """The number and the picture of each framework, by its slug."""
    signs = {slug: bars.sign(index) for index, slug in enumerate(catalogue.framework_of)}
    return {slug: (drawn.number, format_html(SIGN, drawn.number, drawn.path)) for slug, drawn in signs.items()}
