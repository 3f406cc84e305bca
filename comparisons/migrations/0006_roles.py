"""The three roles, as groups. What each may do is in docs/editing.md; a person can have several.

Roles that were changed by hand since keep what they have: this runs once.
"""

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

WORKING_COPY = (
    "aspect",
    "consideration",
    "cost",
    "criterion",
    "crosswalk",
    "framework",
    "group",
    "guide",
    "keydifference",
    "notcarriedover",
    "option",
    "pair",
    "resource",
    "series",
    "source",
    "stage",
    "support",
    "value",
)
READ_ONLY = ("view_release", "view_edit")
READING = tuple(f"view_{name}" for name in (*WORKING_COPY, "method", "draftlink")) + READ_ONLY
EDITING = tuple(f"{verb}_{name}" for name in WORKING_COPY for verb in ("add", "change", "delete"))

ROLES = {
    "Editor": ("comparisons", (*READING, *EDITING, "change_method", "add_draftlink", "change_draftlink")),
    "Publisher": ("comparisons", (*READING, "publish_release")),
    "Administrator": ("auth", ("add_user", "change_user", "view_user", "view_group")),
}


def make_roles(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    for config in apps.get_app_configs():  # permissions are otherwise made after the last migration
        config.models_module = True  # type: ignore[assignment]
        create_permissions(config, apps=apps, verbosity=0)
        config.models_module = None
    group_model, permission_model = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    for name, (label, codenames) in ROLES.items():
        role, _ = group_model.objects.get_or_create(name=name)
        allowed = permission_model.objects.filter(content_type__app_label=label, codename__in=codenames)
        if unknown := {*codenames} - {permission.codename for permission in allowed}:
            raise LookupError(f"The role {name} names what is no permission: {sorted(unknown)}.")
        role.permissions.add(*allowed)


class Migration(migrations.Migration):
    dependencies = [
        ("comparisons", "0005_draft_links"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
