"""Which ways to answer an audit has tried, and how those were chosen."""

from __future__ import annotations

from django.contrib.humanize.templatetags.humanize import apnumber

from comparisons.engine.audit import Audit, Coverage, ExhaustiveUpTo, OutcomeChanges, Sample, SampleUpTo

ERROR = "the figure after ± is the error, at 95 % confidence."


def audit_coverage_in_words(audit: Audit) -> str:
    """For visitors: over the core questions, then over the whole wizard."""
    core, wizard = audit.core.coverage, audit.wizard.coverage
    sentences = [_of_core(core), _of_wizard(wizard, core), *_limit(wizard, core)]
    return " ".join(sentences)


def impact_coverage_in_words(changes: OutcomeChanges, core: OutcomeChanges) -> str:
    """For editors: one part of an impact, of which `core` is the part over the core questions."""
    coverage, number = changes.coverage, f"{changes.coverage.combinations:,}"
    if isinstance(coverage, Sample):
        how = "evenly over the core questions" if _is_even(coverage, core.coverage) else "at random"
        tried = f"There are {number} ways to answer, too many to try: {coverage.drawn:,} were drawn, {how}."
    else:
        tried = f"All {number} ways to answer were tried, so the figures are exact."
    return " ".join([tried, *_limit(coverage)])


def _of_core(core: Coverage) -> str:
    if isinstance(core, Sample):
        return f"There are too many ways to answer the first questions, so {core.drawn:,} are drawn at random; {ERROR}"
    return f"For the first questions all {core.combinations:,} ways are tried, so the figures are exact."


def _of_wizard(wizard: Coverage, core: Coverage) -> str:
    if not isinstance(wizard, Sample):
        return f"For the whole wizard, too, all {wizard.combinations:,} are tried."
    if isinstance(core, Sample):
        return f"For the whole wizard, too, {wizard.drawn:,} are drawn at random."
    how = "evenly over the first questions" if _is_even(wizard, core) else "at random"
    return f"For the whole wizard there are too many, so {wizard.drawn:,} are drawn, {how}; {ERROR}"


def _is_even(sample: Sample, core: Coverage) -> bool:
    """Whether each combination of core answers gets the same number of draws."""
    return sample.strata == core.combinations


def _limit(*coverages: Coverage) -> list[str]:
    limits = {c.at_once for c in coverages if isinstance(c, ExhaustiveUpTo | SampleUpTo)}
    return [
        f"Where several options can be chosen, only answers with up to {apnumber(limit)} of them are among these ways. "
        f"Each is as likely as any other, so most have {apnumber(limit)}."
        for limit in limits
    ]
