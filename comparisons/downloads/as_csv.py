from __future__ import annotations

import csv
import io

from django.http import HttpResponse

from comparisons.downloads.naming import file_name
from comparisons.editions import Edition
from comparisons.engine import compare

BYTE_ORDER_MARK = "\ufeff"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")  # noqa: RUF001


def comparison_as_csv(edition: Edition, slugs: tuple[str, ...]) -> HttpResponse:
    """The table as CSV for spreadsheets: UTF-8 with a byte order mark, no cell that could be read as a formula.

    A row per aspect; for each framework its text, the editor's note, the sources (title and address, a line each)
    and the confidence.
    """
    table = compare(edition.catalogue, slugs)
    file = io.StringIO()
    file.write(BYTE_ORDER_MARK)
    writer = csv.writer(file)
    header = ["Group", "Aspect"]
    for framework in table.frameworks:
        name = framework.short_name
        header += [name, f"{name}: note", f"{name}: sources", f"{name}: confidence"]
    writer.writerow(map(harmless, header))
    for section in table.sections:
        for row in section.rows:
            cells = [section.group.name, row.aspect.name]
            for cell in row.cells:
                sources = "\n".join(f"{source.title} {source.url}" for _, source in cell.sources)
                value = cell.value
                cells += [value.text, value.note, sources, value.confidence] if value else ["", "", "", ""]
            writer.writerow(map(harmless, cells))
    name = file_name(edition, "-vs-".join(slugs), "csv")
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(file.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


def harmless(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text
