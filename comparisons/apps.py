from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class ComparisonsConfig(AppConfig):
    name = "comparisons"
    verbose_name = "Working copy"
    default = True

    def ready(self) -> None:
        from comparisons.editing import audit_log  # noqa: PLC0415  (needs the applications to be loaded)

        audit_log.connect()


class PlumblineAdminConfig(admin_apps.AdminConfig):
    default = False
    default_site = "comparisons.admin_site.EditorSite"
