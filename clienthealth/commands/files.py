"""Results into files: whole or not at all, private, and never over what is there."""

import os
from collections.abc import Iterable
from pathlib import Path

from clienthealth.commands.session import Session
from clienthealth.errors import Refused, StoreError


def stream_to(
    session: Session, lines: Iterable[str], out: Path | None, *, force: bool = False, said: bool = True
) -> None:
    """Print lines, or write them to a file (0600) that gets its name when it is complete.

    Without `said` the caller says where it is.
    """
    if out is None:
        for line in lines:
            session.write(line)
        return
    bytes_to(session, (line.encode() for line in lines), out, force=force, said=said)


def bytes_to(session: Session, pieces: Iterable[bytes], out: Path, *, force: bool = False, said: bool = True) -> None:
    """Write bytes to a file (0600) that gets its name when it is complete."""
    if out.exists() and not out.is_file():
        raise Refused(f"{out} is no regular file", "leave --out away, and send what is printed there")
    if (out.exists() or out.is_symlink()) and not force:
        raise Refused(f"{out} exists already", "name another file, or overwrite it with --force")
    part = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        _fill(part, pieces)
        part.replace(out)
    except OSError as error:
        raise StoreError(f"{out} cannot be written: {error.strerror}", "nothing was overwritten") from error
    finally:
        part.unlink(missing_ok=True)
    if said:
        session.remark(f"written to {out}")


def _fill(part: Path, pieces: Iterable[bytes]) -> None:
    """Write the pieces to a new private file, and make sure that they are on the disk."""
    descriptor = os.open(part, os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.writelines(pieces)
        file.flush()
        os.fsync(file.fileno())
