"""Zip archives, read as streams and never unpacked: no path is trusted, and nothing may grow without end."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import IO, BinaryIO, Self

from clienthealth.errors import BadData
from clienthealth.importers.items import Problem
from clienthealth.importers.source import HEAD, Source

MOST_MEMBERS = 200_000
_BOMB = 300
"""How many times its size a member may grow; text grows ten times, JSON thirty."""
_HARMLESS = 16 << 20
_SHOWN = 80
# What exports are packed with; the other ways may need a gigabyte of memory for a file of a few bytes.
_READ = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    struct.error,
)


def is_archive(source: Source) -> bool:
    """Whether a file is a zip, by its first bytes."""
    return source.head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def names_in(source: Source) -> list[str]:
    """Return the names in an archive; of one that is broken those that can be seen in its first bytes."""
    try:
        with source.open() as file, zipfile.ZipFile(file) as archive:
            return archive.namelist()
    except _BROKEN:
        pieces = source.head.split(b"PK\x03\x04")[1:]
        return [piece[26 : 26 + int.from_bytes(piece[22:24], "little")].decode("utf-8", "replace") for piece in pieces]


class Archive:
    """A zip that is open: `members` are what may be read, `problems` name what may not."""

    def __init__(self, source: Source) -> None:
        self.name = source.name
        self.members: dict[str, zipfile.ZipInfo] = {}
        self.problems: list[Problem] = []
        self._source = source
        self._file = source.open()
        try:
            self._zip = zipfile.ZipFile(self._file)
        except _BROKEN as error:
            self._file.close()
            raise BadData(f"{source.name} is a broken or cut-off zip", "export or download it again") from error
        if len(self._zip.filelist) > MOST_MEMBERS:
            self.close()
            raise BadData(f"{source.name} holds more than {MOST_MEMBERS:,} files", "name the export itself")
        for info in self._zip.infolist():
            self._sort(info)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the archive and its file."""
        self._zip.close()
        self._file.close()

    def _sort(self, info: zipfile.ZipInfo) -> None:
        if info.filename.endswith("/"):
            return
        if wrong := _wrong_with(info):
            self.problems.append(Problem(info.filename[:_SHOWN], "member", *wrong))
        else:
            self.members[info.filename] = info

    def read(self, name: str, limit: int) -> bytes:
        """Return the bytes of a member; raises BadData where it is broken or larger than the limit."""
        with self.open(name, limit) as file:
            return file.read()

    def open(self, name: str, limit: int) -> BinaryIO:
        """Open a member; raises BadData, then or while it is read, where it is broken or larger than the limit."""
        info = self.members[name]
        if info.file_size > limit:
            raise BadData(f"{name} in {self.name} is larger than {limit >> 20} MB", "name a smaller export")
        try:
            file = self._zip.open(info)
        except _BROKEN as error:
            raise _damaged(name, self.name) from error
        return io.BufferedReader(_Guarded(file, name, self.name), HEAD)

    def check_growth(self, names: Iterable[str], times: int) -> None:
        """Raise BadData where members together grow to more than so many times the archive, beyond what is harmless."""
        grown = sum(self.members[name].file_size for name in names)
        if grown > max(_HARMLESS, times * self._source.size):
            raise BadData(
                f"{self.name} grows to more than {times} times its size", "ask where it comes from, or export again"
            )

    def source(self, name: str, limit: int) -> Source:
        """Return a member as a source of its own."""
        return Member(self, self._source, name, limit)


class _Guarded(io.RawIOBase):
    """A member whose damage is told as ours."""

    def __init__(self, file: IO[bytes], name: str, archive: str) -> None:
        super().__init__()
        self._inner = file
        self._name = name
        self._archive = archive

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        try:
            piece = self._inner.read(len(buffer))
        except _BROKEN as error:
            raise _damaged(self._name, self._archive) from error
        buffer[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        self._inner.close()
        super().close()


class Member(Source):
    """A member of an archive, `member` by its name in it, read where it is."""

    def __init__(self, archive: Archive, whole: Source, name: str, limit: int) -> None:
        super().__init__(whole.path, f"{name} in {whole.name}", name)
        self._archive = archive
        self.member = name
        self._limit = limit

    @property
    def is_folder(self) -> bool:
        """No: what is a folder in a zip has no bytes."""
        return False

    def open(self) -> BinaryIO:
        """Open it for reading bytes from its beginning; raises BadData where it is broken or too large."""
        return self._archive.open(self.member, self._limit)


def _damaged(name: str, archive: str) -> BadData:
    return BadData(f"{name} in {archive} is damaged", "export or download it again")


def _wrong_with(info: zipfile.ZipInfo) -> tuple[str, str] | None:
    """Return what keeps a member from being read, and the way out."""
    # Not `info.filename`: on some systems that is changed to what is harmless there.
    name = info.orig_filename.replace("\\", "/")
    path = PurePosixPath(name)
    if not path.parts:
        return "has no name", "ask where this file comes from"
    if path.is_absolute() or ".." in path.parts or name[1:2] == ":" or "\0" in name:
        return "leads out of the archive and is not read", "ask where this file comes from"
    if info.compress_type not in _READ:
        return "is packed in a way that is not read", "make an ordinary zip of it"
    if info.flag_bits & 1:
        return "is locked with a password", "make an archive without a password"
    if info.file_size > _HARMLESS and info.file_size > _BOMB * max(info.compress_size, 1):
        return "grows to more than 300 times its size and is not read", "ask where this file comes from"
    return None
