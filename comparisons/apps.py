from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class ComparisonsConfig(AppConfig):
    name = "comparisons"


class PlumblineAdminConfig(AdminConfig):
    default_site = "comparisons.admin.site.EditorSite"
