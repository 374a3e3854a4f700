"""Zips are read as streams: which members may be read, and what damage is told as."""

import zipfile
from pathlib import Path

import pytest

from clienthealth.errors import BadData
from clienthealth.importers.archive import Archive, is_archive, names_in
from clienthealth.importers.source import Source


def zipped(folder: Path, *names: str, text: str = "text") -> Source:
    path = folder / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, text)
    return Source(path)


@pytest.mark.parametrize(
    "name", ["../a.txt", "a/../../b.txt", "/etc/a.txt", "..\\a.txt", "C:\\a.txt", "C:/a.txt", "a/.."]
)
def test_paths_that_lead_elsewhere_are_named_and_not_read(tmp_path, name):
    with Archive(zipped(tmp_path, name, "b.txt")) as archive:
        assert list(archive.members) == ["b.txt"]
        assert [problem.field for problem in archive.problems] == ["member"]


@pytest.mark.parametrize("name", ["a.txt", "a b/ü.txt", "a..b.txt", "...txt", "ab:c.txt"])
def test_paths_that_lead_nowhere_else_are_read(tmp_path, name):
    with Archive(zipped(tmp_path, name, "folder/")) as archive:
        assert archive.read(name, 100) == b"text"
        assert not archive.problems


def test_a_member_larger_than_the_limit_is_refused(tmp_path):
    with Archive(zipped(tmp_path, "a.txt", text="x" * 101)) as archive:
        assert len(archive.read("a.txt", 101)) == 101
        with pytest.raises(BadData, match=r"a\.txt"):
            archive.read("a.txt", 100)


def test_members_that_grow_too_much_together_are_refused(tmp_path):
    texts = [f"{number} is a number\n" * 400_000 for number in range(3)]
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, text in enumerate(texts):
            archive.writestr(f"{number}.txt", text)
    with Archive(Source(path)) as archive:
        archive.check_growth(["0.txt"], 20)
        archive.check_growth(archive.members, 1000)
        with pytest.raises(BadData, match="20 times"):
            archive.check_growth(archive.members, 20)


def test_a_member_that_grows_too_much_is_named(tmp_path):
    with Archive(zipped(tmp_path, "a.txt", text="x" * (17 << 20))) as archive:
        assert [problem.spot for problem in archive.problems] == ["a.txt"]
        assert not archive.members


def test_a_member_that_is_longer_than_it_says_is_not_read_beyond(tmp_path):
    source = zipped(tmp_path, "a.txt", text="x" * 1000)
    raw = bytearray(source.path.read_bytes())
    directory = raw.index(b"PK\x01\x02")
    raw[directory + 24 : directory + 28] = (10).to_bytes(4, "little")
    source.path.write_bytes(raw)
    with Archive(source) as archive, pytest.raises(BadData, match="damaged"):
        archive.read("a.txt", 100)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_every_damage_is_ours_to_tell(tmp_path, method):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("a.txt", "".join(map(chr, range(32, 120))) * 40)
    whole = path.read_bytes()
    end = whole.index(b"PK\x01\x02")
    refused = []
    for at in range(0, end, max(1, end // 60)):
        raw = bytearray(whole)
        raw[at] ^= 0xFF
        path.write_bytes(raw)
        try:
            with Archive(Source(path)) as damaged:
                for name in damaged.members:
                    damaged.read(name, 1 << 20)
        except BadData as error:
            refused.append(error)
    assert len(refused) > 20
    assert all(error.hint for error in refused)


@pytest.mark.parametrize("method", [12, 14, 97])
def test_a_member_that_is_packed_in_another_way_is_named(tmp_path, method):
    source = zipped(tmp_path, "a.txt")
    raw = bytearray(source.path.read_bytes())
    raw[raw.index(b"PK\x01\x02") + 10] = method
    source.path.write_bytes(raw)
    with Archive(source) as archive:
        assert [problem.spot for problem in archive.problems] == ["a.txt"]
        assert not archive.members


def test_a_member_is_a_source_that_can_be_read_again(tmp_path):
    with Archive(zipped(tmp_path, "a.txt")) as archive:
        member = archive.source("a.txt", 100)
        assert (member.head, member.open().read(), member.open().read(3)) == (b"text", b"text", b"tex")
        assert not member.is_folder
        assert member.name.startswith("a.txt in ")


def test_names_of_a_broken_zip_are_seen_in_its_beginning(tmp_path):
    source = zipped(tmp_path, "a.txt", "b/c.txt")
    source.path.write_bytes(source.path.read_bytes()[:-30])
    assert is_archive(source)
    assert names_in(source) == ["a.txt", "b/c.txt"]
    with pytest.raises(BadData, match="cut-off"):
        Archive(source)
