"""Someone who edits over HTTP: the admin's own forms, without a browser."""

from __future__ import annotations

from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPMessage
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

from tests.browser.site import EDITOR, PASSWORD
from tests.forms import untouched_form

Form = dict[str, list[str]]


@dataclass(frozen=True)
class Answer:
    status: int
    headers: HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Editor:
    """One browser's worth of cookies. Not to be shared by threads."""

    address: str
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, body: str = "") -> Answer:
        """One request on a connection of its own. Redirects are not followed. Raises OSError or HTTPException."""
        parts = urlsplit(self.address)
        connection = HTTPConnection(str(parts.hostname), parts.port, timeout=120)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if method == "POST":
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            answer = Answer(response.status, response.headers, response.read())
        finally:
            connection.close()
        for line in response.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return answer

    def get(self, path: str) -> Answer:
        return self.ask("GET", path)

    def post(self, path: str, form: Form) -> Answer:
        return self.ask("POST", path, urlencode(form, doseq=True))

    def form(self, path: str, form_id: str) -> Form:
        """The form on a page, as it would be sent if nobody touched it."""
        answer = self.get(path)
        assert answer.status == 200, (path, answer.status, answer.text)
        return untouched_form(answer.text, form_id)

    def sign_in(self) -> Editor:
        path = "/admin/login/?next=/admin/"
        form = self.form(path, "login-form")
        answer = self.post(path, {**form, "username": [EDITOR], "password": [PASSWORD]})
        assert answer.status == 302, answer.text
        return self

    def on(self, address: str) -> Editor:
        """The same person, at another server of the same site."""
        return Editor(address, dict(self.cookies))
