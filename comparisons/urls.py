"""The public addresses. The same pages stand under four prefixes: current, draft, preview, release N."""

from __future__ import annotations

from django.urls import include, path, register_converter

from comparisons.presentation.downloads import FORMATS
from comparisons.views.cards import card, card_of_comparison, card_of_framework
from comparisons.views.compare import compare
from comparisons.views.comparison import comparison, comparison_file
from comparisons.views.dates import dates, dates_calendar
from comparisons.views.frameworks import framework, frameworks
from comparisons.views.home import home
from comparisons.views.metadata.sitemap import sitemap
from comparisons.views.method import method
from comparisons.views.recommendation import recommendation, recommendation_file
from comparisons.views.recommendations import recommendations
from comparisons.views.robots import robots
from comparisons.views.security import security
from comparisons.views.wizard import question, wizard


class FrameworksConverter:
    """`iso-27001-vs-soc-2` <-> ("iso-27001", "soc-2"), in the order given."""

    regex = "[^/.]+"

    def to_python(self, value: str) -> tuple[str, ...]:
        return tuple(value.split("-vs-"))

    def to_url(self, value: tuple[str, ...]) -> str:
        return "-vs-".join(value)


class SuffixConverter:
    """The file formats to take away."""

    regex = "|".join(FORMATS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class TokenConverter:
    """The token of a draft link, or what could be one."""

    regex = r"[A-Za-z0-9_.-]{1,200}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(FrameworksConverter, "frameworks")
register_converter(SuffixConverter, "suffix")
register_converter(TokenConverter, "token")

pages = [
    path("", home, name="home"),
    path("frameworks/", frameworks, name="frameworks"),
    path("frameworks/<str:slug>/", framework, name="framework"),
    path("compare/", compare, name="compare"),
    path("compare/<frameworks:slugs>/", comparison, name="comparison"),
    path("compare/<frameworks:slugs>.<suffix:suffix>", comparison_file, name="comparison_file"),
    path("wizard/", wizard, name="wizard"),
    path("wizard/<str:criterion>/", question, name="question"),
    path("recommendation/", recommendation, name="recommendation"),
    path("method/", method, name="method"),
    path("recommendation/compare/", recommendations, name="recommendations"),
    path("recommendation.<suffix:suffix>", recommendation_file, name="recommendation_file"),
    path("dates/", dates, name="dates"),
    path("dates.ics", dates_calendar, name="dates_calendar"),
    path("cards/<slug:name>.png", card, name="card"),
    path("cards/frameworks/<slug:slug>.png", card_of_framework, name="card_of_framework"),
    path("cards/compare/<frameworks:slugs>.png", card_of_comparison, name="card_of_comparison"),
]

of_the_site = [
    path("sitemap.xml", sitemap, name="sitemap"),
    path("robots.txt", robots, name="robots"),
    path(".well-known/security.txt", security, name="security"),
]

urlpatterns = [
    path("draft/", include((pages, "comparisons"), namespace="draft"), {"edition": "draft"}),
    path("preview/<token:token>/", include((pages, "comparisons"), namespace="preview"), {"edition": "preview"}),
    path("releases/<int:number>/", include((pages, "comparisons"), namespace="release"), {"edition": "release"}),
    path("", include(([*pages, *of_the_site], "comparisons"), namespace="current"), {"edition": "current"}),
]
