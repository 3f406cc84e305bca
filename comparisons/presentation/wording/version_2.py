"""What is said under version 2 of the method, and was not said before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from comparisons.engine import Recommendation
from comparisons.engine.catalogue import Framework, Method
from comparisons.engine.recommendation import AddOn
from comparisons.presentation.wording.statements import Piece, Statement, at_level, listed, names, statement


def enough_in_words(recommendation: Recommendation) -> str:
    """The headline where nothing is recommended because nothing further is needed."""
    missing = [framework for framework in recommendation.required if framework not in recommendation.held]
    proofs = _proofs_to_get(recommendation)
    needed = [at_level(framework, recommendation.required_level(framework)) for framework in proofs]
    if _needs_one_from_outside(recommendation):
        only = "only " if recommendation.suffices and not proofs else ""
        other = "other " if _required_proof(recommendation) else ""
        needed.append(f"{only}the {other}framework that you were asked for")
    if needed:
        named = "".join(piece.text for piece in listed([Piece(name) for name in needed], "and"))
        you = "You" if len(proofs) == len(missing) else "Beside the law, you"
        return f"{you} need {named}{', and nothing further' if _is_all(recommendation) else ''}"
    if recommendation.add:
        return f"Add {_and(add_on.framework for add_on in recommendation.add)} to what you have"
    leading = recommendation.leading
    if leading and all(framework in recommendation.held for framework in leading):
        return f"You have what fits best: {_and(leading)}"
    return "Nothing further is needed"


def needed_in_words(recommendation: Recommendation) -> str:
    """The proofs that have to be got before what is recommended; empty where there are none."""
    needed = [Piece(at_level(f, recommendation.required_level(f))) for f in needed_first(recommendation)]
    return f"You need {''.join(piece.text for piece in listed(needed, 'and'))}" if needed else ""


def needed_first(recommendation: Recommendation) -> list[Framework]:
    """What the headline names before what is recommended."""
    return _proofs_to_get(recommendation) if recommendation.recommended else []


def _proofs_to_get(recommendation: Recommendation) -> list[Framework]:
    return [framework for framework in _required_proof(recommendation) if framework not in recommendation.held]


def _is_all(recommendation: Recommendation) -> bool:
    """Whether what is required is all, as far as anybody knows, and further answers do not change that."""
    more = recommendation.conditional or recommendation.add or recommendation.outside
    return not more and (recommendation.final or recommendation.suffices)


def _needs_one_from_outside(recommendation: Recommendation) -> bool:
    """Whether a framework that the site does not describe was named, and belongs to what is enough.

    What is held alone can be enough whatever was named.
    """
    is_named = any(criterion.names_frameworks for criterion, _ in recommendation.outside)
    decides = recommendation.suffices or recommendation.conditional or _required_proof(recommendation)
    return is_named and bool(decides or not recommendation.held)


def enough_explained(recommendation: Recommendation, method: Method) -> str:
    """Why nothing further is needed."""
    if recommendation.conditional:
        return "Nobody is sure to ask for more than what you must get."
    if recommendation.accepted:
        known = _what_is_known(recommendation, recommendation.accepted)
        return f"Your readers accept any proof, and {known}: {_and(recommendation.accepted)}."
    if recommendation.suffices:
        return f"Nobody asks for more than {_what_is_enough(recommendation)}."
    if met := recommendation.met:
        return f"What fits your answers best is {met.framework.short_name}, and {met.by.short_name} covers it."
    if recommendation.headlined:
        return f"{_and(recommendation.headlined)} {_known_anyway(recommendation)}"
    return f"Beyond {_what_is_enough(recommendation)}, no framework scores {method.recommend_at} or more."


def _known_anyway(recommendation: Recommendation) -> str:
    """That what fits is in place, or has to be got: as in “fits your answers, and you have it”."""
    fitting = recommendation.headlined
    fit, them = ("fits", "it") if len(fitting) == 1 else ("fit", "them")
    return f"{fit} your answers, and {_what_is_known(recommendation, fitting, them)}."


def _what_is_known(recommendation: Recommendation, frameworks: Collection[Framework], them: str = "one") -> str:
    if all(framework in recommendation.held for framework in frameworks):
        return f"you have {them}"
    if not any(framework in recommendation.held for framework in frameworks):
        return f"you must get {them} anyway"
    return f"you have {them} or must get {them} anyway"


def level_explained(recommendation: Recommendation) -> str:
    """Why nothing is recommended where several fit."""
    return f"{_and(recommendation.leading)} fit equally well: your answers do not decide between them."


def beside_in_words(recommendation: Recommendation) -> tuple[Statement, ...]:
    """What goes with a verdict: what comes first, later, with it, or only on a condition. Empty under version 1."""
    return tuple(_beside(recommendation))


def _beside(recommendation: Recommendation) -> Iterator[Statement]:
    if recommendation.outside:
        first = "You named a rule that this site does not describe. Read it first; it may change this advice."
        yield statement(first, label="First:")
    if recommendation.tied:
        yield statement("Your answers do not say which to start with.")
    if recommendation.one_is_enough:
        yield statement("Your readers accept any proof, so one of them is enough to begin with.")
    if recommendation.later:
        yield statement(listed(names(recommendation.later), "or"), " can follow when you can afford it.")
    if recommendation.conditional:
        asking = _what_is_enough(recommendation)
        only_if = f"If you must also convince someone who does not ask for {asking}: "
        fits = " fits best." if len(recommendation.conditional) == 1 else " fit best."
        yield statement(only_if, listed(names(recommendation.conditional), "and"), fits)
    for add_on in recommendation.add:
        yield statement(_added(recommendation, add_on), label="Add:")


def covered_in_words(recommendation: Recommendation) -> Statement | None:
    """What could have been recommended and is covered by something else; None where nothing is."""
    if not recommendation.covered:
        return None
    covered = "; ".join(f"{entry.framework.short_name}, by {entry.by.short_name}" for entry in recommendation.covered)
    return statement(f"{covered}.", label="Already covered:")


def _added(recommendation: Recommendation, add_on: AddOn) -> str:
    """An add-on with its strongest reason, and what has to be there before."""
    name, base = add_on.framework.short_name, add_on.extends[0]
    strongest = max(add_on.contributions, key=lambda line: line.points)
    is_there = base in recommendation.held
    where = f"{name} to {base.short_name}" if is_there else f"{name}, once you have {base.short_name}"
    return f"{where}. {strongest.support.reason}"


def _what_is_enough(recommendation: Recommendation) -> str:
    return "that" if _needs_one_from_outside(recommendation) else _and(_proof(recommendation))


def _proof(recommendation: Recommendation) -> list[Framework]:
    """What is required, but for laws; else what is held."""
    return _required_proof(recommendation) or list(recommendation.held)


def _required_proof(recommendation: Recommendation) -> list[Framework]:
    return [framework for framework in recommendation.required if framework.role != "law"]


def _and(frameworks: Iterable[Framework]) -> str:
    return "".join(piece.text for piece in listed(names(frameworks), "and"))
