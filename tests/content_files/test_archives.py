"""Whatever is uploaded as an archive is read as content or refused with a reason, and never anything else."""

import io
import stat
import struct
import warnings
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparisons.content_files import ContentError, InMemoryFiles, pack, read_files, unpack, write_content
from comparisons.content_files.archives import MAX_ARCHIVE, MAX_CONTENT, MAX_ENTRIES
from tests.content_files.catalogues import SMALL

FILES = write_content(SMALL)
READ = {name: content for name, content in FILES.items() if name.endswith(".yaml")}
PACKED = pack(FILES)


def zipped(entries, compression=zipfile.ZIP_DEFLATED):
    """An archive of (name or ZipInfo, content)."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a name that is there twice
        for name, content in entries:
            archive.writestr(name, content)
    return target.getvalue()


def refusal(data):
    with pytest.raises(ContentError) as raised:
        unpack(data)
    return str(raised.value)


def test_files_come_back_from_their_archive():
    assert unpack(PACKED) == READ
    assert read_files(InMemoryFiles(unpack(PACKED))) == SMALL


def test_same_files_make_the_same_bytes():
    assert pack(dict(reversed(FILES.items()))) == PACKED


def test_files_in_one_folder_are_found():
    assert unpack(zipped((f"my content/{name}", content) for name, content in FILES.items())) == READ


def test_frameworks_alone_are_no_folder_to_leave_out():
    frameworks = {name: content for name, content in READ.items() if name.startswith("frameworks/")}

    assert unpack(zipped(frameworks.items())) == frameworks


def test_what_belongs_to_a_folder_of_content_is_passed_over():
    others = ["README.md", "scenarios.yaml", "schema/guide.json", "__MACOSX/._sources.yaml", "guides/.DS_Store"]
    others += ["LICENSE", ".github/workflows/ci.yml", ".gitignore", "frameworks/._alpha.yaml", "guides/.#alpha.yaml"]

    assert unpack(zipped([*READ.items(), *((name, b"x") for name in others)])) == READ


def test_entries_for_folders_are_no_files():
    assert unpack(zipped([("content/", b""), ("content/guides/", b""), ("content/sources.yaml", b"[]")])) == {
        "sources.yaml": b"[]"
    }


@pytest.mark.parametrize(
    "name",
    [
        *("../sources.yaml", "/sources.yaml", "frameworks/../../x.yaml", "C:\\sources.yaml", "guides/../sources.yaml"),
        *(
            "to do.txt",
            "source.yaml",
            "<script>alert(1)</script>",
            "schema/x.exe",
            "a/b/sources.yaml",
            "sources.yaml/x",
            "frameworks//alpha.yaml",
        ),
    ],
)
def test_name_that_is_no_content_file_is_told(name):
    assert refusal(zipped([*FILES.items(), (name, b"x")])) == (
        f"{name}: is not a content file: the README lists their names"
    )


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("frameworks\\alpha.yaml", "frameworks/alpha.yaml"),
        ("Sources.yaml", "sources.yaml"),
        ("frameworks/alpha.yml", "frameworks/alpha.yaml"),
        ("Frameworks/alpha.YAML", "frameworks/alpha.yaml"),
    ],
)
def test_name_of_another_system_is_read_and_two_of_one_file_are_told(name, other):
    renamed = {name if known == other else known: content for known, content in READ.items()}

    assert unpack(zipped(renamed.items())) == READ
    assert refusal(zipped([*READ.items(), (name, b"x")])) == f"{name}: is the same file as {other}: keep one"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("frameworks/eu/nis2.yaml", "is in a folder of its own: move it to frameworks/"),
        ("controls.csv", "is a CSV file: content files are YAML"),
        ("frameworks/soc-2.xlsx", "is an Excel workbook: content files are YAML"),
        ("old.zip", "is an archive within the archive: content files are YAML"),
    ],
)
def test_file_that_is_not_read_is_told_with_what_to_do(name, reason):
    assert refusal(zipped([*FILES.items(), (name, b"x")])) == f"{name}: {reason}"


def test_link_is_told():
    link = zipfile.ZipInfo("frameworks/link.yaml")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16

    assert refusal(zipped([(link, b"/etc/passwd")])) == "frameworks/link.yaml: is a link or a device, and not a file"


def test_file_without_a_name_is_told():
    data = zipped([("sources.yaml", b"[]")]).replace(b"sources.yaml", b"\0ources.yaml")

    assert refusal(data) == "The archive: holds a file without a name"


def test_name_that_is_there_twice_is_told():
    assert refusal(zipped([("sources.yaml", b"[]"), ("sources.yaml", b"[]")])) == (
        "sources.yaml: appears more than once"
    )


def test_encrypted_file_is_told():
    data = bytearray(zipped([("sources.yaml", b"[]")]))
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 8] |= 1

    assert refusal(bytes(data)) == "sources.yaml: is encrypted"


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_compression_is_told(compression):
    data = zipped([("sources.yaml", b"[]")], compression)

    assert refusal(data) == "sources.yaml: uses a compression that is not supported"


def test_archive_that_is_too_large_is_told():
    assert refusal(b"x" * (MAX_ARCHIVE + 1)) == "The archive: is larger than 1,000,000 bytes"


def test_content_that_is_too_large_is_told():
    half = b" " * (MAX_CONTENT // 2 + 1)

    assert refusal(zipped([("sources.yaml", half), ("aspects.yaml", half)])) == (
        "The archive: holds more than 3,000,000 bytes of content"
    )


def test_content_that_is_larger_than_the_archive_says_is_not_unpacked():
    data = bytearray(zipped([("sources.yaml", b" " * 100_000_000)]))
    for mark, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        struct.pack_into("<I", data, data.rindex(mark) + offset, 10)

    assert refusal(bytes(data)).startswith("The archive: ")


def test_archive_of_too_many_files_is_told():
    data = zipped((f"guides/{number}.yaml", b"") for number in range(MAX_ENTRIES + 1))

    assert refusal(data) == "The archive: holds more than 500 files"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "is empty"),
        (b"PK\x05\x06", "is a damaged zip archive"),
        (PACKED[:-30], "is a damaged zip archive"),
        (PACKED[: len(PACKED) // 2], "is a damaged zip archive"),
        (b"slug: soc-2\n", "is a YAML file"),
        (b"urn,name,level\n1,2,3\n4,5,6\n", "is a CSV file"),
        (b'{"catalog": {}}', "is a JSON file"),
        (b"\xff\xfes\0", "is saved as UTF-16"),
        (b"7z\xbc\xaf\x27\x1c\0", "is a 7-Zip archive"),
        (b"\x80\x81", "is no archive that can be read"),
        (b"Dear all", "is a text file"),
        (b"2026-11-27 14:00:00 INFO: saved\n", "is a text file"),
        (b"Dear Ada: this is what we found\n", "is a text file"),
    ],
)
def test_what_is_no_archive_is_told(data, what):
    assert refusal(data) == f"The archive: {what}: choose a zip archive, or one YAML file"


def test_damaged_file_is_told():
    data = bytearray(PACKED)
    place = data.index(b"aspects.yaml") + 20
    data[place : place + 20] = bytes(20)

    assert refusal(bytes(data)).startswith("The archive: is a damaged zip archive")


def assert_read_or_refused(data):
    faults = ()
    try:
        read_files(InMemoryFiles(unpack(data)))
    except ContentError as error:
        faults = error.faults

    assert [fault for fault in faults if not (fault.file and fault.reason)] == []


@given(st.binary())
def test_any_bytes_are_read_or_refused(data):
    assert_read_or_refused(data)


places = st.integers(0, len(PACKED) - 1)
mutations = st.lists(st.tuples(places, places, st.binary(max_size=8)), min_size=1, max_size=4)


@given(mutations)
def test_mutated_archive_is_read_or_refused(mutations):
    data = PACKED
    for start, end, patch in mutations:
        data = data[:start] + patch + data[end if abs(end - start) < 64 else start + len(patch) :]

    assert_read_or_refused(data)


directory = st.integers(PACKED.index(b"PK\x01\x02"), len(PACKED) - 1)


@given(st.lists(st.tuples(directory, st.integers(0, 255)), min_size=1, max_size=6))
def test_archive_with_a_mutated_directory_is_read_or_refused(changes):
    data = bytearray(PACKED)
    for place, byte in changes:
        data[place] = byte

    assert_read_or_refused(bytes(data))


yaml_like = st.text("ab:-[]{}&*!<>|?#%@'\"=~ \n\t\x85\u2028,0", max_size=60).map(str.encode) | st.binary(max_size=40)


@given(st.dictionaries(st.sampled_from(sorted(READ)), yaml_like, min_size=1, max_size=3))
def test_archive_of_files_with_any_content_is_read_or_refused(spoilt):
    assert_read_or_refused(pack({**READ, **spoilt}))


def test_merge_keys_are_refused():
    with pytest.raises(ContentError, match=r"aspects\.yaml, line 2: is not valid YAML: “<<” is not supported"):
        read_files(InMemoryFiles({**READ, "aspects.yaml": b"a:\n  <<: {x: y}\n"}))
