from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class ComparisonsConfig(AppConfig):
    name = "comparisons"
    verbose_name = "Working copy"
    default = True


class PlumblineAdminConfig(admin_apps.AdminConfig):
    default = False
    default_site = "comparisons.admin_site.EditorSite"
