"""How fast the site answers for pages that were asked for before, beside a Django view that does nothing.

The site is served as it is run: granian, two workers. All figures are of one run, on a machine that the load is made on
too, so the ratios count, and not the rates. The ratio to reach is 2, for a page and for a 304. Run by hand:
`make bench`.
"""

import http.client
import tempfile
import time
from pathlib import Path
from statistics import median

from comparisons.management.commands.serve import granian
from tests.benchmarks.load import Requests, run
from tests.browser.site import environment, free_port, prepare, serving

PAGES = [
    "/",
    "/wizard/",
    "/frameworks/soc-2/",
    "/compare/iso-27001-vs-soc-2/",
    "/recommendation/?obligations=card-data&market=north-america&industry=saas&subjects=personal-data",
    "/recommendation.json",
    "/compare/iso-27001-vs-soc-2.pdf",
]
CONSTANT = "/constant/"
BROTLI = "Accept-Encoding: gzip, deflate, br"
WORKERS = 2
ROUNDS, SECONDS = 3, 1
SETTLING = 15
"""Seconds in which the server makes popular pages ahead and compresses what it has."""


def tag_of(port, path):
    """The tag of a page, over a connection of its own, which any worker may take."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", path, headers=dict([BROTLI.split(": ")]))
    response = connection.getresponse()
    response.read()
    tag = response.headers["ETag"]
    connection.close()
    return tag


def read_often(port, path):
    """So that each worker has the page in its cache."""
    for _ in range(20 * WORKERS):
        tag_of(port, path)


def measure(port, path):
    """The loads on a page, on its 304, and on the constant view, one after the other in each round."""
    tag = tag_of(port, path)
    loads = [
        Requests([CONSTANT], (BROTLI,)),
        Requests([path], (BROTLI,)),
        Requests([path], (BROTLI, f"If-None-Match: {tag}"), status=304),
    ]
    rounds = [[run(port, requests, SECONDS) for requests in loads] for _ in range(ROUNDS)]
    return zip(*rounds, strict=True)


def report(path, constant, seen, unchanged):
    rates = [median(load.rate for load in loads) for loads in (constant, seen, unchanged)]
    p99 = median(load.p99 for load in seen)
    print(
        f"{path[:40]:40} {rates[0]:9,.0f} {rates[1]:9,.0f} {rates[1] / rates[0]:6.1f} x "
        f"{rates[2]:9,.0f} {rates[2] / rates[0]:6.1f} x {p99:8.1f} ms {seen[0].size:9,}"
    )


def main():
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        address = f"http://127.0.0.1:{port}"
        env = environment(Path(folder), address)
        prepare(env)
        env["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.settings"
        print(f"{'page':40} {'constant':>9} {'seen':>9} {'':8} {'304':>9} {'':8} {'p99, seen':>11} {'bytes':>9}")
        with serving(env, address, granian("127.0.0.1", port, WORKERS)):
            for path in PAGES:
                read_often(port, path)
            time.sleep(SETTLING)
            for path in PAGES:
                report(path, *map(list, measure(port, path)))


if __name__ == "__main__":
    main()
