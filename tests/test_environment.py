"""Each variable that the settings read is in .env.example, with its default, and is described to operators."""

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")

TELL = """
import json
from config import settings

names = "DEBUG SECRET_KEY SITE_URL EXTRA_HOSTS BEHIND_PROXY SECURITY_CONTACT HSTS_SUBDOMAINS LOG_LEVEL".split()
names.append("ANSWER_CACHE_MB")
paths = {"DATA_DIR": settings.DATA_DIR, "DATABASE": settings.DATABASES["default"].pop("NAME")}
told = {name: getattr(settings, name) for name in names} | settings.DATABASES["default"]
print(json.dumps(told | {name: str(settings.BASE_DIR / path) for name, path in paths.items()}))
"""


def variables_read():
    """The first word of each `env.kind("NAME", ...)` in the settings."""
    tree = ast.parse((ROOT / "config" / "settings.py").read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    of_env = [call for call in calls if isinstance(call.func.value, ast.Name) and call.func.value.id == "env"]
    return {call.args[0].value for call in of_env if call.args}


def settings_with(**environment):
    done = subprocess.run(  # noqa: S603  (no shell, own words)
        [sys.executable, "-c", TELL],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "SECRET_KEY": "of-a-test", **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def test_example_names_the_variables_that_settings_read():
    assert sorted(re.findall(r"^# ([A-Z_]+)=", EXAMPLE, re.MULTILINE)) == sorted(variables_read())


def test_example_changes_nothing_when_it_is_used_as_it_is():
    defaults = dict(re.findall(r"^# ([A-Z_]+)=(.*)$", EXAMPLE, re.MULTILINE))
    assert defaults.pop("SECRET_KEY") == ""

    assert settings_with(**defaults) == settings_with()


def test_operations_name_the_variables_that_settings_read():
    text = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")

    table = text.split("## Settings")[1].split("\n## ")[0]
    assert sorted(re.findall(r"^\| `([A-Z_]+)` \|", table, re.MULTILINE)) == sorted(variables_read())


def test_connections_to_postgresql_do_not_wait_for_ever_and_an_address_may_say_how_long():
    usual = settings_with(DATABASE_URL="postgres://ada@host/name")["OPTIONS"]
    own = settings_with(DATABASE_URL="postgres://ada@host/name?connect_timeout=9&target_session_attrs=read-write")

    assert (usual["connect_timeout"], usual["tcp_user_timeout"]) == (3, 10_000)
    assert usual["options"] == "-c statement_timeout=30s -c idle_in_transaction_session_timeout=60s"
    assert own["OPTIONS"] == {**usual, "connect_timeout": 9, "target_session_attrs": "read-write"}
