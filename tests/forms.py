"""What a browser would send for the form on a page, if nobody touched it."""

from __future__ import annotations

from html.parser import HTMLParser


class _Reader(HTMLParser):
    def __init__(self, form_id: str) -> None:
        super().__init__()
        self.form_id = form_id
        self.inside = False
        self.data: dict[str, list[str]] = {}
        self.select = self.textarea = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = attributes.get("id", "") == self.form_id
        name = attributes.get("name", "")
        if not self.inside:
            return
        if tag == "input" and name and attributes.get("type") not in {"submit", "button", "file"}:
            if attributes.get("type") not in {"checkbox", "radio"}:
                self._add(name, attributes.get("value", ""))
            elif "checked" in attributes:
                self._add(name, attributes.get("value", "on"))
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in attributes:
            self._add(self.select, attributes["value"])
        elif tag == "textarea":
            self.textarea = name
            self._add(name, "")

    def handle_data(self, data: str) -> None:
        if self.textarea:
            self.data[self.textarea][-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "select":
            self.select = ""
        elif tag == "form":
            self.inside = False
        elif tag == "textarea" and self.textarea:
            text = self.data[self.textarea][-1].removeprefix("\n")
            self.data[self.textarea][-1] = text.replace("\n", "\r\n")
            self.textarea = ""

    def _add(self, name: str, value: str) -> None:
        self.data.setdefault(name, []).append(value)


def untouched_form(page: str, form_id: str) -> dict[str, list[str]]:
    """Field name -> values, of the form with that id; an empty one finds the forms that have none.

    As browsers send them: lines of a text end with CR and LF.
    """
    reader = _Reader(form_id)
    reader.feed(page)
    return {name: values for name, values in reader.data.items() if "__prefix__" not in name}
