"""A comparison and a recommendation as Django projects usually write them: rows from the database, Django's templates.

They show what the site shows, without what it adds: explanations, downloads, an outlook. They are what `make bench`
compares the site with.
"""

from django.shortcuts import render

from comparisons.models import Aspect, Criterion, Framework, Value


def compare(request, names):
    frameworks = (
        Framework.objects.filter(slug__in=names.split("-vs-")).prefetch_related("costs", "stages").order_by("position")
    )
    values = Value.objects.filter(framework__in=frameworks).prefetch_related("sources")
    value_of = {(value.framework_id, value.aspect_id): value for value in values}
    rows = [
        (aspect, [value_of.get((framework.pk, aspect.pk)) for framework in frameworks])
        for aspect in Aspect.objects.select_related("group").order_by("group__position", "position")
    ]
    sources = {source.pk: source for value in values for source in value.sources.all()}
    return render(request, "usual/compare.html", {"frameworks": frameworks, "rows": rows, "sources": sources.values()})


def recommend(request):
    frameworks = list(Framework.objects.order_by("position"))
    criteria = Criterion.objects.prefetch_related("options__support__sources", "options__support__aspect")
    total, answers, reasons = 0, [], {framework.pk: [] for framework in frameworks}
    for criterion in criteria:
        chosen = [option for option in criterion.options.all() if option.slug in request.GET.getlist(criterion.slug)]
        if chosen:
            total += 2 * criterion.weight
            answers.append((criterion, chosen))
        for option in chosen:
            for support in option.support.all():
                reasons[support.framework_id].append((criterion.weight * support.degree, criterion, support))
    standings = [
        {
            "framework": framework,
            "score": 100 * sum(points for points, _, _ in reasons[framework.pk]) / total if total else 0,
            "reasons": sorted(reasons[framework.pk], key=lambda reason: -reason[0]),
        }
        for framework in frameworks
    ]
    standings.sort(key=lambda standing: -standing["score"])
    return render(request, "usual/recommendation.html", {"answers": answers, "standings": standings})
