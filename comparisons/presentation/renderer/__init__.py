"""Rendering with typst, for PDF files and cards, in processes of its own: pages do not wait for it.

Each server process has its own renderers (`RENDERERS`, one by default), started when there is something to render. A
quarter of its threads may render or wait for a renderer; one more request is refused. Half may serve editing pages, so
the last quarter is always there for pages from memory.
"""

from __future__ import annotations

from functools import cache
from queue import Empty, LifoQueue
from threading import BoundedSemaphore, Lock

from django.conf import settings

from comparisons.presentation.renderer.process import DocumentError, Job, Renderer, RenderingUnavailableError

__all__ = ["DocumentError", "Job", "RendererPool", "RenderingUnavailableError", "render"]


class RendererPool:
    """`places` is how many jobs may be rendered or wait at the same moment, `seconds` how long each of the two takes.

    No more than that: a job that waits longer is refused, and one that is rendered for longer is ended.
    """

    def __init__(self, renderers: list[Renderer], places: int, seconds: float) -> None:
        self.places = places
        self.jobs = 0
        """Jobs that are rendered, or wait, at this moment."""
        self._counting = Lock()
        self._free = BoundedSemaphore(places)
        self._seconds = seconds
        self._idle: LifoQueue[Renderer] = LifoQueue()  # the last one used comes first: others are not even started
        for renderer in renderers:
            self._idle.put(renderer)

    def render(self, job: Job) -> bytes:
        """The file. Raises RenderingUnavailableError, and DocumentError for a document that cannot be set."""
        if not self._free.acquire(blocking=False):
            raise RenderingUnavailableError
        self._count(1)
        try:
            return self._render_in_turn(job)
        finally:
            self._count(-1)
            self._free.release()

    def _count(self, change: int) -> None:
        with self._counting:
            self.jobs += change

    def _render_in_turn(self, job: Job) -> bytes:
        try:
            renderer = self._idle.get(timeout=self._seconds)
        except Empty:
            raise RenderingUnavailableError from None
        try:
            return renderer.render(job)
        finally:
            self._idle.put(renderer)

    def end(self) -> None:
        """End the processes of the renderers that are idle. The next job starts one."""
        renderers = [self._idle.get_nowait() for _ in range(self._idle.qsize())]
        for renderer in renderers:
            renderer.end()
            self._idle.put(renderer)


def render(job: Job) -> bytes:
    """The file, from the renderers of this process. Raises as `RendererPool.render` does."""
    return pool().render(job)


@cache
def pool() -> RendererPool:
    """The renderers of this process."""
    seconds = settings.RENDERING_TIMEOUT
    places = max(settings.RENDERERS, settings.WORKER_THREADS // 4)
    return RendererPool([Renderer(seconds, settings.FONT_DIR) for _ in range(settings.RENDERERS)], places, seconds)
