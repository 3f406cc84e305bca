from django.http import HttpResponse
from django.urls import path

from config.urls import handler400, handler403, handler404, handler500
from config.urls import urlpatterns as product_urlpatterns
from tests.benchmarks import usual


def constant(_request):
    return HttpResponse("A constant.")


urlpatterns = [
    path("constant/", constant),
    path("usual/compare/<slug:names>/", usual.compare),
    path("usual/recommendation/", usual.recommend),
    *product_urlpatterns,
]

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
