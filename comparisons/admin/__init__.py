"""The working copy in the Django admin."""

from django.contrib import admin

from comparisons import models

for model in (
    models.Framework,
    models.Value,
    models.Stage,
    models.Cost,
    models.Resource,
    models.Aspect,
    models.Group,
    models.Source,
    models.Criterion,
    models.Option,
    models.Support,
    models.Method,
    models.Guide,
    models.KeyDifference,
    models.Consideration,
    models.Crosswalk,
    models.Series,
    models.Pair,
    models.NotCarriedOver,
):
    admin.site.register(model)
