from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from comparisons.management.commands.serve import granian
from tests.browser.site import DATABASE, copy_site, environment, free_port, serving
from tests.quality.observatory import certificate as make_certificate


@dataclass(frozen=True)
class Instances:
    """Two that share a folder, as they run behind a proxy."""

    env: dict[str, str]
    ports: list[int]

    @property
    def database(self):
        return Path(self.env["DATA_DIR"]) / DATABASE


@pytest.fixture(scope="session")
def certificate(tmp_path_factory):
    return make_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture(scope="session")
def instances(ready_site, tmp_path_factory):
    folder, ports = tmp_path_factory.mktemp("instances"), [free_port(), free_port()]
    copy_site(ready_site, folder)
    env = environment(folder, "https://localhost") | {"BEHIND_PROXY": "true"}
    with ExitStack() as servers:
        for port in ports:
            servers.enter_context(serving(env, f"http://127.0.0.1:{port}/readyz", granian("127.0.0.1", port, 1)))
        yield Instances(env, ports)
