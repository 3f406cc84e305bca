"""How fast answer sets of the last release of version 1 and of the shipped catalogue are scored. By hand: `make bench`.

The figures to reach: a million answer sets a second on one core, 50 times a loop over `recommend`, and a time that
grows as the number of answer sets does. Time is that of the processor, so that other work does not count.
Another folder of content files can be given as an argument; then those are scored, under the version that they name.
"""

import sys
from itertools import chain, islice
from pathlib import Path
from time import process_time

import django
import numpy as np

django.setup()

from comparisons.content_files import read_content  # noqa: E402
from comparisons.engine import read, recommend  # noqa: E402
from comparisons.engine.audit.answer_sets import SamplingPlan, all_combinations  # noqa: E402
from comparisons.engine.audit.compute import Effort, audit, impact  # noqa: E402
from comparisons.engine.audit.prepare import scorer  # noqa: E402
from comparisons.engine.audit.questions import core_slugs, in_asking_order  # noqa: E402
from comparisons.engine.audit.scorer import Scorer  # noqa: E402
from tests.shipped import shipped_catalogue, version_1_catalogue  # noqa: E402

LOOPED = 2_000
UNIT = 1 << 20


def seconds(work):
    """The best of three."""

    def once():
        start = process_time()
        work()
        return process_time() - start

    return min(once() for _ in range(3))


def score(made: Scorer, batches):
    for batch in batches:
        made.results(batch)


def sampled(made: Scorer, draws: int):
    """A sample of the wizard's answer sets, and how many are drawn."""
    sizes = {scored.question.slug: scored.question.size for scored in made.questions}
    core = {slug: sizes.pop(slug) for slug in core_slugs(in_asking_order(made.catalogue))}
    is_of_sets = made.catalogue.method.version > 1
    plan = SamplingPlan(core, sizes, Effort(exact_up_to=0, draws=draws), in_long_rows=is_of_sets)
    return plan.batches(), plan.tried


def in_order(made: Scorer, sets: int):
    """The first of all answer sets, and how many those are."""
    combinations = all_combinations({scored.question.slug: scored.question.size for scored in made.questions})
    first = next(combinations)
    positions, _ = made.outcomes(made.results(first))
    size = positions.size
    return chain([first], islice(combinations, sets // size - 1)), sets // size * size


def one_by_one(made: Scorer):
    """Seconds that `recommend` takes for an answer set; reading it from an address is not timed."""
    questions = {scored.question.slug: scored.question for scored in made.questions}
    answer_sets = []
    for batch in sampled(made, LOOPED)[0]:
        full = dict(zip(batch, np.broadcast_arrays(*batch.values()), strict=True))
        for index in np.ndindex(full[next(iter(full))].shape):
            chosen = {slug: questions[slug].chosen(int(numbers[index])) for slug, numbers in full.items()}
            pairs = [(slug, option) for slug, options in chosen.items() for option in options]
            answer_sets.append(read(made.catalogue, pairs).answers)
    return seconds(lambda: [recommend(made.catalogue, answers) for answers in answer_sets]) / len(answer_sets)


def measure(catalogue):
    made = scorer(catalogue)
    print(f"Version {catalogue.method.version}, {len(catalogue.frameworks)} frameworks")
    each = one_by_one(made)
    print(f"recommend, one by one {1 / each:>12,.0f} answer sets a second")
    for name, batches in (("all, in order", in_order), ("drawn", sampled)):
        rate = batches(made, UNIT)[1] / seconds(lambda batches=batches: score(made, batches(made, UNIT)[0]))
        print(f"{name:<21} {rate:>12,.0f} answer sets a second, {each * rate:,.0f} times as many")
    for times in (1, 2, 4, 8):
        sets = in_order(made, times * UNIT)[1]
        taken = seconds(lambda times=times: score(made, in_order(made, times * UNIT)[0]))
        print(f"{times} x {sets:>17,} in {taken:.3f} s, {1e9 * taken / sets:.1f} ns each")
    print(f"audit {seconds(lambda: audit(catalogue)):.2f} s")
    print(f"impact of itself {seconds(lambda: impact(catalogue, catalogue)):.2f} s")


def main():
    if len(sys.argv) > 1:
        measure(read_content(Path(sys.argv[1])))
        return
    old, shipped = version_1_catalogue(), shipped_catalogue()
    measure(old)
    measure(shipped)
    print(f"impact of version 2 {seconds(lambda: impact(old, shipped)):.2f} s")


if __name__ == "__main__":
    main()
