"""The files of a folder of mails, none of which may be what it seems."""

from pathlib import Path

from clienthealth.importers.mail.message import BIGGEST


def bytes_of(path: Path) -> bytes | None:
    """Return the bytes of a mail as far as `BIGGEST` goes; nothing where it cannot be read, or is no plain file."""
    try:
        if not path.is_file():  # a pipe would be waited at for ever
            return None
        with path.open("rb") as file:
            return file.read(BIGGEST)
    except OSError:
        return None


def names_of(folder: Path, *, folders: bool = False) -> list[str]:
    """Return the names in a folder in their order, of folders or of all else; none where it cannot be read."""
    try:
        return sorted(path.name for path in folder.iterdir() if path.is_dir() == folders)
    except OSError:
        return []


def leads_out(path: Path, root: Path) -> bool:
    """Whether a symbolic link leads out of a folder, whose own path is a real one, or nowhere."""
    if not path.is_symlink():
        return False
    try:
        return not path.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):  # to nowhere; round in a circle
        return True
