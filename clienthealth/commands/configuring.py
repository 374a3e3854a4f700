"""The configuration as a file to be edited: made where there is none, looked at when it was saved."""

import os
from pathlib import Path

from clienthealth.commands.session import Session
from clienthealth.errors import StoreError, UsageError, UserError


def where(session: Session) -> Path:
    """Return where the configuration stands; raises UsageError where there is no home folder for it."""
    if session.configuration is None:
        raise UsageError("there is no home folder to keep the configuration in", "name the file with --config")
    return session.configuration


def edited(session: Session) -> Path:
    """Open the file in the editor and make sure that it can be read; what cannot is kept and named."""
    from clienthealth.commands.editor import open_on

    path = where(session)
    if not session.may_ask:
        raise UsageError("there is nobody to edit the configuration", f"it is {path}")
    if not path.exists():
        _make(path)
    open_on(path)
    try:
        _check(path)
    except UserError as error:
        hint = f"{error.hint}\nthe file is kept as you saved it; `clienthealth config edit` opens it again".lstrip()
        kept = UserError(error.message, hint)
        kept.exit_code = error.exit_code
        raise kept from error
    return path


def _make(path: Path) -> None:
    """Write a file with every key in it as a comment, private from the start."""
    from clienthealth.config.showing import sample

    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_WRONLY, 0o600)
    except OSError as error:
        raise StoreError(f"{path} cannot be made: {error.strerror}", "name another place with --config") from error
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(sample())


def _check(path: Path) -> None:
    """Read the file as every command will: all keys, the zone, the numbers of the model."""
    from clienthealth.config import load
    from clienthealth.core.score.policy import DEFAULT

    settings = load(path)
    DEFAULT.changed(settings.policy)
    settings.zone.utcoffset(None)
