"""nginx and Caddy as the files in `deploy` configure them, before two instances; names and ports are replaced."""

from __future__ import annotations

import os
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPMessage, HTTPSConnection
from pathlib import Path

from tests.browser.site import ROOT, free_port, started
from tests.deploy.programs import program

DEPLOY = ROOT / "deploy"
Certificate = tuple[Path, Path]

NGINX = """\
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
{user}
events {{}}
http {{
    access_log off;
    {temporary}
    include {folder}/plumbline.conf;
}}
"""
"""The main file that Debian brings is about the machine. This one is about a folder."""
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")

CADDY = """\
{{
	admin off
	auto_https disable_redirects
}}
{site} {{
	tls {certificate} {key}
"""
"""What comes before and after the name of the site."""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: HTTPMessage
    body: bytes


@dataclass(frozen=True)
class Proxy:
    """`folder` holds its log, and its cache if it has one."""

    folder: Path
    port: int
    trusted: Path

    def ask(self, path: str, method: str = "GET", body: str = "", **headers: str) -> Answer:
        """One request over TLS. In the names of headers, write `__` for a hyphen: `_` stays."""
        context = ssl.create_default_context(cafile=self.trusted)
        connection = HTTPSConnection("localhost", self.port, timeout=60, context=context)
        names = {name.replace("__", "-"): value for name, value in headers.items()}
        try:
            connection.request(method, path, body or None, names)
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()


def replaced(file: Path, names: dict[str, str]) -> str:
    """The text of a file with other names. Each has to be in it."""
    text = file.read_text(encoding="utf-8")
    for old, new in names.items():
        assert old in text, f"{file.name} has no {old}"
        text = text.replace(old, new)
    return text


@contextmanager
def nginx(folder: Path, instances: list[int], certificate: Certificate, path: str = "") -> Iterator[Proxy]:
    """With a path, as for a site below it: docs/operations.md says where to write it."""
    port = free_port()
    names = {
        "127.0.0.1:8001": f"127.0.0.1:{instances[0]}",
        "127.0.0.1:8002": f"127.0.0.1:{instances[1]}",
        "listen [::]:80;": "",
        "listen [::]:443 ssl http2;": "",
        "listen 80;": f"listen 127.0.0.1:{free_port()};",
        "listen 443 ssl http2;": f"listen 127.0.0.1:{port} ssl http2;",
        "server_name plumbline.example;": "server_name localhost;",
        "/etc/letsencrypt/live/plumbline.example/fullchain.pem": str(certificate[0]),
        "/etc/letsencrypt/live/plumbline.example/privkey.pem": str(certificate[1]),
        "/var/cache/nginx/plumbline": f"{folder}/cache",
        "location / {": f"location {path}/ {{",
        "location ~ ^/": f"location ~ ^{path}/",
        "location = /": f"location = {path}/",
    }
    (folder / "plumbline.conf").write_text(replaced(DEPLOY / "nginx.conf", names))
    temporary = "\n    ".join(f"{name}_temp_path {folder}/{name};" for name in TEMPORARY)
    user = "user root;" if os.geteuid() == 0 else ""  # else its worker could not enter a folder of the tests
    (folder / "main.conf").write_text(NGINX.format(folder=folder, temporary=temporary, user=user))
    words = [program("nginx"), "-p", str(folder), "-e", str(folder / "error.log"), "-c", str(folder / "main.conf")]
    with _running(words, Proxy(folder, port, certificate[0])) as proxy:
        yield proxy


@contextmanager
def caddy(folder: Path, instances: list[int], certificate: Certificate) -> Iterator[Proxy]:
    port = free_port()
    site = "{$SITE_HOST:plumbline.example}"
    names = {f"{site} {{\n": CADDY.format(site=site, certificate=certificate[0], key=certificate[1])}
    env = {
        "SITE_HOST": f"localhost:{port}",
        "INSTANCES": " ".join(f"127.0.0.1:{number}" for number in instances),
        "HOME": str(folder),
        "XDG_DATA_HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
    }
    (folder / "Caddyfile").write_text(replaced(DEPLOY / "Caddyfile", names))
    words = [program("caddy"), "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]
    with _running(words, Proxy(folder, port, certificate[0]), env) as proxy:
        yield proxy


@contextmanager
def _running(words: list[str], proxy: Proxy, env: dict[str, str] | None = None) -> Iterator[Proxy]:
    """It is there once it answers, whatever it says."""
    with started(words, {**os.environ, **(env or {})}, proxy.folder / "proxy.log", lambda: _answers(proxy)):
        yield proxy


def _answers(proxy: Proxy) -> bool:
    try:
        return proxy.ask("/livez").status > 0
    except OSError:
        return False
