"""Whatever happens to an archive on its way, it is read as it was written, or refused."""

import pytest

from comparisons.management.backup.archive import FORMAT, ArchiveError, Manifest, Reader, Writer

ROWS = [b'["a", 1]\n', b'["b", 2]\n', b'["a row of some more words, so that it is worth compressing", 3]\n']


def what_is_read(file):
    reader = Reader(file)
    return reader.manifest, {name: [*reader.lines(name)] for name in reader.manifest.tables}


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "a.zip"
    writer = Writer(path)
    tables = {"auth_user": writer.add_table("auth_user", ROWS)}
    writer.finish(Manifest(FORMAT, "1", "today", "sqlite", "0" * 16, [("comparisons", "0001_initial")], tables, {}))
    return path


def test_archive_takes_over_no_file_that_somebody_else_made(tmp_path):
    waiting = tmp_path / "a.zip.partial"
    waiting.write_bytes(b"")
    waiting.chmod(0o666)
    path = tmp_path / "a.zip"

    writers = [Writer(path), Writer(path)]
    for writer in writers:
        writer.finish(Manifest(FORMAT, "1", "today", "sqlite", "0" * 16, [], {}, {}))

    assert path.stat().st_mode & 0o777 == 0o600
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.zip", "a.zip.partial"]
    assert waiting.read_bytes() == b""


def test_archive_is_read_as_it_was_written(file):
    manifest, rows = what_is_read(file)

    assert rows == {"auth_user": ROWS}
    assert manifest.migrations == [("comparisons", "0001_initial")]


@pytest.mark.parametrize("mask", [0x01, 0x80, 0xFF])
def test_archive_with_any_byte_changed_is_read_as_it_was_or_refused(file, mask):
    content, whole, refusals = file.read_bytes(), what_is_read(file), 0

    for place in range(len(content)):
        file.write_bytes(content[:place] + bytes([content[place] ^ mask]) + content[place + 1 :])
        try:
            assert what_is_read(file) == whole
        except ArchiveError:
            refusals += 1

    assert refusals > len(content) / 2


def test_archive_that_was_cut_anywhere_is_refused(file):
    content = file.read_bytes()

    for length in range(len(content)):
        file.write_bytes(content[:length])
        with pytest.raises(ArchiveError):
            what_is_read(file)
