"""One command inside another one that goes on: run as the shell would run it, and what it says is kept."""

from importlib import import_module
from typing import Any, NamedTuple

import typer

from clienthealth.commands.session import Session
from clienthealth.errors import ExitCode, UserError


class Heard(NamedTuple):
    """What a command said, and whether it did what it was to do."""

    text: str
    done: bool


class Overheard(Session):
    """A session whose words are kept instead of printed, and that nobody is asked in."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self._said: list[str] = []

    @property
    def text(self) -> str:
        """All that was said, results and remarks in their order."""
        return "\n".join(self._said)

    @property
    def on_terminal(self) -> bool:
        """Never: it is plain text, to be put on a page."""
        return False

    @property
    def room(self) -> tuple[int, int]:
        """None: what is drawn for the width of a terminal would not fit a page."""
        return 0, 0

    @property
    def may_ask(self) -> bool:
        """Never: whoever runs it has asked before."""
        return False

    def write(self, text: str) -> None:
        """Keep a result."""
        if text:
            self._said.append(text.removesuffix("\n"))

    def remark(self, text: str) -> None:
        """Keep what is said beside the result."""
        if not self.quiet:
            self._said.append(text)


def run(session: Session, name: str, *words: str) -> Heard:
    """Run a command and return what it said, be it why it did nothing; raises KeyboardInterrupt for Ctrl-C."""
    inner = session.again(Overheard, name, *words)
    command = typer.main.get_command(import_module(f"clienthealth.commands.{name}").app)
    try:
        outcome = command.main(
            args=list(words), prog_name=f"clienthealth {name}", standalone_mode=False, obj={"session": inner}
        )
    except UserError as error:
        return Heard(refusal(inner, error), done=False)
    except Exception as error:
        usage = getattr(error, "format_message", None)
        if usage is None:
            raise
        return Heard(usage(), done=False)
    finally:
        inner.close()
    if outcome == ExitCode.INTERRUPTED:
        raise KeyboardInterrupt
    return Heard(inner.text, done=True)


def logged(session: Session, client: str, typed: str) -> Heard:
    """Log what was typed in one line as if it had followed `log CLIENT`, and return what was said."""
    return run(session, "log", client, *_log_words(typed))


def refusal(session: Session, error: UserError) -> str:
    """Return what went wrong, what to do, and where what was typed is kept if the store was at fault."""
    kept = session.keep_draft(failed=error.exit_code is ExitCode.STORE)
    return "\n".join(part for part in (error.message, error.hint, kept) if part)


def _log_words(typed: str) -> list[str]:
    """Return what follows `log CLIENT`: options where there are any, else plain words whatever they look like."""
    import shlex
    from re import search

    if not search(r"(^|\s)--?[A-Za-z]", typed):
        return ["--", typed]
    try:
        return shlex.split(typed)
    except ValueError:
        return ["--", typed]
