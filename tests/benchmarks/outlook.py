"""How long an outlook on the shipped catalogue takes, and how often it is complete. By hand: `make bench`.

The figures to reach: 5 ms in the median and 50 ms at most, over 10,000 random answer sets, partial and full. Time is
that of the processor, so that other work does not count. What Django and the content left behind is not garbage to
look through here. A number of answer sets can be given as an argument.
"""

import gc
import sys
from collections import Counter
from random import Random
from time import process_time

import django

django.setup()

from comparisons.content_files import SHIPPED, read_content  # noqa: E402
from comparisons.engine import NOT_SURE, outlook, prepare_outlook, read  # noqa: E402
from comparisons.engine.expansion import expanded  # noqa: E402

ANSWER_SETS = 10_000
SHARES = (0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 1.0)
"""Of all questions, how many are answered; each share in as many answer sets."""


def random_answers(random: Random, catalogue, share):
    """Each question is answered with this chance; one answer in ten is "not sure"."""
    pairs = []
    for criterion in catalogue.criteria:
        if random.random() < share:
            pairs += [(criterion.slug, slug) for slug in _chosen(random, criterion)]
    priorities = random.sample([*catalogue.criterion_of], random.choice([0, 0, 1, 2]))
    return read(catalogue, [*pairs, *(("priority", slug) for slug in priorities)]).answers


def _chosen(random: Random, criterion):
    if random.random() < 0.1:
        return [NOT_SURE]
    alone = [option.slug for option in criterion.options if option.exclusive or criterion.selection == "one"]
    together = [option.slug for option in criterion.options if option.slug not in alone]
    if alone and (not together or random.random() < 0.3):
        return [random.choice(alone)]
    return random.sample(together, min(len(together), random.choice([1, 1, 1, 2, 3])))


def main():
    random, catalogue = Random(1), expanded(read_content(SHIPPED))  # noqa: S311
    start = process_time()
    prepare_outlook(catalogue)
    print(f"prepared in {1000 * (process_time() - start):.0f} ms")
    gc.collect()
    gc.freeze()
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ANSWER_SETS
    taken, kinds = [], Counter()
    for number in range(count):
        answers = random_answers(random, catalogue, SHARES[number % len(SHARES)])
        start = process_time()
        future = outlook(catalogue, answers)
        taken.append(1000 * (process_time() - start))
        kinds["not complete" if not future.complete else "settled" if future.settled else "not settled"] += 1
    taken.sort()
    shares = ", ".join(f"{name} {100 * number / count:.2f} %" for name, number in sorted(kinds.items()))
    median, late, worst = (taken[int(share * (count - 1))] for share in (0.5, 0.99, 1))
    print(f"{count:,} outlooks: median {median:.1f} ms, 99 % {late:.1f} ms, worst {worst:.1f} ms; {shares}")


if __name__ == "__main__":
    main()
