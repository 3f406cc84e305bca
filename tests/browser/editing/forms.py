"""Fills every text and address that an editor can write. `test_hostile_text` runs this on a site's database.

Takes what to fill it with: "plain" text, which is what Markdown may make of it, or "hostile" text.
"""

import sys
from contextlib import suppress

import django

django.setup()

from django.apps import apps  # noqa: E402  (needs the applications to be loaded)
from django.contrib.auth.models import Group, User  # noqa: E402
from django.core.exceptions import ValidationError  # noqa: E402
from django.db import models  # noqa: E402
from django.utils import timezone  # noqa: E402

from comparisons.editing.audit_log import change_set  # noqa: E402
from comparisons.models import DraftLink, Editable, LinkCheck, Source  # noqa: E402
from tests.browser.editing.payloads import TEXTS  # noqa: E402

ROOM = 8
"""Characters for a number, by which no two rows say the same."""


def accepted_by(field, texts):
    """The texts that the field takes, as it takes them."""
    for text in texts:
        with suppress(ValidationError):
            yield field.clean(text, None)


def chunks(field, texts):
    """The texts that the field takes, joined as far as it has room for them."""
    joined_texts = [""]
    for text in texts:
        joined = f"{joined_texts[-1]} {text}".strip()
        room = not field.max_length or len(joined) + ROOM <= field.max_length
        joined_texts = [*joined_texts[:-1], joined] if room else [*joined_texts, text]
    return [chunk for chunk in joined_texts if chunk]


def fill(row, texts, number):
    """Write into each text and address of a row; another part of the texts into each row where one has no room."""
    for field in row._meta.concrete_fields:
        if not isinstance(field, models.CharField | models.TextField) or field.choices or not field.editable:
            continue
        accepted = list(accepted_by(field, texts))
        if isinstance(field, models.URLField):
            setattr(row, field.name, accepted[number % len(accepted)])
        elif accepted and field.name != "password":
            parts = chunks(field, accepted)
            setattr(row, field.name, f"{parts[number % len(parts)]} {number}")
    row.save()


texts = TEXTS[sys.argv[1]]
kinds = [model for model in apps.get_models() if issubclass(model, Editable)]
with change_set("ada", "form"):
    Group.objects.get_or_create(name="Editors of tests")
    for model in [*kinds, Group, User]:
        for number, row in enumerate(model._default_manager.all()):
            fill(row, texts, number)

link = DraftLink.objects.first() or DraftLink()
link.start("ada", 7)
fill(link, texts, 0)
problem = " ".join(texts)[:300]
for source in Source.objects.all()[:3]:
    check = {"url": source.url, "outcome": "broken", "status": None, "problem": problem, "final_url": source.url}
    LinkCheck.objects.update_or_create(source=source, defaults={**check, "checked_at": timezone.now()})
