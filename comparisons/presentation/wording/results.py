"""A result, a score, a lead, months: short pieces of text."""

from __future__ import annotations

from fractions import Fraction

from comparisons.engine import Recommendation, Standing
from comparisons.engine.catalogue import Outcome, Stage
from comparisons.engine.plan import Fit, FrameworkSchedule, Span
from comparisons.engine.recommendation import Result
from comparisons.presentation.wording.statements import listed, names


def lead_in_words(margin: Fraction) -> str:
    """A lead over the next framework."""
    if 0 < margin < 1:
        return "less than 1 point"
    whole = round(margin)
    return "1 point" if whole == 1 else f"{whole} points"


def counted(number: int, name: str) -> str:
    """A number of things that are called by one word, with an s where they are several."""
    return f"{number} {name}" if number == 1 else f"{number} {name}s"


def signed(number: int | Fraction) -> str:
    """A whole number with its sign, and a true minus; zero without."""
    rounded = round(number)
    return f"{'−' if rounded < 0 else '+' if rounded else ''}{abs(rounded)}"  # noqa: RUF001


def score_in_words(standing: Standing) -> str:
    remarks = [word for word, applies in (("required", standing.required), ("you have it", standing.held)) if applies]
    return ", ".join([signed(standing.score), *remarks])


def months_in_words(low: int, high: int) -> str:
    if low == high:
        return "1 month" if low == 1 else f"{low} months"
    return f"{low} to {high} months"


def stage_months_in_words(stage: Stage) -> str:
    """How long a stage takes, or how often it recurs."""
    return months_in_words(stage.months_min, stage.months_max)


def total_months_in_words(stage: Stage) -> str:
    """When a stage ends by a published total, empty where there is none."""
    return f"{months_in_words(*stage.total)} from the start" if stage.total else ""


def points_in_words(number: int) -> str:
    return f"{signed(number)} point" if abs(number) == 1 else f"{signed(number)} points"


def end_in_words(span: Span) -> str:
    """When something ends, counted from today."""
    return months_in_words(span.end_min, span.end_max)


FITS: dict[Fit, str] = {
    "met": "in time",
    "tight": "in time only if all goes well",
    "missed": "not in time",
    "no proof": "nothing to show",
}


def fit_in_words(schedule: FrameworkSchedule, fit: Fit) -> str:
    """Whether a framework can be shown within the deadline."""
    name = schedule.framework.short_name
    if schedule.proof is None:
        return f"{name} gives you no certificate or report."
    return f"{name} takes {end_in_words(schedule.proof.span)}: {FITS[fit]}."


OUTCOMES: dict[Outcome, str] = {
    "certificate": "Certificate",
    "attestation-report": "Attestation report",
    "label": "Label",
    "self-assessment": "Self-assessment",
    "authorisation": "Authorisation",
    "none": "None",
}


def outcome_in_words(outcome: Outcome) -> str:
    """What an organisation holds at the end."""
    return OUTCOMES[outcome]


def balance_in_words(standing: Standing) -> str:
    """How many answers speak for a framework and against it."""
    in_favour, against = len(standing.reasons_for), len(standing.reasons_against)
    if not in_favour and not against:
        return "Your answers say nothing for it or against it."
    if not against:
        return f"{_answers(in_favour)} for it, none is against it."
    if not in_favour:
        return f"{_answers(against)} against it, none is for it."
    return f"{_answers(in_favour)} for it, {against} against it."


def _answers(number: int) -> str:
    return "1 of your answers is" if number == 1 else f"{number} of your answers are"


def starts_in_words(span: Span) -> str:
    """When something starts, in months from today: the earliest and the latest."""
    return str(span.start_min) if span.start_min == span.start_max else f"{span.start_min} to {span.start_max}"


def result_in_words(result: Result) -> str:
    """What other answers would lead to, as a sentence without its full stop: as in “SOC 2 fits best; add CSA STAR”."""
    added = "".join(piece.text for piece in listed(names(result.add), "and"))
    return f"{_verdict_in_words(result)}{'; add ' if added else ''}{added}"


def _verdict_in_words(result: Result) -> str:
    if result.verdict == "undecided":
        return "nothing stands out"
    if result.verdict == "enough":
        return "nothing is needed beyond what you have or must get"
    fitting = " and ".join(framework.short_name for framework in result.recommended) or "what you have"
    if len(result.recommended) > 1:
        return f"{fitting} {'fit about equally well' if result.verdict == 'close' else 'both fit, and go together'}"
    if result.verdict == "both":
        return f"{fitting} fits, beside what you have or must get"
    return f"{fitting} fits best{', but only just' if result.verdict == 'close' else ''}"


def standing_in_words(recommendation: Recommendation, standing: Standing) -> str:
    """What is to be said of a framework beside its score; often nothing."""
    if standing.required:
        return "Required"
    if standing.held:
        return "You have it"
    if standing.framework in recommendation.recommended:
        return "Recommended, tied" if standing.tied else "Recommended"
    return "Tied" if standing.tied and standing.framework in recommendation.leading else ""
