"""What the settings refuse at the start, and what `check_settings` prints."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
KEY = "of tests and as long and as mixed as it has to be: 0123456789"


def check_settings(**environment):
    return subprocess.run(
        [sys.executable, "manage.py", "check_settings"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DATA_DIR": "/nowhere", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_settings_in_force_are_printed_without_secrets(tmp_path):
    (tmp_path / "key").write_text(f"the-new-key {KEY}\n")

    done = check_settings(
        SECRET_KEY_FILE=str(tmp_path / "key"),
        SECRET_KEY_FALLBACKS=f"an-old-key {KEY}",
        DATABASE_URL="postgres://ada:a-password@db.example/plumbline?sslpassword=another-one",
        SITE_URL="https://bücher.example",
    )

    lines = done.stdout.splitlines()
    assert done.returncode == 0
    assert f"SECRET_KEY=set, not shown  (file {tmp_path / 'key'})" in lines
    assert "SECRET_KEY_FALLBACKS=set, not shown  (environment)" in lines
    assert "DATABASE_URL=postgresql plumbline on db.example, user ada, password set, not shown  (environment)" in lines
    assert "SITE_URL=https://xn--bcher-kva.example  (environment)" in lines
    assert "HSTS_SUBDOMAINS=false  (default)" in lines
    assert lines[-1] == "Answers requests for these hosts: xn--bcher-kva.example"
    secrets = ("the-new-key", "an-old-key", "a-password", "another-one")
    assert [secret for secret in secrets if secret in done.stdout + done.stderr] == []


@pytest.mark.parametrize(
    ("environment", "reason"),
    [
        ({}, 'Environment variable "SECRET_KEY" not set'),
        ({"SECRET_KEY_FILE": "/nowhere/key"}, "SECRET_KEY_FILE names /nowhere/key, which cannot be read."),
        (
            {"SECRET_KEY": "x", "ALLOWED_HOSTS": "http://plumbline.example"},
            "ALLOWED_HOSTS: “http://plumbline.example” is an address.",
        ),
        (
            {"SECRET_KEY": "x", "SITE_URL": "https://plumbline.example/a/../b"},
            "SITE_URL: “https://plumbline.example/a/../b” is not the address of a site.",
        ),
        *(
            ({"SECRET_KEY": "x", "SENTRY_DSN": dsn}, "SENTRY_DSN: Write the DSN that the service gives")
            for dsn in ("https://errors.example/1", "http://key@errors.example/1", "https://key@errors.example/")
        ),
        ({"SECRET_KEY": "x", "FONT_DIR": "/nowhere"}, "FONT_DIR: /nowhere is not a folder that Plumbline can read."),
        ({"SECRET_KEY": "x", "LOCAL_SIGN_IN": "false"}, "LOCAL_SIGN_IN=false needs OIDC_ISSUER"),
        (
            {"SECRET_KEY": "x", "OIDC_ISSUER": "https://keys.example", "OIDC_CLIENT_ID": "plumbline"},
            "OIDC_ISSUER is set, and so OIDC_CLIENT_SECRET and OIDC_ROLES must be set too.",
        ),
    ],
)
def test_wrong_setting_stops_the_start_with_one_line(environment, reason):
    done = check_settings(**environment)

    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith(f"Plumbline cannot start: {reason}")


def test_settings_of_single_sign_on_are_printed_without_the_secret(tmp_path):
    (tmp_path / "secret").write_text("a-client-secret\n")

    done = check_settings(
        SECRET_KEY=KEY,
        OIDC_ISSUER="https://keys.example/realms/staff",
        OIDC_CLIENT_ID="plumbline",
        OIDC_CLIENT_SECRET_FILE=str(tmp_path / "secret"),
        OIDC_ROLES="/team a=Editor, cn=x=Publisher,",
        LOCAL_SIGN_IN="false",
    )

    lines = done.stdout.splitlines()
    assert done.returncode == 0
    assert "OIDC_ISSUER=https://keys.example/realms/staff  (environment)" in lines
    assert f"OIDC_CLIENT_SECRET=set, not shown  (file {tmp_path / 'secret'})" in lines
    assert "a-client-secret" not in done.stdout + done.stderr


def test_address_of_a_service_for_errors_is_taken_and_not_printed():
    done = check_settings(SECRET_KEY=KEY, SENTRY_DSN="https://a-key@errors.example/reports/1", FONT_DIR=str(ROOT))

    assert done.returncode == 0
    assert "SENTRY_DSN=set, not shown  (environment)" in done.stdout.splitlines()
    assert f"FONT_DIR={ROOT}  (environment)" in done.stdout.splitlines()
    assert "a-key" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("environment", "reason"),
    [
        ({"SECRET_KEY": "short"}, "SECRET_KEY is easy to guess."),
        ({"SECRET_KEY": "ab" * 40}, "SECRET_KEY is easy to guess."),
        ({"SECRET_KEY": KEY, "SECRET_KEY_FALLBACKS": "short"}, "SECRET_KEY_FALLBACKS: one of them is easy to guess."),
        ({"SECRET_KEY": KEY, "FIRST_EDITOR_PASSWORD": "12345"}, "FIRST_EDITOR_PASSWORD: This password is too short."),
    ],
)
def test_setting_that_is_easy_to_guess_is_printed_after_the_others(environment, reason):
    done = check_settings(**environment)

    assert done.returncode == 1
    assert "SITE_URL=" in done.stdout
    assert done.stderr.startswith(f"CommandError: {reason}")
    assert environment["SECRET_KEY"] not in done.stdout + done.stderr


SIGN, UNSIGN = "print(SIGNER.sign('7-1'))", "print(SIGNER.unsign({token!r}))"


def with_draft_links(code, **environment):
    setup = "import django; django.setup(); from comparisons.models.access.draft_link import SIGNER; "
    done = subprocess.run(  # noqa: S603  (no shell, own words)
        [sys.executable, "-c", setup + code],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "config.settings", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip()


@pytest.mark.exhaustive
def test_draft_link_of_a_former_key_stays_valid():
    token = with_draft_links(SIGN, SECRET_KEY="the-old-key")

    code = UNSIGN.format(token=token)
    assert with_draft_links(code, SECRET_KEY="the-new-key", SECRET_KEY_FALLBACKS="older, the-old-key") == "7-1"
    assert with_draft_links(code, SECRET_KEY="the-new-key") == ""


@pytest.mark.django_db
def test_session_of_a_former_key_stays_valid(admin_client, settings):
    old = settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "the-new-key", [old]

    assert admin_client.get("/admin/password_change/").status_code == 200
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another-new-key", []
    assert admin_client.get("/admin/password_change/").status_code == 302
