"""How much processor time the public pages of the shipped content take. Run by hand: `make bench`.

The figure to reach: 15 ms for a recommendation. Each address is asked for once before it counts, and then for answers
that no earlier request had, so that nothing is read from a memory of the same answers.
"""

import random
from datetime import UTC, datetime
from statistics import median
from time import process_time

import django

django.setup()

from django.test import Client  # noqa: E402
from django.utils.http import urlencode  # noqa: E402

from comparisons import editions  # noqa: E402
from comparisons.content_files import SHIPPED, read_content  # noqa: E402
from comparisons.engine import read  # noqa: E402
from comparisons.models import Release  # noqa: E402
from comparisons.publishing import checksum  # noqa: E402

REQUESTS = 100
SEED = 27001


def answer_sets(catalogue, draw):
    """Query strings of random answers, canonical, from few answers to all."""
    while True:
        share = draw.random()
        asked = [criterion for criterion in catalogue.criteria if draw.random() < share]
        pairs = [(criterion.slug, draw.choice(criterion.options).slug) for criterion in asked]
        yield urlencode(read(catalogue, pairs).answers.pairs())


def milliseconds(client, address):
    start = process_time()
    response = client.get(address, headers={"host": "127.0.0.1"})
    assert response.status_code == 200, address
    return 1000 * (process_time() - start)


def main():
    catalogue = read_content(SHIPPED)
    json = catalogue.model_dump_json()
    release = Release(number=1, catalogue=json, sha256=checksum(json), published_at=datetime(2026, 1, 1, tzinfo=UTC))
    editions._memory = editions._Memory({1: editions._hold(release)})
    client, queries = Client(), answer_sets(catalogue, random.Random(SEED))  # noqa: S311  (no secret)
    fixed = ["/", "/frameworks/soc-2/", "/compare/iso-27001-vs-soc-2/", "/wizard/", "/method/"]
    for address in [*fixed, "/recommendation/", "/recommendation.json", "/recommendation.md"]:
        client.get(address, headers={"host": "127.0.0.1"})
        asked = (address if address in fixed else f"{address}?{next(queries)}" for _ in range(REQUESTS))
        times = sorted(milliseconds(client, each) for each in asked)
        print(f"{address:32} median {median(times):6.1f} ms   95 % {times[REQUESTS * 95 // 100]:6.1f} ms")


if __name__ == "__main__":
    main()
