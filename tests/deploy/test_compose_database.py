"""The scripts and secrets of the compose file, run in its order against a PostgreSQL, as its image would run them.

Nothing of it is Docker's: names of hosts and folders in the scripts are replaced.
"""

import os
import re
import shutil
import stat
import subprocess
import sys
from urllib.parse import urlsplit

import psycopg
import pytest

from tests import postgresql
from tests.browser.site import ROOT, environment, free_port, manage, serving
from tests.deploy.proxies import DEPLOY, replaced
from tests.deploy.test_container import COMPOSE
from tests.operations.test_postgresql_role import FORBIDDEN
from tests.servers.editor import Editor

pytestmark = pytest.mark.exhaustive

SERVICES = COMPOSE["services"]
ORDER = ["database", "prepare", "grants", "site"]


def run(words, **more):
    subprocess.run(words, check=True, **more)  # noqa: S603  (no shell, own words)


def made_secrets(folder, **env):
    """The folder that the script writes beside a copy of itself."""
    shutil.copy(DEPLOY / "secrets.sh", folder)
    run([folder / "secrets.sh"], env={"PATH": os.environ["PATH"], **env})
    return folder / "secrets"


def text_of(folder):
    return {path.name: path.read_text() for path in folder.iterdir()}


def up(folder, secrets, cluster, *, is_new):
    """Do what the services before `site` do, twice, as with an upgrade. Returns the addresses among the secrets."""
    superuser, database = urlsplit(cluster.address), SERVICES["database"]["environment"]
    names = {"/run/secrets": str(secrets)}
    env = {"PATH": f"{postgresql.found()}:{os.environ['PATH']}", "PGHOST": "127.0.0.1", "PGPORT": str(superuser.port)}
    as_superuser = {**env, "PGPASSWORD": superuser.password, **database}
    run(["createdb", f"--username={superuser.username}", database["POSTGRES_DB"]], env=as_superuser)
    if is_new:
        run(["/bin/sh", "-c", replaced(DEPLOY / "database" / "roles.sh", names)], env=as_superuser)
    server = f"@127.0.0.1:{superuser.port}/"
    addresses = [(secrets / name).read_text().replace("@database/", server) for name in ("owner_url", "web_url")]
    names |= {"--host database": "--host 127.0.0.1", "/postgresql.sql": str(DEPLOY / "postgresql.sql")}
    for _upgrade in range(2):
        own = environment(folder, "http://127.0.0.1:8000", addresses[0])
        run([sys.executable, *SERVICES["prepare"]["command"][1:]], cwd=ROOT, env=own)
        run(["/bin/sh", "-c", replaced(DEPLOY / "database" / "grants.sh", names)], env=env)
    return addresses


@pytest.fixture(scope="module")
def addresses(tmp_path_factory):
    """Of the database for its owner, and for the role that serves."""
    folder = tmp_path_factory.mktemp("compose")
    with postgresql.cluster(durable=False, superuser="postgres") as cluster:
        yield up(folder, made_secrets(folder), cluster, is_new=True)


def connected(address):
    return psycopg.connect(address.replace("postgres://", "postgresql://"))


def test_services_start_one_after_the_other_and_serve_as_a_role_of_their_own():
    waits = {name: list(SERVICES[name].get("depends_on", {})) for name in ORDER}
    secrets = {name: SERVICES[name]["secrets"] for name in ORDER}

    assert waits == {"database": [], "prepare": ["database"], "grants": ["prepare"], "site": ["grants"]}
    assert SERVICES["site"]["environment"]["DATABASE_URL_FILE"] == "/run/secrets/web_url"
    assert secrets["site"] == ["secret_key", "web_url"]
    for name in ORDER:
        paths = re.findall(r"/run/secrets/(\w+)", str(SERVICES[name]["environment"]) if name != "grants" else "")
        assert set(paths) <= set(secrets[name])
    assert {name for names in secrets.values() for name in names} == set(COMPOSE["secrets"])


def test_scripts_read_the_secrets_that_their_services_have():
    for service, script in (("database", "roles.sh"), ("grants", "grants.sh")):
        text = (DEPLOY / "database" / script).read_text()
        assert set(re.findall(r"/run/secrets/(\w+)", text)) <= set(SERVICES[service]["secrets"])


def test_secrets_are_made_once_and_are_those_of_the_compose_file(tmp_path):
    before = text_of(made_secrets(tmp_path, SECRET_KEY="the key of before", OWNER_PASSWORD="before"))
    after = text_of(made_secrets(tmp_path))

    assert {f"./secrets/{name}" for name in after} == {secret["file"] for secret in COMPOSE["secrets"].values()}
    assert before == after
    assert (after["secret_key"], after["owner_password"]) == ("the key of before", "before")
    assert after["owner_url"] == "postgres://plumbline:before@database/plumbline"
    assert len({*after.values()}) == len(after)
    assert min(len(after[name]) for name in ("superuser_password", "web_password")) == 48
    assert stat.S_IMODE((tmp_path / "secrets").stat().st_mode) == 0o700


def test_secrets_are_in_no_commit_and_in_no_image():
    assert "deploy/secrets/" in (ROOT / ".gitignore").read_text().splitlines()
    assert "deploy" not in "".join(re.findall(r"^!.*", (ROOT / ".dockerignore").read_text(), re.MULTILINE))


def test_neither_role_is_a_superuser(addresses):
    rights = "SELECT rolname, rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls FROM pg_roles"

    with connected(addresses[1]) as connection:
        rows = connection.execute(f"{rights} WHERE rolcanlogin ORDER BY rolname").fetchall()
        owners = connection.execute("SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'").fetchall()
        mine = connection.execute("SELECT current_user").fetchone()

    assert rows == [("plumbline", False), ("plumbline_web", False), ("postgres", True)]
    assert (owners, mine) == ([("plumbline",)], ("plumbline_web",))


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_role_that_serves_cannot_change_tables_nor_what_is_only_added(addresses, statement):
    with connected(addresses[1]) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(statement)


def test_site_starts_and_signs_somebody_in_as_that_role(addresses, tmp_path):
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    env = environment(tmp_path, url)
    (tmp_path / "web_url").write_text(addresses[1])
    env["DATABASE_URL_FILE"] = str(tmp_path / "web_url")
    own = environment(tmp_path, url, addresses[0])
    words = ["createsuperuser", "--no-input", "--username", "ada", "--email", "ada@plumbline.example"]
    run([sys.executable, "manage.py", *words], cwd=ROOT, env=own)

    with serving(env, url, manage("serve", "--port", str(port))):
        editor = Editor(url).sign_in()

        assert editor.get("/").status == 200
        assert editor.get("/admin/comparisons/framework/").status == 200


def test_database_of_an_earlier_version_gets_the_role_that_serves(tmp_path):
    """There, the owner of the tables is the superuser."""
    with postgresql.cluster(durable=False) as cluster:
        password = urlsplit(cluster.address).password
        _owner, web = up(tmp_path, made_secrets(tmp_path, OWNER_PASSWORD=password), cluster, is_new=False)

        with connected(web) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("DELETE FROM comparisons_auditlogentry")
