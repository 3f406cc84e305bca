"""An independent reading of version 2 of the rules, written for clarity: slugs, fractions, and no bit sets.

It shares no code with `comparisons.engine.method`. Tests compare the two.
"""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

RANKED = ("base", "scheme", "start")
BASES = ("law", "procurement", "contract", "customer")
FOR_ITSELF = ("self-assessment", "none")


@dataclass(frozen=True)
class Advice:
    verdict: str
    required: tuple
    recommended: tuple = ()
    add: tuple = ()
    later: tuple = ()
    conditional: tuple = ()
    tied: bool = False
    outside: bool = False
    scores: tuple = ()


class Case:
    """What the answers say, before anything is weighed against anything."""

    def __init__(self, catalogue, answers):
        self.catalogue, self.method, self.framework_of = catalogue, catalogue.method, catalogue.framework_of
        self.basis_of, self.held, self.choices, self.kinds, self.covering = {}, set(), set(), set(), set()
        self.outside = self.named_outside = self.suffices = self.limited = self.unsure = self.any_proof = False
        self.maximum, self.points, self.reasons = 0, Counter(), Counter()
        affordable, self.called_for = Counter(), set()
        for slug, chosen in answers.chosen:
            criterion = catalogue.criterion_of[slug]
            if chosen == ("not-sure",):
                self.unsure |= any(option.suffices for option in criterion.options)
                continue
            weight = criterion.weight * (2 if slug in answers.priorities else 1)
            self.maximum += 2 * weight
            options = [criterion.option_of[option] for option in chosen]
            for option in options:
                self._take_facts(criterion, option)
            for framework in catalogue.frameworks:
                degrees = [s.degree for option in options for s in option.support if s.framework == framework.slug]
                degree = max(0, *degrees, 0) + min(0, *degrees, 0)
                self.reasons[framework.slug] += degree
                if criterion.means and degree > 0:
                    affordable[framework.slug] += weight * degree
                    continue
                self.points[framework.slug] += weight * degree
                if degree > 0 and (weight or framework.role == "add-on"):
                    self.called_for.add(framework.slug)
        for slug in self.called_for:
            self.points[slug] += affordable[slug]

    def _take_facts(self, criterion, option):
        self.choices.add((criterion.slug, option.slug))
        self.outside |= option.outside
        if option.outside and criterion.one_per_framework and criterion.one_per_framework.requires:
            self.named_outside = True
        self.suffices |= option.suffices
        self.limited |= option.limited_means
        self.any_proof |= option.any_proof
        self.kinds |= set(option.asks_for)
        if option.holds:
            self.held.add(option.holds)
            self.covering.add(option.holds)
        for support in option.support:
            if support.requires:
                bases = self.basis_of.setdefault(support.framework, set())
                bases.add(support.requires)
                lowest, *higher = [level.slug for level in self.framework_of[support.framework].levels] or [""]
                if not (higher and support.level == lowest):
                    self.covering.add(support.framework)

    @property
    def known(self):
        return self.held | set(self.basis_of)

    def role(self, slug):
        return self.framework_of[slug].role

    def is_for_itself(self, slug):
        return self.framework_of[slug].outcome in FOR_ITSELF

    def is_general_proof(self, slug):
        return self.role(slug) == "base" and not self.is_for_itself(slug)

    def comes_up(self, slug):
        when = self.framework_of[slug].only_when
        return slug in self.known or not when or any((c.criterion, c.option) in self.choices for c in when)

    def name(self, slug):
        return self.framework_of[slug].short_name, slug

    def every_score(self):
        """The scores of all that comes up, with what is covered."""
        return {
            slug: Fraction(100 * self.points[slug], self.maximum) if self.maximum else Fraction(0)
            for slug in self.framework_of
            if self.role(slug) in RANKED and self.comes_up(slug)
        }

    def scores(self):
        """The scores of the ranking, without what is covered."""
        every = self.every_score()
        return {slug: score for slug, score in every.items() if slug in self.known or not self._covering(slug, every)}

    def _covering(self, slug, scores):
        covering = [other for other, framework in self.framework_of.items() if slug in framework.covers]
        return [
            other
            for other in covering
            if other in self.covering
            or (other in scores and self.maximum and scores[other] >= self.method.recommend_at
                and scores[other] > scores[slug])
        ]  # fmt: skip


