"""How much processor time the public pages of the shipped content take. Run by hand: `make bench`.

The figures to reach: 15 ms for a recommendation, 100 ms for a PDF.
Each address is asked for once before it counts, and then for answers
that no earlier request had, so that nothing is read from a memory of the same answers.
"""

import os
import random
from datetime import UTC, datetime
from itertools import combinations
from statistics import median
from time import clock_gettime, process_time

import django

django.setup()

from django.test import Client  # noqa: E402
from django.utils.http import urlencode  # noqa: E402

from comparisons.engine import read  # noqa: E402
from comparisons.engine.catalogue import checksum  # noqa: E402
from comparisons.models import Release  # noqa: E402
from comparisons.releases import release_cache  # noqa: E402
from tests.servers.processes import renderers_under  # noqa: E402
from tests.shipped import shipped_catalogue  # noqa: E402

REQUESTS = 100
FILES = 20
SEED = 27001


def answer_sets(catalogue, draw):
    """Query strings of random answers, canonical, from few answers to all."""
    while True:
        share = draw.random()
        asked = [criterion for criterion in catalogue.criteria if draw.random() < share]
        pairs = [(criterion.slug, draw.choice(criterion.options).slug) for criterion in asked]
        yield urlencode(read(catalogue, pairs).answers.pairs())


def milliseconds(client, address):
    """Of this process, and of its renderer for a PDF."""
    before, start = rendering_time(), process_time()
    response = client.get(address, headers={"host": "127.0.0.1"})
    taken = process_time() - start
    assert response.status_code == 200, address
    return 1000 * (taken + max(0, rendering_time() - before))


def rendering_time():
    """Seconds of processor time, from the clock that Linux has for each process. A new renderer begins at 0."""
    return sum(clock_gettime(~renderer.pid << 3 | 2) for renderer in renderers_under(os.getpid()))


def main():
    catalogue = shipped_catalogue()
    json = catalogue.model_dump_json()
    release = Release(number=1, catalogue=json, sha256=checksum(json), published_at=datetime(2026, 1, 1, tzinfo=UTC))
    release_cache.replace(release)
    client, queries = Client(), answer_sets(catalogue, random.Random(SEED))  # noqa: S311  (no secret)
    fixed = ["/", "/frameworks/soc-2/", "/compare/iso-27001-vs-soc-2/", "/wizard/", "/method/"]
    files = [f"/recommendation.{suffix}" for suffix in ("json", "md", "csv", "xlsx", "pdf")]
    for address in [*fixed, "/recommendation/", *files]:
        client.get(address, headers={"host": "127.0.0.1"})
        asked = (address if address in fixed else f"{address}?{next(queries)}" for _ in range(REQUESTS))
        times = sorted(milliseconds(client, each) for each in asked)
        tell(address, times)
    for number in (2, 3, 5):
        times = sorted(milliseconds(client, address) for address in comparisons(catalogue, number))
        tell(f"/compare/<{number} frameworks>.pdf", times)


def comparisons(catalogue, number):
    """Addresses of PDF files that compare other frameworks each time."""
    slugs = [framework.slug for framework in catalogue.frameworks]
    for chosen in list(combinations(slugs, number))[:FILES]:
        yield f"/compare/{'-vs-'.join(chosen)}.pdf"


def tell(address, times):
    print(f"{address:32} median {median(times):6.1f} ms   95 % {times[len(times) * 95 // 100]:6.1f} ms")


if __name__ == "__main__":
    main()
