"""One table of how fast the site is, beside a Django view that does nothing and two pages written the usual way.

The site is served as it is run: granian, two workers, and once more without its cache of answers, so that every page is
made anew. Ratios count, and not rates: the load is made on the same machine. Run by hand: `make bench`.
"""

import os
import random
import tempfile
import time
from itertools import combinations
from pathlib import Path

import django

django.setup()

from comparisons.management.commands.serve import granian  # noqa: E402
from tests.benchmarks.load import Requests, run  # noqa: E402
from tests.benchmarks.pages import answer_sets  # noqa: E402
from tests.browser.site import environment, free_port, prepare, serving  # noqa: E402
from tests.shipped import shipped_catalogue  # noqa: E402

WORKERS = 2
ROUNDS, SECONDS, FEW = 3, 1.5, 4
"""Rounds of each load, their length, and the connections of a load on pages that are made anew."""
WARM_UP = 3
"""Seconds. Each worker makes its tables for the first recommendation, while others wait."""
SETTLING = 15
"""Seconds in which the server makes popular pages ahead and compresses what it has."""
BROTLI = ("Accept-Encoding: gzip, deflate, br",)
CONSTANT = "/constant/"
SEED = 27001
HERTZ = os.sysconf("SC_CLK_TCK")


def pages():
    """Name -> addresses, and those of the same page written the usual way, where there is one."""
    catalogue = shipped_catalogue()
    slugs = [framework.slug for framework in catalogue.frameworks]
    queries = answer_sets(catalogue, random.Random(SEED))  # noqa: S311  (no secret)
    answers = [next(queries) for _ in range(200)]
    pairs = ["-vs-".join(chosen) for chosen in combinations(slugs, 2)]
    return {
        "home": (["/"], []),
        "framework": ([f"/frameworks/{slug}/" for slug in slugs], []),
        "wizard's first question": (["/wizard/"], []),
        "comparison of two": ([f"/compare/{names}/" for names in pairs], [f"/usual/compare/{n}/" for n in pairs]),
        "comparison of five": ([f"/compare/{'-vs-'.join(chosen)}/" for chosen in combinations(slugs, 5)][:200], []),
        "recommendation": (
            [f"/recommendation/?{query}" for query in answers],
            [f"/usual/recommendation/?{query}" for query in answers],
        ),
        "recommendation as JSON": ([f"/recommendation.json?{query}" for query in answers], []),
    }


def workers_of(process):
    """The process numbers of granian's workers."""
    return [int(word) for word in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]


def ticks(process):
    """The processor time of all workers, in clock ticks."""
    fields = [Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2].split() for worker in workers_of(process)]
    return sum(int(of_worker[11]) + int(of_worker[12]) for of_worker in fields)


def megabytes(process):
    """The memory of the largest worker."""
    sizes = [Path(f"/proc/{worker}/statm").read_text().split()[1] for worker in workers_of(process)]
    return max(int(size) for size in sizes) * os.sysconf("SC_PAGE_SIZE") / 1e6


def rates(port, groups):
    """The median load of each group of addresses: all of them one after the other in each round."""
    rounds = [[run(port, Requests(group, BROTLI), SECONDS, FEW) for group in groups] for _ in range(ROUNDS)]
    return [sorted(loads, key=lambda load: load.rate)[ROUNDS // 2] for loads in zip(*rounds, strict=True)]


def measure_seen(env, port, figures):
    with serving(env, env["SITE_URL"], granian("127.0.0.1", port, WORKERS)) as process:
        for addresses, _ in pages().values():
            run(port, Requests(addresses[:1], BROTLI), WARM_UP)
        time.sleep(SETTLING)
        for name, (addresses, _) in pages().items():
            constant, seen = rates(port, [[CONSTANT], addresses[:1]])
            figures[name] = [seen.rate / constant.rate, seen.size]
        return megabytes(process)


def measure_never_seen(env, port, figures):
    with serving(env | {"ANSWER_CACHE_MB": "0"}, env["SITE_URL"], granian("127.0.0.1", port, WORKERS)) as process:
        for name, (addresses, usual) in pages().items():
            run(port, Requests(addresses, BROTLI), WARM_UP, FEW)
            constant, made, *others = rates(port, [[CONSTANT], addresses, *([usual] if usual else [])])
            before, start = ticks(process), time.monotonic()
            again = run(port, Requests(addresses, BROTLI), SECONDS, FEW)
            taken = 1000 * (ticks(process) - before) / HERTZ / (again.rate * (time.monotonic() - start))
            beside = made.rate / others[0].rate if others else None
            figures[name] += [made.rate / constant.rate, beside, taken, made.p99]


def main():
    figures = {}
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        env = environment(Path(folder), f"http://127.0.0.1:{port}")
        prepare(env)
        env["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.settings"
        memory = measure_seen(env, port, figures)
        measure_never_seen(env, port, figures)
    print("| page | seen, x constant | never seen, x constant | never seen, x usual | CPU, ms | p99, ms | bytes |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    for name, (seen, size, made, beside, taken, p99) in figures.items():
        usual = f"{beside:.1f}" if beside else ""
        print(f"| {name} | {seen:.1f} | {made:.2f} | {usual} | {taken:.1f} | {p99:.0f} | {size:,} |")
    print(f"\nMemory of the larger worker after the pages from memory: {memory:.0f} MB. Medians of {ROUNDS} rounds.")


if __name__ == "__main__":
    main()
