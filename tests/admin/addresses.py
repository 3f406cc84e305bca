from django.urls import reverse


def address(row, page="change"):
    """The address of a page of the admin about a row."""
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}", args=[row.pk])
