"""The application: global options, the table of commands, and the one boundary for errors.

Only the command that was named is imported; the others are a line in the help.
"""

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from clienthealth.commands.session import Session
from clienthealth.errors import ExitCode, UserError

EVERY_DAY = ("add", "log", "today", "review", "why", "letter", "undo")

COMMANDS = {
    "add": ("add", "A new client, and what was made clear at the start."),
    "log": ("log", "What happened, and what came out of it."),
    "today": ("today", "What is due or overdue, one line each."),
    "review": ("review", "The weekly risk report."),
    "why": ("why", "What the score of a client rests on."),
    "letter": ("letter", "A draft letter to a client."),
    "undo": ("undo", "Take back my last command that wrote something."),
    "expect": ("expect", "What was made clear in advance."),
    "promise": ("promise", "Commitments both ways."),
    "next": ("next_", "A reminder of our own."),
    "complaint": ("complaint", "A complaint and its life."),
    "effort": ("effort", "What we did to put it right, or beyond."),
    "signal": ("signal_", "An observed act of the client."),
    "contact": ("contact", "The people at a client."),
    "boundary": ("boundary", "A limit we set or a warning we gave."),
    "hardship": ("hardship", "The client is going through something hard."),
    "invoice": ("invoice", "Invoices, and what became of them."),
    "time": ("time_", "Effort that is no contact."),
    "survey": ("survey", "Questions to the client, and their answers."),
    "away": ("away", "Holidays: our clocks stand still."),
    "catchup": ("catchup", "After weeks without logging: one key a client."),
    "clients": ("clients", "All clients, with their health at a glance."),
    "show": ("show", "A client's card and timeline, or one record."),
    "edit": ("edit", "Correct a client or a record."),
    "rm": ("rm", "Take out a client or a record."),
    "merge": ("merge", "Make two clients one."),
    "brief": ("brief", "One page for whoever steps in."),
    "handover": ("handover", "A client and all that is open go to a colleague."),
    "search": ("search", "Find words in everything that was written."),
    "guide": ("guide", "Code of conduct and playbooks, and your own."),
    "score": ("score", "Verdict, both likelihoods, health, recommendation."),
    "whatif": ("whatif", "How it would be after something that has not happened."),
    "history": ("history", "The score over time, what moved it, and what was said."),
    "decide": ("decide", "Note what you did with a recommendation."),
    "outcome": ("outcome", "Note how a relationship turned out."),
    "calibrate": ("calibrate", "What was advised, and how it turned out."),
    "offboard": ("offboard", "What is owed before an ending, and the ending."),
    "check": ("check", "Slips of wording in any text."),
    "import": ("import_", "Read mail, calendars, invoices, time sheets, chats, journals."),
    "imports": ("imports", "What was imported; taking an import back."),
    "inbox": ("inbox", "What imports suggest: accept, change or dismiss by a key."),
    "export": ("export", "Everything out."),
    "privacy": ("privacy", "A person's right to a copy, and to be forgotten."),
    "backup": ("backup", "A verified copy of the store."),
    "restore": ("restore", "Put a verified copy in its place."),
    "doctor": ("doctor", "The health of the store."),
    "config": ("config", "What is set, where it comes from, and the model's numbers."),
    "demo": ("demo", "An invented portfolio to look at."),
}
"""Every command: its module in `commands`, and its line in the help."""


