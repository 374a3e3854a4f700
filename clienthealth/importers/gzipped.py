"""Files packed with gzip, such as a month of a mailing list's archive: read as a stream, and never unpacked on disk."""

import gzip
import io
import zlib
from typing import BinaryIO

from clienthealth.errors import BadData

TIMES = 100
"""How many times its size a file may grow: text grows four times, tables twenty."""

HARMLESS = 16 << 20
BLOCK = 1 << 16


def unpacked(file: BinaryIO, name: str, size: int) -> BinaryIO:
    """Return what is packed in a file of some bytes; reading raises BadData where it is damaged, or grows too much."""
    return io.BufferedReader(_Unpacked(file, name, max(HARMLESS, TIMES * size)), BLOCK)


class _Unpacked(io.RawIOBase):
    """What is packed in a file, counted as it comes."""

    def __init__(self, file: BinaryIO, name: str, most: int) -> None:
        super().__init__()
        self._file = file
        self._inner = gzip.GzipFile(fileobj=file)
        self._name = name
        self._most = most

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        try:
            piece = self._inner.read(len(buffer))
        except (OSError, EOFError, zlib.error) as error:
            raise BadData(f"{self._name} is damaged or cut off", "download it again; nothing was imported") from error
        if self._inner.tell() > self._most:
            what = f"{self._name} grows to more than {TIMES} times its size"
            raise BadData(what, "ask where it comes from; if you know, unpack it first: nothing was imported")
        buffer[: len(piece)] = piece
        return len(piece)

    def seek(self, place: int, whence: int = 0) -> int:
        """Go to a place, from the beginning; the end is not known before it is reached (OSError)."""
        if whence != io.SEEK_SET:
            raise io.UnsupportedOperation("the end of a packed file is not known")
        return self._inner.seek(place)

    def close(self) -> None:
        self._inner.close()
        self._file.close()
        super().close()
