"""PDF files and cards come from renderers, byte by byte as typst makes them here."""

import subprocess
import sys
from pathlib import Path

import pytest
import typst

from comparisons.presentation import cards
from comparisons.presentation.downloads import as_pdf
from comparisons.presentation.downloads.documents import comparison_document
from comparisons.presentation.renderer import pool, render
from tests.presentation.downloads.reading import release_edition

ROOT = Path(__file__).parent.parent.parent.parent
SERVER = """
import sys
import django
django.setup()
import config.urls
from comparisons.presentation.cards import Card, draw
assert draw(Card("Framework", ("SOC 2",), "A line.", "Release 1")).startswith(b"\\x89PNG")
print(*sorted({name.partition(".")[0] for name in sys.modules} & {"typst", "django"}))
"""


def set_here(job):
    compiler = typst.Compiler(job.template, root=str(Path(job.template).parent), ignore_system_fonts=True)
    return compiler.compile(sys_inputs=job.inputs, **job.options)


@pytest.mark.parametrize("slugs", [("iso-27001", "soc-2"), ("iso-27001", "soc-2", "fedramp")])
def test_pdf_of_a_renderer_has_the_bytes_of_typst(shipped, slugs):
    job = as_pdf.job_of(comparison_document(release_edition(shipped), slugs))

    assert render(job) == set_here(job)


def test_card_of_a_renderer_has_the_bytes_of_typst():
    job = cards.job_of(cards.Card("Comparison", ("SOC 2", "标准"), "A line.", "Release 1"))

    assert render(job) == set_here(job)


def test_renderer_that_is_started_again_makes_the_same_bytes(shipped):
    job = as_pdf.job_of(comparison_document(release_edition(shipped), ("iso-27001", "soc-2")))
    content = render(job)

    pool().end()

    assert render(job) == content


@pytest.mark.exhaustive
def test_server_process_does_not_load_typst():
    done = subprocess.run([sys.executable, "-c", SERVER], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603

    assert (done.stdout, done.stderr) == ("django\n", "")


def test_threads_are_left_for_pages(settings):
    assert settings.WORKER_THREADS // 2 + pool().places <= settings.WORKER_THREADS * 3 // 4
