"""Words from the user's own editor, through a private file that is removed afterwards."""

import shlex
import subprocess
import tempfile
from pathlib import Path

from clienthealth.errors import UserError

MARK = "# "


def edited(text: str, title: str) -> str:
    """Open $VISUAL or $EDITOR on `text` and return what was saved, without the line of the title."""
    with tempfile.TemporaryDirectory(prefix="clienthealth-") as folder:
        path = Path(folder, "entry.txt")
        path.touch(mode=0o600)
        path.write_text(f"{text}\n{MARK}{title}\n", encoding="utf-8")
        open_on(path)
        lines = path.read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if line != f"{MARK}{title}").strip()


def open_on(path: Path) -> None:
    """Open $VISUAL or $EDITOR on a file and wait until it is closed."""
    from clienthealth.config import editor

    _run([*shlex.split(editor() or "vi"), str(path)])


def _run(command: list[str]) -> None:
    try:
        done = subprocess.run(command, check=False)  # noqa: S603 - the user's own choice of editor
    except OSError as error:
        hint = "set EDITOR, or type the words after the command"
        raise UserError(f"the editor {command[0]!r} cannot be started: {error.strerror}", hint) from error
    if done.returncode:
        raise UserError(f"the editor {command[0]!r} ended with {done.returncode}", "nothing was written")
