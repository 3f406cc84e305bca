"""What is kept of a file that somebody sends: no more than is read, and nothing on a disk.

Forms are taken apart before anybody is asked who they are, so this holds for everybody and every address.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from comparisons.content_files import MAX_ARCHIVE


class KeepsLittle(FileUploadHandler):
    """Keeps the first file of a form, up to one byte more than an archive may have: so that it is told as too large."""

    file: BytesIO | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if self.file is not None:
            raise SkipFile
        self.file = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.file is not None:
            self.file.write(raw_data[: max(0, MAX_ARCHIVE + 1 - start)])

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        if self.file is None:
            return None
        self.file.seek(0)
        return InMemoryUploadedFile(
            self.file, self.field_name, self.file_name, self.content_type, file_size, self.charset
        )
