from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("comparisons.urls")),
]

handler400 = "comparisons.views.errors.bad_request"
handler403 = "comparisons.views.errors.forbidden"
handler404 = "comparisons.views.errors.not_found"
handler500 = "comparisons.views.errors.server_error"
