"""Words from the user's own editor, through a private file; what was saved outlives an editor that fails."""

import shlex
import subprocess
import tempfile
from pathlib import Path

from clienthealth.errors import UserError

MARK = "# "


def edited(text: str, title: str, again: str = "") -> str:
    """Open $VISUAL or $EDITOR on `text` and return what was saved, without the line of the title.

    `again` is the command that takes the words from standard input, for the hint where they had to be kept.
    """
    with tempfile.TemporaryDirectory(prefix="clienthealth-") as folder:
        path = Path(folder, "entry.txt")
        path.touch(mode=0o600)
        begun = f"{text}\n{MARK}{title}\n".encode()
        path.write_bytes(begun)
        try:
            open_on(path)
        except UserError as error:
            raise UserError(error.message, _kept(path, begun, title, again) or error.hint) from error
        try:
            saved = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            what = f"the editor saved text that is not UTF-8, from byte {error.start + 1} on"
            again = again and f"convert it to UTF-8 (iconv), then {again}"
            raise UserError(what, _kept(path, begun, title, again)) from error
        except OSError as error:
            raise UserError(f"the editor left no text: {error.strerror}", "nothing was written") from error
    return "\n".join(line for line in saved.split("\n") if line != f"{MARK}{title}").strip()


def open_on(path: Path) -> None:
    """Open $VISUAL or $EDITOR on a file and wait until it is closed."""
    from clienthealth.config import editor

    _run([*shlex.split(editor() or "vi"), str(path)])


def _kept(path: Path, begun: bytes, title: str, again: str) -> str:
    """Keep what was saved, byte for byte, and say where; nothing where nothing was written."""
    saved = path.read_bytes() if path.is_file() else b""
    words = saved.replace(f"{MARK}{title}\n".encode(), b"")
    if saved == begun or not words.strip():
        return ""
    return kept(words, again)


def kept(words: bytes, again: str = "") -> str:
    """Keep what was written in an editor, and say where; `again` is the command that takes it from standard input."""
    from clienthealth.commands.drafts import written

    try:
        path = written(words, "edited-", ".txt")
    except (OSError, UserError):
        return f"what you wrote could not be kept either; here it is:\n{words.decode(errors='replace')}"
    return f"what you wrote is kept in {path}" + (f"; {again} < {shlex.quote(str(path))}" if again else "")


def _run(command: list[str]) -> None:
    import signal

    try:
        process = subprocess.Popen(command)  # noqa: S603 - the user's own choice of editor
    except OSError as error:
        hint = "set EDITOR, or type the words after the command"
        raise UserError(f"the editor {command[0]!r} cannot be started: {error.strerror}", hint) from error
    # As with git: while the editor is open, Ctrl-C is the editor's, lest what it saved be lost.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        code = process.wait()
    finally:
        signal.signal(signal.SIGINT, before)
    if code:
        raise UserError(f"the editor {command[0]!r} ended with {code}", "nothing was written")
