"""What an editor and an operator wait for, at the size of the shipped content. Run by hand: `make bench`.

The figures to reach: 1.5 s to load the content, 1.5 s until a server that was started before answers again, 100 ms for
the first page of a process, and 250 ms of processor time for each page of an editor. Starting and loading are measured
as the operator waits for them, so another load on the machine counts too.
"""

import resource
import subprocess
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from comparisons.content_files import SHIPPED, load_content  # noqa: E402
from comparisons.models import Crosswalk, Framework, Guide, Option  # noqa: E402
from comparisons.releases import release_cache  # noqa: E402
from comparisons.releases.publish import publish  # noqa: E402
from tests.browser.site import ROOT, environment, free_port, manage, prepare, serving  # noqa: E402

ROUNDS = 10
FIRST_PAGES = ["/wizard/", "/frameworks/soc-2/", "/compare/iso-27001-vs-soc-2/", "/recommendation/", "/admin/login/"]


def addresses():
    """The pages of the desk, the largest first."""
    forms = "/admin/comparisons/"
    framework = Framework.objects.get(slug="soc-2").pk
    option = Option.objects.filter(support__isnull=False).first().pk
    yield "framework form", f"{forms}framework/{framework}/change/"
    yield "supports page", f"{forms}framework/{framework}/supports/"
    yield "path of a framework", f"{forms}framework/{framework}/path/"
    yield "option form", f"{forms}option/{option}/change/"
    yield "crosswalk form", f"{forms}crosswalk/{Crosswalk.objects.first().pk}/change/"
    yield "guide form", f"{forms}guide/{Guide.objects.first().pk}/change/"
    yield "flow", "/admin/flow/"
    yield "review and publish", "/admin/publish/"
    yield "desk", "/admin/"


def milliseconds(client, address):
    start = time.process_time()
    response = client.get(address, headers={"host": "127.0.0.1"})
    assert response.status_code == 200, address
    return 1000 * (time.process_time() - start), len(response.content)


def measure_pages():
    call_command("migrate", verbosity=0)
    load_content(SHIPPED)
    publish("The shipped content.", "benchmark")
    release_cache.refresh()
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("ada"))
    print(f"{'page of the desk':32} {'CPU':>9} {'queries':>9} {'size':>10}")
    for name, address in addresses():
        milliseconds(client, address)
        with CaptureQueriesContext(connection) as queries:
            milliseconds(client, address)
            count = len(queries)
        times, sizes = zip(*(milliseconds(client, address) for _ in range(ROUNDS)), strict=True)
        print(f"{name:32} {median(times):6.0f} ms {count:9} {sizes[0] / 1000:7.0f} kB")


@contextmanager
def timed(name):
    """Print the seconds that a block takes, and what its child processes needed of the processor if they have ended."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    yield
    seconds, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{name:32} {seconds:6.2f} s {f'{cpu:6.2f} s CPU' if cpu else ''}")


def measure_loading():
    with tempfile.TemporaryDirectory() as folder:
        env = environment(Path(folder), "http://127.0.0.1:8000")
        subprocess.run(manage("migrate", "--verbosity", "0"), check=True, cwd=ROOT, env=env)  # noqa: S603  (our words)
        with timed("manage.py load_content"):
            subprocess.run(manage("load_content"), check=True, cwd=ROOT, env=env, stdout=subprocess.DEVNULL)  # noqa: S603


def measure_starts():
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        address = f"http://127.0.0.1:{port}"
        env = environment(Path(folder), address)
        prepare(env)
        for name in ("first start, until it answers", "second start, until it answers"):
            start = time.monotonic()
            with serving(env, address, manage("serve", "--port", str(port))):
                print(f"{name:32} {time.monotonic() - start:6.2f} s")
                for path in FIRST_PAGES:
                    print(f"    first {path:26} {1000 * seconds_for(address + path):6.0f} ms")


def seconds_for(address):
    start = time.monotonic()
    with urllib.request.urlopen(address) as response:  # noqa: S310  (our own address)
        response.read()
    return time.monotonic() - start


def main():
    measure_loading()
    measure_starts()
    measure_pages()


if __name__ == "__main__":
    main()
