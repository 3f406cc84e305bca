import datetime
from collections import Counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from comparisons.editing.link_checking import Limits
from comparisons.editing.link_checking.background import summary_of
from comparisons.editing.link_checking.sources import NoNetworkError, check_sources, due_links


def positive(text: str) -> float:
    if not 0 < float(text) < float("inf"):
        raise ValueError
    return float(text)


class Command(BaseCommand):
    help = "Check whether the addresses of sources work. The results appear in the list of sources."

    def add_arguments(self, parser: CommandParser) -> None:
        add = parser.add_argument
        add("--limit", type=int, default=500, help="The maximum number of addresses to check.")
        add(
            "--older-than",
            type=float,
            default=7,
            metavar="DAYS",
            help="Skip addresses checked since then.",
        )
        add("--timeout", type=positive, default=10, metavar="SECONDS", help="The time limit of one request.")
        add("--within", type=positive, default=15, metavar="MINUTES", help="The time limit of the whole run.")
        add("--pause", type=float, default=1, metavar="SECONDS", help="The pause between two requests to one host.")
        add("--allow-private", action="store_true", help="Also send requests to private networks.")

    def handle(self, *_args: Any, **options: Any) -> None:
        limits = Limits(
            user_agent=f"Plumbline link check (+{settings.SITE_URL}/)",
            timeout=options["timeout"],
            run=options["within"] * 60,
            pause=options["pause"],
            allow_private=options["allow_private"],
        )
        counts: Counter[str] = Counter()
        try:
            urls = due_links(datetime.timedelta(days=options["older_than"]), options["limit"])
            for url, finding in check_sources(urls, limits):
                counts[finding.outcome if finding else "skipped"] += 1
                if finding and finding.outcome == "broken":
                    self.stdout.write(f"broken: {url}\n    {finding.problem}")
        except NoNetworkError as error:
            raise CommandError(str(error)) from error
        except DatabaseError as error:
            raise CommandError(f"The database cannot be used: {error}") from error
        self.stdout.write(summary_of(counts))
