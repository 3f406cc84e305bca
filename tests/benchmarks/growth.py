"""How each page grows with the catalogue: the time of one GET that nobody made before. Run by hand: `make bench`.

No page may take more than 250 ms at 60 frameworks, 30 questions and 32 aspects, wherever it is asked for.
"""

import random
import time
from datetime import UTC, datetime
from urllib.parse import urlencode

import django

django.setup()

from django.test import Client  # noqa: E402

from comparisons.engine import read  # noqa: E402
from comparisons.engine.catalogue import checksum  # noqa: E402
from comparisons.models import Release  # noqa: E402
from comparisons.releases import release_cache  # noqa: E402
from tests.benchmarks.catalogues import enlarged  # noqa: E402
from tests.shipped import shipped_catalogue  # noqa: E402

SIZES = [(30, 15, 16), (30, 30, 32), (60, 30, 32)]
"""Frameworks, criteria and aspects: first the shipped ones."""
SEED = 27001
VISITORS = 20


def publish(catalogue):
    """Serve this catalogue, without a database. Returns the milliseconds until it can be served."""
    json = catalogue.model_dump_json()
    release = Release(number=1, catalogue=json, sha256=checksum(json), published_at=datetime(2026, 1, 1, tzinfo=UTC))
    start = time.perf_counter()
    release_cache.replace(release)
    return 1000 * (time.perf_counter() - start)


def milliseconds(address):
    start = time.perf_counter()
    response = Client().get(address, headers={"host": "127.0.0.1"})
    assert response.status_code == 200, (address, response.status_code)
    return 1000 * (time.perf_counter() - start), len(response.content)


def answers(catalogue, draw):
    """A query of random answers: some to all questions, some to half of them."""
    share = draw.choice([0.5, 1.0])
    answered = [criterion for criterion in catalogue.criteria if draw.random() < share]
    pairs = [(criterion.slug, draw.choice(criterion.options).slug) for criterion in answered]
    return "?" + urlencode(read(catalogue, pairs).answers.pairs())


def addresses(catalogue, draw):
    """Each page with the addresses that are asked for: the first that anybody asks for, then others like it."""
    slugs = [framework.slug for framework in catalogue.frameworks]
    question = catalogue.criteria[len(catalogue.criteria) // 2].slug
    queries = [answers(catalogue, draw) for _ in range(VISITORS)]
    for page in ("/", "/frameworks/", "/method/", "/wizard/", "/compare/"):
        yield page, [page]
    yield "/frameworks/<one>/", [f"/frameworks/{slug}/" for slug in slugs[:VISITORS]]
    for count in (2, 5):
        chosen = ["-vs-".join(slugs[first : first + count]) for first in range(len(slugs) - count)][:VISITORS]
        yield f"/compare/<{count}>/", [f"/compare/{names}/" for names in chosen]
    yield "/wizard/<one>/", [f"/wizard/{question}/{query}" for query in queries]
    for name in ("/", ".json", ".md", ".csv", ".xlsx"):
        yield f"/recommendation{name}", [f"/recommendation{name}{query}" for query in queries]


def measure(catalogue):
    """Page -> the first and the slowest of its GETs in milliseconds, and the largest answer in bytes."""
    figures = {}
    for page, requested in addresses(catalogue, random.Random(SEED)):  # noqa: S311  (no secret)
        times, sizes = zip(*map(milliseconds, requested), strict=True)
        figures[page] = times[0], max(times), max(sizes)
    return figures


def main():
    tables = {}
    for size in SIZES:
        catalogue = enlarged(*size, random.Random(SEED)) if size != SIZES[0] else shipped_catalogue()  # noqa: S311
        loaded = publish(catalogue)
        tables[size] = {"(loading a release)": (loaded, loaded, 0), **measure(catalogue)}
    print("ms of the first GET and of the slowest, kB of the largest answer, by frameworks x questions x aspects")
    print(f"{'':24}" + "".join(f"{' x '.join(map(str, size)):>28}" for size in SIZES))
    for page in tables[SIZES[0]]:
        cells = (tables[size][page] for size in SIZES)
        print(f"{page:24}" + "".join(f"{f:12,.0f}{s:8,.0f}{b / 1000:8,.0f}" for f, s, b in cells))


if __name__ == "__main__":
    main()
