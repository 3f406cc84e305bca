"""Locked packages with a published fault are found; an archive that cannot tell is no good news."""

import datetime
import importlib.util
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SPEC = importlib.util.spec_from_file_location("advisories", ROOT / "requirements" / "advisories.py")
advisories = importlib.util.module_from_spec(SPEC)
sys.modules["advisories"] = advisories
SPEC.loader.exec_module(advisories)

NOW = datetime.datetime(2026, 11, 27, tzinfo=datetime.UTC)
LOCKED = {"django": "5.2.19", "jinja2": "3.1.6"}


def advisory(name="Django", ecosystem="PyPI", **affected):
    part = {"package": {"ecosystem": ecosystem, "name": name}, **affected}
    return {"id": "PYSEC-1", "modified": "2026-11-26T10:00:00Z", "summary": "A fault.", "affected": [part]}


def events(*pairs, kind="ECOSYSTEM"):
    return [{"type": kind, "events": [dict([pair]) for pair in pairs]}]


def archive(*documents):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as files:
        for number, document in enumerate(documents):
            files.writestr(f"{number}.json", json.dumps(document))
    return content.getvalue()


def findings_in(*documents):
    return [str(one) for one in advisories.findings(LOCKED, archive(*documents), NOW)]


@pytest.mark.parametrize(
    ("pairs", "is_affected"),
    [
        ([("introduced", "0")], True),
        ([("introduced", "0"), ("fixed", "5.2.20")], True),
        ([("introduced", "0"), ("fixed", "5.2.19")], False),
        ([("introduced", "5.2.20"), ("fixed", "5.2.21")], False),
        ([("introduced", "0"), ("last_affected", "5.2.19")], True),
        ([("introduced", "0"), ("last_affected", "5.2.18")], False),
        ([("introduced", "4.2"), ("fixed", "4.2.30"), ("introduced", "5.2"), ("fixed", "5.2.20")], True),
        ([("introduced", "5.2"), ("fixed", "5.2.20"), ("introduced", "4.2"), ("fixed", "4.2.30")], True),
        ([("introduced", "0"), ("fixed", "5.2.19"), ("introduced", "5.2.19")], True),
        ([("introduced", "0"), ("fixed", "5.2.9")], False),
    ],
)
def test_version_in_a_range_is_affected(pairs, is_affected):
    assert bool(findings_in(advisory(ranges=events(*pairs)))) is is_affected


def test_version_that_is_listed_is_affected():
    assert findings_in(advisory(versions=["5.2.18", "5.2.19"])) == [
        "django 5.2.19: PYSEC-1; no version is fixed. A fault."
    ]


@pytest.mark.parametrize(("listed", "is_affected"), [("5.2.19", True), ("5.2.18", False)])
def test_list_decides_where_a_range_has_what_is_no_version(listed, is_affected):
    document = advisory(versions=[listed], ranges=events(("introduced", "0"), ("fixed", "no version")))

    assert bool(findings_in(document)) is is_affected


def test_finding_names_the_later_versions_without_the_fault_and_other_names():
    document = advisory(
        "JINJA2", ranges=events(("introduced", "0"), ("fixed", "2.11.3"), ("introduced", "3"), ("fixed", "3.1.7"))
    )

    assert findings_in(document | {"aliases": ["CVE-2026-1"]}) == [
        "jinja2 3.1.6: PYSEC-1 = CVE-2026-1; fixed in 3.1.7. A fault."
    ]


@pytest.mark.parametrize(
    "other",
    [
        advisory("requests", versions=["5.2.19"]),
        advisory(ecosystem="npm", versions=["5.2.19"]),
        advisory(versions=["5.2.19"]) | {"withdrawn": "2026-01-01T00:00:00Z"},
        advisory(ranges=events(("introduced", "0"), kind="GIT")),
    ],
)
def test_what_is_not_about_a_locked_version_is_no_finding(other):
    assert findings_in(other, advisory(versions=["1.0"])) == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "It is no archive of advisories"),
        (archive(), "It has no advisory of any package that is locked."),
        (archive(advisory("requests", versions=["1"])), "It has no advisory of any package that is locked."),
        (archive({"id": "PYSEC-1"}), "0.json is no advisory."),
        (archive(["list"]), "0.json is no advisory."),
        (
            archive(advisory(versions=["1"]) | {"modified": "2026-11-01T00:00:00Z"}),
            "Its newest advisory is of 2026-11-01.",
        ),
        (
            archive(advisory(ranges=events(("introduced", "no version")))),
            "An advisory cannot be read: Invalid version: 'no version'.",
        ),
    ],
)
def test_archive_that_cannot_tell_is_refused(content, reason):
    with pytest.raises(advisories.UnusableArchiveError, match=reason):
        advisories.findings(LOCKED, content, NOW)


@pytest.mark.parametrize(("version", "status"), [("0.1", 0), (None, 1)])
def test_command_reads_what_is_locked(tmp_path, version, status):
    [locked] = [v for name, v in advisories.LOCKED.findall(advisories.LOCK.read_text()) if name == "django"]
    today = datetime.datetime.now(datetime.UTC).isoformat()
    (tmp_path / "all.zip").write_bytes(archive(advisory(versions=[version or locked]) | {"modified": today}))

    words = [sys.executable, "requirements/advisories.py", str(tmp_path / "all.zip")]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603

    assert (done.returncode, done.stdout.splitlines()[-1].endswith(f"{status} known faults.")) == (status, True)


@pytest.mark.parametrize("affected", [None, "text", [{"package": "django"}], [{"package": {"name": 1}}]])
def test_command_cannot_tell_where_an_archive_has_another_form(tmp_path, affected):
    (tmp_path / "all.zip").write_bytes(archive(advisory() | {"affected": affected}))

    words = [sys.executable, "requirements/advisories.py", str(tmp_path / "all.zip")]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603

    assert (done.returncode, done.stdout) == (2, "")


def test_command_without_a_readable_file_is_no_success(tmp_path):
    words = [sys.executable, "requirements/advisories.py", str(tmp_path / "missing.zip")]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603

    assert done.returncode == 2
    assert done.stderr.startswith("Cannot tell whether a locked package has a known fault.")
