"""Files of the user's own beside the configuration: read whole, or refused with the way out."""

from pathlib import Path

from clienthealth.errors import BadData

LARGEST = 65_536
"""Bytes of a file; what is read so is a page or two."""


def text_of(path: Path) -> str:
    """Return the text of a file; raises BadData for one that is too large, no UTF-8 or no file.

    What is no regular file is never opened, for a pipe would wait for ever.
    """
    try:
        if not path.is_file():
            raise BadData(f"{path}: is no file", "take it out of the folder")
        with path.open("rb") as file:
            held = file.read(LARGEST + 1)
    except OSError as error:
        raise BadData(f"{path}: cannot be read: {error.strerror}", "see who may read it") from error
    if len(held) > LARGEST:
        raise BadData(f"{path}: is larger than {LARGEST} bytes", "make two of it, or say less")
    try:
        return held.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = held.count(b"\n", 0, error.start) + 1
        raise BadData(f"{path}:{line}: is not UTF-8", "save the file as UTF-8") from None
