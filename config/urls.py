from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/login/", admin.site.login, name="account_login"),  # the name that django-allauth looks up
    path("admin/second-factor/", include("comparisons.admin.people.second_factor.urls")),
    path("admin/single-sign-on/", include("comparisons.admin.people.single_sign_on.urls")),
    path("admin/", admin.site.urls),
    path("", include("comparisons.urls")),
]

handler400 = "comparisons.views.errors.bad_request"
handler403 = "comparisons.views.errors.forbidden"
handler404 = "comparisons.views.errors.not_found"
handler500 = "comparisons.views.errors.server_error"
