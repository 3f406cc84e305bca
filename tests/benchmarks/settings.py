"""The product's settings, and addresses more: a view that does nothing, and two usual ones, to compare with."""

from config.settings import *  # noqa: F403
from config.settings import BASE_DIR, TEMPLATES

ROOT_URLCONF = "tests.benchmarks.urls"
TEMPLATES[1]["DIRS"] += [BASE_DIR / "tests" / "benchmarks" / "templates"]
