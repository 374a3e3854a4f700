"""The options that commands share, each with one meaning."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer


def client_names(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the clients that an unfinished word may mean, for TAB."""
    from clienthealth.core.matching import fold

    names = from_store(ctx, lambda store: store.names())
    return [name.slug for name in names if fold(name.slug).startswith(fold(incomplete))]


def from_store(ctx: typer.Context, asked: Callable[[Any], list[Any]]) -> list[Any]:
    """Return what is asked of the store; completion never says why it has nothing."""
    from clienthealth.commands.session import Session
    from clienthealth.errors import UserError

    # While a word is being completed, options are still texts.
    root = {name: Path(value) for name, value in ctx.find_root().params.items() if name in {"db", "config"} and value}
    session = Session(db=root.get("db"), config=root.get("config"), quiet=True)
    try:
        return asked(session.store) if session.settings.database.is_file() else []
    except UserError:
        return []
    finally:
        session.close()


ClientArgument = Annotated[
    str,
    typer.Argument(metavar="CLIENT", help="A client: slug, name, or a beginning.", autocompletion=client_names),
]
IdArgument = Annotated[str, typer.Argument(metavar="ID", help="A handle (c12), or a client with only one open.")]
WhenOption = Annotated[
    str | None,
    typer.Option("--when", "-w", metavar="WHEN", help="When it happened: yesterday, mon 16:30, 3d."),
]
DueOption = Annotated[str | None, typer.Option("--due", metavar="DUE", help="By when: fri, 3d, 17:30, w48, eom.")]
JsonOption = Annotated[bool, typer.Option("--json", help="JSON instead of text.")]
TopicOption = Annotated[str | None, typer.Option("--topic", help="What it is about, such as scope or deadline.")]
MineOption = Annotated[bool, typer.Option("--mine", help="Only what is mine, or nobody's.")]
NoteOption = Annotated[str | None, typer.Option("--note", help="A note to it.")]
ProjectOption = Annotated[str | None, typer.Option("--project", "-p", help="The project.")]
StaffOption = Annotated[str | None, typer.Option("--staff", help="Who of us it met.")]
ContactOption = Annotated[str | None, typer.Option("--contact", help="Who of theirs.")]
OwnerOption = Annotated[str | None, typer.Option("--owner", help="Who of us takes care of it.")]
WordsArgument = Annotated[list[str], typer.Argument(metavar="WORD...", help="What it says; no quotes needed.")]
