"""Upload handlers: one for the page that takes an archive of content files, one for all other pages.

Django reads a form, files included, before it knows who sent it. So every address needs a limit on what it keeps.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http.multipartparser import MultiPartParserError

from comparisons.content_files import MAX_ARCHIVE


class RefusingUploadHandler(FileUploadHandler):
    """The site's default: a form with a file is answered with 400, and nothing of the file is read."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        raise MultiPartParserError("No file is expected here.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Never called."""

    def file_complete(self, file_size: int) -> None:
        """Never called."""


class BoundedUploadHandler(FileUploadHandler):
    """Keeps one file, in memory. A second file is answered with 400.

    A file of more than MAX_ARCHIVE bytes is passed on without content and with its real `size`, which the view has to
    look at: part of a file is never taken for the whole.
    """

    content: BytesIO | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if self.content is not None:
            raise MultiPartParserError("One file is expected here.")
        self.content = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.content is None:
            return
        if start + len(raw_data) <= MAX_ARCHIVE:
            self.content.write(raw_data)
        else:
            self.content.truncate(0)

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        if self.content is None:
            return None
        self.content.seek(0)
        return InMemoryUploadedFile(
            self.content, self.field_name, self.file_name, self.content_type, file_size, self.charset
        )
