"""The public addresses. The same pages stand under three prefixes: current, draft, and release N."""

from __future__ import annotations

from django.urls import include, path, register_converter

from comparisons.downloads import FORMATS
from comparisons.views.comparison import choose, comparison, comparison_file
from comparisons.views.frameworks import framework, frameworks
from comparisons.views.home import home
from comparisons.views.method import method
from comparisons.views.recommendation import recommendation, recommendation_file, recommendations
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


register_converter(FrameworksConverter, "frameworks")
register_converter(SuffixConverter, "suffix")

pages = [
    path("", home, name="home"),
    path("frameworks/", frameworks, name="frameworks"),
    path("frameworks/<str:slug>/", framework, name="framework"),
    path("compare/", choose, name="compare"),
    path("compare/<frameworks:slugs>/", comparison, name="comparison"),
    path("compare/<frameworks:slugs>.<suffix:suffix>", comparison_file, name="comparison_file"),
    path("wizard/", wizard, name="wizard"),
    path("wizard/<str:criterion>/", question, name="question"),
    path("recommendation/", recommendation, name="recommendation"),
    path("method/", method, name="method"),
    path("recommendation/compare/", recommendations, name="recommendations"),
    path("recommendation.<suffix:suffix>", recommendation_file, name="recommendation_file"),
]

urlpatterns = [
    path("draft/", include((pages, "comparisons"), namespace="draft"), {"edition": "draft"}),
    path("releases/<int:number>/", include((pages, "comparisons"), namespace="release"), {"edition": "release"}),
    path("", include((pages, "comparisons"), namespace="current"), {"edition": "current"}),
]
