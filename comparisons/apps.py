from django.apps import AppConfig
from django.conf import settings
from django.contrib.admin import apps as admin_apps


class ComparisonsConfig(AppConfig):
    name = "comparisons"
    verbose_name = "Working copy"
    default = True

    def ready(self) -> None:
        from comparisons.editing import audit_log  # noqa: PLC0415  (needs the applications to be loaded)

        audit_log.connect()
        if settings.SENTRY_DSN:
            from comparisons.serving import error_reports  # noqa: PLC0415  (a tenth of a second, for those who use it)

            error_reports.start(settings.SENTRY_DSN)


class PlumblineAdminConfig(admin_apps.AdminConfig):
    default = False
    default_site = "comparisons.admin_site.EditorSite"
