"""`inbox`: what imports suggest, each accepted, changed or dismissed by a key."""

from typing import Annotated

import typer

from clienthealth.commands.options import JsonOption, client_names
from clienthealth.commands.session import Session

app = typer.Typer(rich_markup_mode=None, add_completion=False)

EXAMPLES = """
Examples:

  clienthealth inbox

  clienthealth inbox accept f3 severity=1 They asked twice

  clienthealth inbox dismiss f4 f5
"""
HandlesArgument = Annotated[list[str], typer.Argument(metavar="HANDLE...", help="As `inbox` shows them: f3 f4.")]
ClientOption = Annotated[
    str | None,
    typer.Option("--client", "-c", metavar="CLIENT", help="Only of this client.", autocompletion=client_names),
]


@app.callback(invoke_without_command=True, epilog=EXAMPLES)
def inbox(
    context: typer.Context,
    client: ClientOption = None,
    listed: Annotated[bool, typer.Option("--list", help="List them, even on a terminal.")] = False,
    json: JsonOption = False,
) -> None:
    """Go through what imports suggest by single keys; off a terminal, list it. Nothing here is scored."""
    if context.invoked_subcommand is not None:
        return
    from clienthealth.commands import inbox_work

    session = Session.of(context)
    slug = session.reading_client(client) if client else None
    if session.may_ask and not (listed or json):
        inbox_work.by_key(session, slug)
    else:
        inbox_work.show(session, slug, json=json)


@app.command(epilog=EXAMPLES)
def accept(
    context: typer.Context,
    handle: Annotated[str, typer.Argument(metavar="HANDLE", help="As `inbox` shows it: f3.")],
    words: Annotated[list[str] | None, typer.Argument(metavar="[WORD|FIELD=VALUE]...", help="What to change.")] = None,
    json: JsonOption = False,
) -> None:
    """Record what one suggestion proposes, as it is or changed."""
    from clienthealth.commands import inbox_work

    session = Session.of(context)
    session.tell(
        [inbox_work.accept(session, inbox_work.waiting_one(session, handle), " ".join(words or ()))], json=json
    )


@app.command(epilog=EXAMPLES)
def dismiss(context: typer.Context, handles: HandlesArgument, json: JsonOption = False) -> None:
    """End suggestions for good: the same one never comes back."""
    from clienthealth.commands import inbox_work

    session = Session.of(context)
    held = [inbox_work.waiting_one(session, each) for each in handles]
    inbox_work.dismiss(session, held)
    inbox_work.tell_dismissed(session, held, json=json)
