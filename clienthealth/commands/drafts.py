"""What was typed and could not be written: kept, found again, never thrown away."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from clienthealth.errors import NotFound, UserError

SUFFIX = ".draft.json"


def folder() -> Path:
    """Return where drafts are kept: beside the usual place of the database, wherever `--db` points."""
    from clienthealth.config.environment import database

    return database().parent / "drafts"


def keep(typed: Mapping[str, Any], name: str) -> str:
    """Write a draft (0600) and say where it is; where that fails, return the text itself."""
    import json

    text = json.dumps(dict(typed), ensure_ascii=False, indent=1)
    try:
        path = folder() / f"{name}-{os.getpid()}{SUFFIX}"
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
    except (OSError, UserError, UnicodeEncodeError):
        return f"what you typed could not be kept either; here it is:\n{text}"
    return f"what you typed is kept in {path}; `clienthealth log --draft` takes it up"


def newest() -> tuple[Path, dict[str, Any]]:
    """Return the newest draft with its path; raises NotFound where there is none."""
    import json

    drafts = sorted(folder().glob(f"*{SUFFIX}"), key=lambda path: path.stat().st_mtime_ns)
    if not drafts:
        raise NotFound("there is no draft", "a draft is kept when a write fails")
    held: dict[str, Any] = json.loads(drafts[-1].read_text(encoding="utf-8"))
    return drafts[-1], held
