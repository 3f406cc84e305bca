"""Edits become entries of the audit log, and fields that mean the same get the same name on every model.

Django renames the content type with the model, but not the permission: roles keep it only if its codename follows.
"""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import comparisons.models.fields

OLD = {"codename": "view_edit", "name": "Can view edit"}
NEW = {"codename": "view_auditlogentry", "name": "Can view change"}


def rename_permission(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    _permission(apps, OLD).update(**NEW)


def restore_permission(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    _permission(apps, NEW).update(**OLD)


def _permission(apps: Apps, fields: dict[str, str]) -> models.QuerySet[models.Model]:
    permissions: models.QuerySet[models.Model] = apps.get_model("auth", "Permission").objects.all()
    return permissions.filter(content_type__app_label="comparisons", codename=fields["codename"])


class Migration(migrations.Migration):
    dependencies = [("comparisons", "0006_roles")]

    operations = [
        migrations.RenameModel("Edit", "AuditLogEntry"),
        migrations.RenameField("auditlogentry", "act", "change_set"),
        migrations.RenameField("auditlogentry", "moment", "created_at"),
        migrations.RenameField("auditlogentry", "who", "created_by"),
        migrations.RenameField("auditlogentry", "way", "comment"),
        migrations.RenameIndex("auditlogentry", new_name="audit_log_entry_of_row", old_name="edit_of_row"),
        migrations.AlterModelOptions(
            name="auditlogentry",
            options={
                "default_permissions": ["view"],
                "ordering": ["-pk"],
                "verbose_name": "change",
                "verbose_name_plural": "changes",
            },
        ),
        migrations.AlterField(
            model_name="auditlogentry",
            name="change_set",
            field=models.UUIDField(db_index=True, help_text="The same for all entries of one save."),
        ),
        migrations.AlterField(
            model_name="auditlogentry",
            name="created_by",
            field=comparisons.models.fields.LineField(
                blank=True, help_text="Empty for a program.", max_length=150
            ),
        ),
        migrations.AlterField(
            model_name="auditlogentry",
            name="comment",
            field=comparisons.models.fields.LineField(
                help_text="How: a form, an import, a restored release, ...", max_length=150
            ),
        ),
        migrations.AlterField(
            model_name="auditlogentry",
            name="version",
            field=models.PositiveIntegerField(help_text="The row's version after the change.", null=True),
        ),
        migrations.RemoveConstraint("draftlink", "draft_link_expires_after_it_is_made"),
        migrations.RenameField("draftlink", "made_at", "created_at"),
        migrations.RenameField("draftlink", "made_by", "created_by"),
        migrations.RenameField("draftlink", "made_for", "recipient"),
        migrations.AlterModelOptions(
            name="draftlink",
            options={"default_permissions": ["add", "change", "view"], "ordering": ["-created_at", "-pk"]},
        ),
        migrations.AlterField(
            model_name="draftlink",
            name="recipient",
            field=comparisons.models.fields.LineField(
                help_text="Who gets the address, and what for. Only editors see this.", max_length=300
            ),
        ),
        migrations.AddConstraint(
            model_name="draftlink",
            constraint=models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("created_at")), name="draft_link_expires_after_it_is_made"
            ),
        ),
        migrations.RunPython(rename_permission, restore_permission),
    ]
