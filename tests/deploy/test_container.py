"""The steps of the Containerfile that need no network, run as a script, and the site served from what they make.

No image is built. A folder stands for the root of the image: its code cannot be written by whoever serves it.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
import yaml

from tests.browser.site import DATABASE, ROOT, copy_database, environment, free_port, serving
from tests.deploy.programs import program
from tests.servers.visitors import status_of
from tests.test_environment import variables_read

CONTAINERFILE = ROOT / "deploy" / "Containerfile"
COMPOSE = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text(encoding="utf-8"))
NEEDS_A_NETWORK = ("python -m venv", ".venv/bin/python -m pip")
"""How steps begin that the environment of the tests stands for."""
USER = 10001


def instructions(text):
    """Name and rest of each instruction, those of the first stage and those of the second."""
    lines = re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).replace("\\\n", "").splitlines()
    pairs = [line.split(maxsplit=1) for line in lines if line.strip()]
    second = [number for number, (name, _rest) in enumerate(pairs) if name == "FROM"][1]
    return pairs[:second], pairs[second:]


def build(folder):
    """Do what the first stage does, with `folder` as its root, and return the second stage."""
    text = (
        CONTAINERFILE.read_text(encoding="utf-8").replace("/opt/", f"{folder}/opt/").replace("/data", f"{folder}/data")
    )
    first, second = instructions(text)
    code = folder / "opt" / "plumbline"
    code.mkdir(parents=True)
    (code / ".venv").symlink_to(Path(sys.prefix))
    env = {"PATH": os.environ["PATH"]}
    for name, rest in first:
        if name == "COPY":
            *sources, target = rest.split()
            subprocess.run(["cp", "-r", "--parents", *sources, str(code)], check=True, cwd=ROOT)  # noqa: S603, S607
            assert all((code / source).exists() for source in sources), target
        elif name == "RUN" and not rest.startswith(NEEDS_A_NETWORK):
            subprocess.run(["/bin/sh", "-euc", rest], check=True, cwd=code, env=env)  # noqa: S603
    return [(name, rest) for name, rest in second if name in {"ENV", "HEALTHCHECK", "CMD"}]


def somebody_else():
    """How to become a user who cannot write the code, and the number of that user.

    Root becomes another user or, where only root can reach this Python, root without powers over files.
    """
    if os.geteuid() != 0:
        return [], None
    other = ["setpriv", f"--reuid={USER}", f"--regid={USER}", "--clear-groups"]
    can_run = subprocess.run([*other, "sh", "-c", f"{sys.executable} -c 'import django'"], check=False).returncode == 0  # noqa: S603
    return (other, USER) if can_run else (["setpriv", "--bounding-set=-all", "--inh-caps=-all"], None)


@pytest.fixture
def image():
    """Not in a folder of pytest, which nobody else may enter."""
    with tempfile.TemporaryDirectory(prefix="plumbline-image-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        subprocess.run(["chmod", "-R", "u+w", name], check=True)  # noqa: S603, S607


def files(folder):
    return {path: path.lstat().st_mtime_ns for path in folder.rglob("*")}


@pytest.mark.exhaustive
@pytest.mark.servers
def test_image_serves_pages_files_and_styles_without_writing_to_its_code(image, ready_site):
    settings, [_name, health], [_name, command] = build(image)
    code, data, port = image / "opt" / "plumbline", image / "data", str(free_port())
    become, owner = somebody_else()
    copy_database(ready_site / DATABASE, data / DATABASE)
    if owner:
        subprocess.run(["chown", "-R", "-h", str(owner), str(data)], check=True)  # noqa: S603, S607
    subprocess.run(["chmod", "-R", "a-w", str(code)], check=True)  # noqa: S603, S607
    address = f"http://127.0.0.1:{port}"
    env = environment(data, address) | dict(pair.split("=", 1) for pair in settings[1].split())
    words = [port if word == "8000" else word for word in json.loads(command)]
    check = [word.replace(":8000/", f":{port}/") for word in json.loads(health.partition("CMD ")[2])]
    before = files(code)

    is_healthy_before = subprocess.run(check, cwd=code, check=False, capture_output=True).returncode == 0  # noqa: S603
    with serving(env, address, ["env", f"--chdir={code}", *become, *words]):
        page = (code / "built/static/staticfiles.json").read_text(encoding="utf-8")
        style = f"/static/{json.loads(page)['paths']['css/tokens.css']}"
        statuses = [status_of(address, path) for path in ("/", "/recommendation.pdf", style, "/admin/login/")]
        is_healthy = subprocess.run(check, cwd=code, check=False, capture_output=True).returncode == 0  # noqa: S603

    assert (statuses, is_healthy_before, is_healthy) == ([200] * 4, False, True)
    assert "Static files: collected" not in (data / f"{port}.log").read_text()
    assert (data / "static").is_symlink()
    assert files(code) == before


@pytest.mark.parametrize("line", ["", "RUN apt-get install gcc"])
def test_containerfile_is_as_hadolint_wants_it(tmp_path, line):
    """A line that it does not want shows that it judges."""
    (tmp_path / "Containerfile").write_text(CONTAINERFILE.read_text(encoding="utf-8") + line + "\n")

    done = subprocess.run(  # noqa: S603  (no shell, own words)
        [program("hadolint"), str(tmp_path / "Containerfile")], capture_output=True, text=True, check=False
    )

    assert (done.returncode == 0, done.stdout == "") == (not line, not line)


def test_build_gets_the_files_that_it_copies():
    """Git keeps them, and .dockerignore lets them through."""
    first, _second = instructions(CONTAINERFILE.read_text(encoding="utf-8"))
    copied = {word.split("/")[0] for name, rest in first if name == "COPY" for word in rest.split()[:-1]}
    allowed = re.findall(r"^!(\S+)$", (ROOT / ".dockerignore").read_text(encoding="utf-8"), re.MULTILINE)

    assert sorted(copied) == sorted(allowed)
    assert [name for name in allowed if not (ROOT / name).exists()] == []


def test_compose_file_sets_variables_that_the_settings_read():
    for service in ("prepare", "site"):
        names = {name.removesuffix("_FILE") for name in COMPOSE["services"][service]["environment"]}

        assert names <= variables_read()
        assert names >= {"SECRET_KEY", "SITE_URL", "DATABASE_URL", "BEHIND_PROXY"}


def test_compose_file_gives_caddy_the_names_that_its_file_reads():
    names = set(COMPOSE["services"]["proxy"]["environment"])

    assert names == set(re.findall(r"\{\$(\w+):", (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")))


def test_services_of_the_compose_file_cannot_write_beyond_their_volumes():
    for name in ("prepare", "grants", "site", "proxy"):
        service = COMPOSE["services"][name]
        assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
    named = {volume.split(":")[0] for service in COMPOSE["services"].values() for volume in service["volumes"]}

    assert {name for name in named if not name.startswith("./")} == set(COMPOSE["volumes"])
    assert [name for name in named if name.startswith("./") and not (ROOT / "deploy" / name).exists()] == []
