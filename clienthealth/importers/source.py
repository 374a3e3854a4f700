"""A file to be read: opened as often as a reader needs it, never written, never unpacked."""

from pathlib import Path, PurePath
from typing import BinaryIO

from clienthealth.errors import BadData

HEAD = 1 << 16
"""Bytes that are looked at to recognise a format."""


class Source:
    """One file or folder, what it is called to the user, and how much of it has been read."""

    def __init__(self, path: Path, name: str = "", inner: str = "") -> None:
        """Take a path, what it is called, and what it is called inside of the zip or folder that was named."""
        self.path = path
        self._inner = inner or name or str(path)
        self.within = legible(str(PurePath(inner).parent)) if inner else ""
        """The folders it lies in, inside of the zip or folder that was named."""
        self.name = legible(name or str(path))
        self.guessed = ""
        """The encoding it was read in, where nothing in it and nobody told."""
        self._handle: BinaryIO | None = None
        self._head: bytes | None = None

    @property
    def title(self) -> str:
        """What the file is called, without its folder and its ending, nor that of what packed it."""
        return PurePath(legible(self._inner).removesuffix(".gz")).stem

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder, such as a Maildir."""
        return self.path.is_dir()

    @property
    def head(self) -> bytes:
        """The first 64 KiB; nothing of a folder."""
        if self._head is None:
            if self.is_folder:
                self._head = b""
            else:
                with self.open() as file:
                    self._head = file.read(HEAD)
        return self._head

    def open(self) -> BinaryIO:
        """Open the file for reading bytes from its beginning; raises BadData where that cannot be.

        Of one that is packed with gzip, those that are packed.
        """
        self._handle = None
        try:
            self._handle = file = self.path.open("rb")
            begins = file.peek(3)
        except OSError as error:
            if self._handle:
                self._handle.close()
            raise BadData(f"{self.name} cannot be read: {error.strerror}", "name a file that is there") from error
        if begins.startswith(b"\x1f\x8b"):
            from clienthealth.importers.gzipped import unpacked

            return unpacked(file, self.name, self.size)
        return file

    @property
    def size(self) -> int:
        """The bytes of the file as it is kept; 0 of a folder."""
        return 0 if self.is_folder else self.path.stat().st_size

    @property
    def done(self) -> float:
        """How much of it has been read, 0 to 1; 0 of a folder."""
        if self._handle is None or self._handle.closed or not self.size:
            return 0.0
        return min(1.0, self._handle.tell() / self.size)


def legible(name: str) -> str:
    """Return the name of a file as text that can be kept: bytes that are none are replaced."""
    return name.encode(errors="surrogateescape").decode(errors="replace")
