"""Served over TLS by a role that owns no table, as docs/operations.md says."""

import shutil
import subprocess
from urllib.parse import urlsplit

import psycopg
import pytest

from tests import postgresql
from tests.browser.site import ROOT, environment, free_port, manage, prepare, serving
from tests.quality.observatory import certificate
from tests.servers.editor import Editor

pytestmark = pytest.mark.exhaustive

PASSWORD = "a password 'of' tests"
FORBIDDEN = [
    "DROP TABLE comparisons_source",
    "ALTER TABLE comparisons_source ADD COLUMN more text",
    "CREATE TABLE more (name text)",
    "TRUNCATE comparisons_source",
    "DELETE FROM comparisons_auditlogentry",
    "UPDATE comparisons_release SET note = ''",
    "DELETE FROM comparisons_valuecomment",
    "DELETE FROM django_migrations",
]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A cluster that speaks TLS, with a certificate for localhost."""
    with postgresql.cluster(durable=False) as cluster:
        for path, name in zip(certificate(tmp_path_factory.mktemp("tls")), ("server.crt", "server.key"), strict=True):
            copy = cluster.folder / "data" / name
            shutil.copyfile(path, copy)
            copy.chmod(0o600)
            if cluster.owner:
                shutil.chown(copy, cluster.owner)
        shutil.copyfile(cluster.folder / "data" / "server.crt", tmp_path_factory.getbasetemp() / "root.crt")
        cluster.stop()
        with (cluster.folder / "data" / "postgresql.conf").open("a") as settings:
            settings.write("ssl = on\n")
        cluster.start()
        yield cluster, tmp_path_factory.getbasetemp() / "root.crt"


@pytest.fixture(scope="module")
def address(server, tmp_path_factory):
    """The address of the database for the role that serves, once the owner has prepared the site."""
    cluster, trusted = server
    folder = tmp_path_factory.mktemp("owner")
    prepare(environment(folder, "http://127.0.0.1:8000", cluster.address))
    words = [postgresql.found() / "psql", cluster.address, "-v", "ON_ERROR_STOP=1", "-v", f"password={PASSWORD}", "-f"]
    for _ in range(2):
        subprocess.run([*words, ROOT / "deploy" / "postgresql.sql"], check=True, capture_output=True)  # noqa: S603
    port = urlsplit(cluster.address).port
    return (
        f"postgres://plumbline_web:a%20password%20%27of%27%20tests@localhost:{port}/postgres"
        f"?sslmode=verify-full&sslrootcert={trusted}"
    )


def test_site_is_served_and_edited_by_a_role_that_owns_no_table(address, tmp_path):
    port = free_port()
    url = f"http://127.0.0.1:{port}"

    with serving(environment(tmp_path, url, address), url, manage("serve", "--port", str(port))):
        editor = Editor(url).sign_in()
        form = editor.form("/admin/comparisons/group/1/change/", "group_form")
        saved = editor.post("/admin/comparisons/group/1/change/", {**form, "name": ["Another name"]})

        assert (editor.get("/").status, saved.status) == (200, 302)
        assert "Another name" in editor.get("/admin/comparisons/group/").text

        comment = editor.form("/admin/comparisons/value/1/comments/", "comment_form")
        written = editor.post("/admin/comparisons/value/1/comments/", {**comment, "text": ["Is this still so?"]})
        review = editor.form("/admin/publish/", "publish_form")
        published = editor.post("/admin/publish/", {**review, "note": ["By another role."]})

        assert (written.status, published.status) == (302, 302)
        assert "By another role." in editor.get("/admin/comparisons/release/2/change/").text


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_role_cannot_change_tables_nor_what_is_only_added(address, statement):
    with psycopg.connect(address.replace("postgres://", "postgresql://")) as connection:
        assert connection.pgconn.ssl_in_use
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(statement)