def leading(case, scores):
    """(verdict, frameworks, those that come later)."""
    order = sorted(scores, key=lambda slug: (-scores[slug], case.name(slug)))
    able = [slug for slug in order if case.maximum and scores[slug] >= case.method.recommend_at]
    if not able:
        return "undecided", [], []
    if len(case.kinds) > 1 and (each := one_of_each(case, scores, able)) is not None:
        return ("both" if len(each) > 1 else "clear"), each, []
    near = [slug for slug in order if scores[order[0]] - scores[slug] < case.method.lead]
    if is_met(case, scores[order[0]]) or len(near) == 1:
        return "clear", [] if is_met(case, scores[order[0]]) else near, []
    strong = [slug for slug in near if slug in able]
    led = [slug for slug in strong if sum(scores[other] > scores[slug] for other in strong) <= 1]
    starts = [slug for slug in led if case.role(slug) == "start"]
    if len(led) > 2 and not case.known & set(led):
        if case.limited and 1 <= len(starts) <= 2:
            return "close", starts, [slug for slug in led if slug not in starts]
        return "undecided", led, []
    pair = len(led) == 2 and led[1] in case.framework_of[led[0]].complements
    return ("both" if pair else "close"), led, []


def is_met(case, best):
    """Whether something that is covered by a proof that is known would be the clear lead."""
    proofs = [other for other in case.covering if case.role(other) != "law"]
    covered = {slug for other in proofs for slug in case.framework_of[other].covers} - case.known
    every = case.every_score()
    return any(
        every[slug] >= case.method.recommend_at and every[slug] - best >= case.method.lead
        for slug in covered & set(every)
    )


def one_of_each(case, scores, able):
    """The best of each kind of outcome that readers ask for, where nothing known serves them."""
    outcome = {slug: framework.outcome for slug, framework in case.framework_of.items()}
    known = [slug for slug in case.known if case.role(slug) in RANKED]
    by_bases = {outcome[slug] for slug in known if case.role(slug) == "base"}
    by_others = {
        outcome[slug] for slug in known if "customer" in case.basis_of.get(slug, ()) or slug not in case.basis_of
    }
    fits_best = {outcome[slug] for slug in able if scores[slug] == scores[able[0]]}
    missing = case.kinds - by_bases - (by_others - fits_best)
    best = set()
    for kind in missing:
        of_kind = [slug for slug in able if outcome[slug] == kind]
        best |= {slug for slug in of_kind if scores[slug] == scores[of_kind[0]]}
    if missing and not best:
        return None
    in_place = {slug for slug in able if slug in case.known and outcome[slug] in case.kinds}
    return sorted(best | in_place, key=lambda slug: (-scores[slug], case.name(slug)))


def add_ons(case, recommended):
    there = case.known | set(recommended)
    chosen = [
        slug
        for slug, framework in case.framework_of.items()
        if framework.role == "add-on"
        and slug not in case.known
        and case.comes_up(slug)
        and there & set(framework.extends)
        and case.reasons[slug] >= case.method.add_at
    ]
    return tuple(sorted(chosen, key=case.name))


def advise(catalogue, answers):
    case = Case(catalogue, answers)
    scores, known = case.scores(), case.known
    verdict, led, later = leading(case, scores)
    required_proof = case.named_outside or any(case.role(slug) != "law" for slug in case.basis_of)
    new = [slug for slug in led if slug not in known]
    if verdict == "close" and len(new) < len(led):
        new = []
    suffices = case.suffices and required_proof
    enough = suffices or (not new and bool(led or any(case.role(slug) != "law" for slug in known)))
    recommended = [] if suffices or verdict == "undecided" else new
    recommended.sort(key=lambda slug: (case.role(slug) != "start", -scores[slug], case.name(slug)))
    conditional = []
    if not enough and not (recommended and all(case.is_for_itself(slug) for slug in recommended)):
        is_accepted = case.any_proof and len(case.kinds) < 2 and any(case.is_general_proof(slug) for slug in known)
        if is_accepted or (case.unsure and required_proof):
            recommended, conditional, enough = [], [] if is_accepted else recommended, True
    strongest = {slug: min(map(BASES.index, bases)) for slug, bases in case.basis_of.items()}
    return Advice(
        verdict="enough" if enough else verdict,
        required=tuple(sorted(strongest, key=lambda slug: (strongest[slug], case.name(slug)))),
        recommended=tuple(recommended),
        add=() if suffices else add_ons(case, recommended),
        later=tuple(later) if recommended else (),
        conditional=tuple(conditional),
        tied=len({(case.role(slug) == "start", scores[slug]) for slug in recommended}) < len(recommended),
        outside=case.outside,
        scores=tuple(sorted(scores.items(), key=lambda item: (-item[1], case.name(item[0])))),
    )
