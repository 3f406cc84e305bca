"""The addresses of single sign-on. They answer 404 where no provider is set."""

from __future__ import annotations

from django.contrib import admin
from django.urls import path

from comparisons.admin.people.single_sign_on import pages

urlpatterns = [
    path("", pages.begin, name="single_sign_on"),
    path("callback/", pages.callback, name="single_sign_on_callback"),
    path("again/", admin.site.admin_view(pages.again), name="single_sign_on_again"),
]