class LazyGroup(TyperGroup):
    """A group that knows its commands by name and imports only the one that is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Import the one command that was named."""
        if cmd_name not in COMMANDS:
            return None
        module, line = COMMANDS[cmd_name]
        app: typer.Typer = import_module(f"clienthealth.commands.{module}").app
        command = typer.main.get_command(app)
        command.name, command.short_help = cmd_name, line
        for each in getattr(command, "commands", {}).values():
            each.short_help = each.short_help or (each.help or "").partition("\n")[0]  # whole, where click cuts it off
        return command

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command, or say which one was nearly named."""
        if args and args[0] not in COMMANDS:
            from clienthealth.core.matching import nearest
            from clienthealth.errors import UsageError

            close = nearest(args[0], list(COMMANDS))
            hint = f"did you mean `clienthealth {close}`?" if close else "`clienthealth --help` lists all commands"
            raise UsageError(f"there is no command {args[0]!r}", hint)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """List the commands without importing them: those of every day first."""
        rest = [name for name in COMMANDS if name not in EVERY_DAY]
        for title, names in (("Every day", EVERY_DAY), ("More", rest)):
            with formatter.section(title):
                formatter.write_dl([(name, COMMANDS[name][1]) for name in names])


app = typer.Typer(
    cls=LazyGroup,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(invoke_without_command=True)
def clienthealth(
    context: typer.Context,
    db: Annotated[Path | None, typer.Option(metavar="FILE", readable=False, help="The database.")] = None,
    config: Annotated[Path | None, typer.Option(metavar="FILE", help="The configuration.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Plain text, no remarks.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show a traceback when something breaks.")] = False,
    version: Annotated[bool, typer.Option("--version", help="Say which version this is.")] = False,
) -> None:
    """Tell a problem client from a client with a problem, from a record instead of a mood."""
    state = context.ensure_object(dict)
    session = Session(db=db, config=config, quiet=quiet, debug=debug, command=state.get("command", ()))
    state["session"] = session
    if version:
        from clienthealth import __version__

        session.write(f"clienthealth {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        from clienthealth.commands.today import greet

        greet(session)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; no exception leaves this function."""
    words = list(sys.argv[1:] if argv is None else argv)
    debug = "--debug" in words
    state: dict[str, Any] = {"command": words}
    try:
        outcome = typer.main.get_command(app).main(
            args=list(words),
            prog_name="clienthealth",
            standalone_mode=False,
            obj=state,
        )
        return _ended(outcome, state)
    except UserError as error:
        if debug:
            raise
        return _failed(error.message, _with_draft(error, state), error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        return _ended(ExitCode.INTERRUPTED, state)
    except BrokenPipeError:
        return _quietly_gone()
    except Exception as error:
        if debug:
            raise
        return _unexpected(error, state)
    finally:
        if "session" in state:
            state["session"].close()


def _ended(outcome: object, state: dict[str, Any]) -> int:
    """Return the exit code of a command; Typer turns Ctrl-C into an exit of its own."""
    if outcome == ExitCode.INTERRUPTED:
        parting = state["session"].parting if "session" in state else ""
        return _failed("interrupted", _with_draft(None, state, parting), ExitCode.INTERRUPTED)
    return outcome if isinstance(outcome, int) else ExitCode.DONE


def _failed(message: str, hint: str, code: ExitCode) -> ExitCode:
    """Say on standard error what is wrong and what to do."""
    from clienthealth.render.words import visible

    print(f"clienthealth: {visible(message)}", file=sys.stderr)
    if hint:
        print(visible(hint, keep_lines=True), file=sys.stderr)
    return code


def _unexpected(error: Exception, state: dict[str, Any]) -> ExitCode:
    """Say what the parser did not understand, or that this is a bug of ours."""
    usage = getattr(error, "format_message", None)
    if usage:
        return _failed(usage(), _help_hint(error, state["command"]), ExitCode.USAGE)
    what = f"a bug of ours: {type(error).__name__}: {error}"
    return _failed(what, _with_draft(None, state, "`--debug` shows where; please report it"), ExitCode.BUG)


def _help_hint(error: Exception, words: Sequence[str]) -> str:
    context = getattr(error, "ctx", None)
    if not context:
        return ""
    hint = f"`{context.command_path} --help` shows how"
    option, close = getattr(error, "option_name", ""), getattr(error, "possibilities", True)
    if option and not close and any(each.nargs == -1 for each in context.command.params):
        hint += f"; if it is one of your words, put -- before them: {_dashed(context.command_path, words, option)}"
    return hint


def _dashed(path: str, words: Sequence[str], option: str) -> str:
    """Return a command line with -- before its words: the one typed, where only one thing looks like an option."""
    import shlex

    name = path.split()
    first, *rest = words[words.index(name[-1]) + 1 :]
    if first.startswith("-") or sum(word.startswith("-") for word in rest) != 1:
        return f"{path} … -- … {option} …"
    return shlex.join([*name, first, "--", *rest])


def _with_draft(error: UserError | None, state: dict[str, Any], hint: str = "") -> str:
    """Keep what was typed, and say where, after the way out."""
    failed = error is None or error.exit_code is ExitCode.STORE
    kept = state["session"].keep_draft(failed=failed) if "session" in state else ""
    return "\n".join(part for part in (error.hint if error else hint, kept) if part)


def _quietly_gone() -> ExitCode:
    """End without a word: the reader of our output has closed it."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return ExitCode.DONE


def run() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(main())
