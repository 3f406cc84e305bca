"""The states of the pages for content files: name -> how an editor gets there. None changes the working copy."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from playwright.sync_api import Page

from comparisons.content_files import pack, write_content
from comparisons.engine import Catalogue
from tests.shipped import shipped_catalogue

PAGE = "/admin/content/"


def other_content() -> Catalogue:
    """The shipped content with another sentence, a new source, and one framework fewer stages."""
    shipped = shipped_catalogue()
    first, *others = shipped.frameworks
    changed = first.model_copy(update={"summary": "A sentence that an editor wrote in a file.", "stages": ()})
    source = shipped.sources[0].model_copy(update={"slug": "new-source", "title": "A source that is new"})
    return shipped.model_copy(update={"frameworks": (changed, *others), "sources": (*shipped.sources, source)})


def spoilt() -> dict[str, bytes]:
    files = write_content(other_content())
    return files | {"sources.yaml": files["sources.yaml"].replace(b"kind: primary", b"kind: unheard-of")}


def upload(archive: bytes, page: Page, *, removes: bool = False) -> None:
    page.goto(PAGE)
    page.locator("#archive").set_input_files({"name": "content.zip", "mimeType": "application/zip", "buffer": archive})
    page.locator("#removes").set_checked(removes)
    page.get_by_role("button", name="Show what would change").click()
    page.wait_for_url(f"{PAGE}compare/")


def compare(page: Page, *, removes: bool = False) -> None:
    upload(pack(write_content(other_content())), page, removes=removes)
    page.locator("#apply_form").wait_for()


def send_faulty(page: Page) -> None:
    upload(pack(spoilt()), page)
    page.locator(".errornote").wait_for()


def send_what_is_there(page: Page) -> None:
    upload(pack(write_content(shipped_catalogue())), page)


def send_damaged(page: Page) -> None:
    upload(b"no archive", page)
    page.locator(".errornote").wait_for()


STATES: dict[str, Callable[[Page], object]] = {
    "content files compared": compare,
    "content files compared, some removed": partial(compare, removes=True),
    "content files that change nothing": send_what_is_there,
    "content files with faults": send_faulty,
    "content files that are no archive": send_damaged,
}
