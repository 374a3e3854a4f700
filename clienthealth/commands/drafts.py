"""What was typed and could not be written: kept, found again, never thrown away."""

import os
import shlex
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from clienthealth.core.moments import text_of
from clienthealth.errors import NotFound, UserError

SUFFIX = ".draft.json"

WORDLESS = frozenset(
    (
        *(
            "today",
            "review",
            "why",
            "letter",
            "undo",
            "clients",
            "show",
            "brief",
            "handover",
            "rm",
            "merge",
            "search",
            "check",
            "score",
            "whatif",
            "history",
        ),
        *(
            "import",
            "imports",
            "inbox",
            "export",
            "backup",
            "restore",
            "doctor",
            "config",
            "demo",
            "calibrate",
            "guide",
        ),
    )
)
"""Commands that only read, or take what they write from the record or a file: nothing is lost with them."""

LISTING = frozenset({"list", "kinds", "sheet", "due", "thanks", "export", "erase"})
"""Subcommands that only read, or of which nothing is to be kept."""


class Draft(NamedTuple):
    """A command that failed: its words, when they were typed, and for `log` the values they stand for."""

    command: Sequence[str]
    typed_at: datetime
    typed: Mapping[str, Any]
    path: Path | None = None

    @property
    def name(self) -> list[str]:
        """The command and what follows it, without the options that all commands have."""
        rest = list(self.command)
        while rest and rest[0].startswith("-"):
            if rest.pop(0) in {"--db", "--config"}:
                rest = rest[1:]
        return rest

    @property
    def of_log(self) -> bool:
        """Whether `log --draft` can take it up."""
        return self.name[:1] == ["log"]

    @property
    def worth_keeping(self) -> bool:
        """Whether something was typed that is nowhere else."""
        if self.of_log:
            return bool(self.typed.keys() - {"client", "amend"})
        command, *more = self.name or [""]
        if more[:1] == ["handle"]:
            return len(more) > len(("handle", "CLIENT"))  # a walk writes each answer as it is given
        return bool(more) and command not in WORDLESS and not (command != "add" and more[0] in LISTING)

    @property
    def line(self) -> str:
        """The command line, as a shell takes it."""
        return shlex.join(["clienthealth", *self.command])


def folder() -> Path:
    """Return where drafts are kept: beside the usual place of the database, wherever `--db` points."""
    from clienthealth.config.environment import database

    return database().parent / "drafts"


def keep(draft: Draft) -> str:
    """Write a draft and say where it is and how to go on from it; where that fails, return the text itself."""
    if not draft.worth_keeping:
        return ""
    text = _text(draft)
    try:
        path = written(text.encode(), f"{draft.typed_at:%Y%m%d-%H%M%S}-", SUFFIX)
    except (OSError, UserError):
        return f"what you typed could not be kept either; here it is:\n{text if draft.of_log else draft.line}"
    if draft.path:
        draft.path.unlink(missing_ok=True)  # what it held is in the new one
    if draft.of_log:
        common = draft.command[: len(draft.command) - len(draft.name)]
        again = shlex.join(["clienthealth", *common, "log", "--draft"])
        return f"what you typed is kept in {path}; `{again}` takes it up"
    return f"what you typed is kept in {path}; to type it again: {draft.line}"


def written(data: bytes, prefix: str, suffix: str) -> Path:
    """Write a private file (0600) into the folder of drafts, whole or not at all, and return where it is."""
    from tempfile import mkstemp

    place = folder()
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    place.mkdir(mode=0o700, exist_ok=True)
    handle, name = mkstemp(prefix=prefix, suffix=".part", dir=place)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        return part.rename(part.with_suffix(suffix))
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


def words_in(path: Path) -> list[str]:
    """Return the words of a draft, and the client that it is for; none where the file is no draft."""
    draft = _read(path) if path.name.endswith(SUFFIX) else None
    return [*draft.command, str(draft.typed.get("client", ""))] if draft else []


def newest(remark: Callable[[str], None]) -> Draft:
    """Return the newest draft of `log`; raises NotFound, with the way to repeat what another command left."""
    others = []
    for path in sorted(folder().glob(f"*{SUFFIX}"), key=lambda path: path.stat().st_mtime_ns, reverse=True):
        draft = _read(path)
        if draft is None:
            remark(f"{path} cannot be read: it is passed over; look what is in it, then remove it")
        elif draft.of_log:
            return draft
        else:
            others.append(draft)
    if not others:
        raise NotFound("there is no draft", "a draft is kept when a write fails")
    last = others[0]
    command = " ".join(last.name[: 1 if last.name[0] == "add" else 2])
    hint = f"it is kept in {last.path} since {text_of(last.typed_at)}; to type it again: {last.line}"
    raise NotFound(f"there is no draft of `log`; the newest is one of `{command}`", hint)


def _text(draft: Draft) -> str:
    import json

    held = {"command": list(draft.command), "typed_at": text_of(draft.typed_at), "typed": dict(draft.typed)}
    text = json.dumps(held, ensure_ascii=False, indent=1)
    try:
        text.encode()
    except UnicodeEncodeError:  # bytes that are no text were typed: they stand as escapes
        text = json.dumps(held, indent=1)
    return text


def _read(path: Path) -> Draft | None:
    """Return the draft in a file, of the older form as well, which named no command and no moment."""
    import json

    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        if "command" in held:
            moment = datetime.fromisoformat(held["typed_at"]).astimezone(UTC)
            draft = Draft([str(word) for word in held["command"]], moment, dict(held["typed"]), path)
            return draft if draft.name else None
        return Draft(["log"], datetime.fromtimestamp(path.stat().st_mtime, UTC), dict(held), path)
    except (OSError, ValueError, TypeError, KeyError):
        return None
