"""Working-copy rows for tests: the smallest that a catalogue can be published from, with nothing surprising in it."""

import datetime

import factory
from django.utils import timezone

from comparisons import models
from comparisons.releases import publish

MOMENT = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)
DAY = datetime.date(2026, 1, 31)


class SourceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Source

    slug = factory.Sequence(lambda n: f"source-{n}")
    title = factory.Sequence(lambda n: f"Source {n}")
    publisher = "A publisher"
    url = factory.Sequence(lambda n: f"https://source.example/{n}")
    accessed = DAY
    position = factory.Sequence(lambda n: n)


class GroupFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Group

    slug = factory.Sequence(lambda n: f"group-{n}")
    name = factory.Sequence(lambda n: f"Group {n}")
    position = factory.Sequence(lambda n: n)


class AspectFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Aspect

    slug = factory.Sequence(lambda n: f"aspect-{n}")
    name = factory.Sequence(lambda n: f"Aspect {n}")
    help = "What this row tells."
    group = factory.SubFactory(GroupFactory)
    position = factory.Sequence(lambda n: n)


class FrameworkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Framework

    slug = factory.Sequence(lambda n: f"framework-{n}")
    name = factory.Sequence(lambda n: f"Framework number {n}")
    short_name = factory.Sequence(lambda n: f"Framework {n}")
    edition = "2026"
    issuer = "An issuer"
    outcome = "certificate"
    summary = "A framework."
    description = "A *framework*."
    website = "https://framework.example/"
    reviewed_on = DAY
    position = factory.Sequence(lambda n: n)


class ValueFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Value

    framework = factory.SubFactory(FrameworkFactory)
    aspect = factory.SubFactory(AspectFactory)
    text = "It says this."
    confidence = "verified"


class LevelFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Level

    framework = factory.SubFactory(FrameworkFactory)
    slug = factory.Sequence(lambda n: f"level-{n}")
    name = factory.Sequence(lambda n: f"Level {n}")
    needed_by = "Those whose contract names it."
    checked_by = "An assessor."
    result = "A certificate."
    confidence = "verified"
    position = factory.Sequence(lambda n: n)


class EventFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Event

    framework = factory.SubFactory(FrameworkFactory)
    slug = factory.Sequence(lambda n: f"event-{n}")
    kind = "phase"
    name = factory.Sequence(lambda n: f"Phase {n}")
    date = DAY
    position = factory.Sequence(lambda n: n)


class CriterionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Criterion

    slug = factory.Sequence(lambda n: f"criterion-{n}")
    name = factory.Sequence(lambda n: f"Criterion {n}")
    question = factory.Sequence(lambda n: f"Question {n}?")
    core = True
    position = factory.Sequence(lambda n: n)


class OptionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Option

    criterion = factory.SubFactory(CriterionFactory)
    slug = factory.Sequence(lambda n: f"option-{n}")
    label = factory.Sequence(lambda n: f"Option {n}")
    position = factory.Sequence(lambda n: n)


class SupportFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Support

    option = factory.SubFactory(OptionFactory)
    framework = factory.SubFactory(FrameworkFactory)
    aspect = factory.SubFactory(AspectFactory)
    degree = 2
    reason = "It fits."


class DraftLinkFactory(factory.django.DjangoModelFactory):
    """A link that was made a moment ago; with `days` of 0 or less, one that has expired."""

    class Meta:
        model = models.DraftLink

    class Params:
        days = 7

    recipient = "Grace, who reviews a profile"
    created_by = "ada"
    expires_at = factory.LazyAttribute(
        lambda link: timezone.now().replace(microsecond=0) + datetime.timedelta(days=link.days)
    )
    created_at = factory.LazyAttribute(lambda link: link.expires_at - datetime.timedelta(days=30))


def make_publishable():
    """Two frameworks with a value on one aspect each, and a core question whose options support one each."""
    aspect = AspectFactory()
    criterion = CriterionFactory()
    for _ in range(2):
        framework = FrameworkFactory()
        value = ValueFactory(framework=framework, aspect=aspect)
        value.sources.add(SourceFactory())
        SupportFactory(option=OptionFactory(criterion=criterion), framework=framework, aspect=aspect)


def release_of(catalogue, number=1):
    """The catalogue as a release that is not in the database."""
    return release_of_json(catalogue.model_dump_json(), number)


def release_of_json(json, number=1):
    """A catalogue as a release stored it."""
    return models.Release(
        number=number,
        catalogue=json,
        sha256=publish.checksum(json),
        note="A note.",
        published_by="ada",
        published_at=MOMENT,
    )
