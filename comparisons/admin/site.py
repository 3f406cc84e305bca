from django.contrib import admin
from django.urls import URLPattern, URLResolver, path


class EditorSite(admin.AdminSite):
    site_header = "Plumbline"
    site_title = "Plumbline"
    index_title = "Working copy"

    def get_urls(self) -> list[URLPattern | URLResolver]:
        from comparisons.admin.publish import publish_page  # noqa: PLC0415  (the app registry has to be ready)

        urls: list[URLPattern | URLResolver] = [path("publish/", self.admin_view(publish_page), name="publish")]
        return urls + super().get_urls()
