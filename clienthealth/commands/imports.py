"""`imports`: what was imported, and taking one import back."""

from typing import Annotated

import typer

from clienthealth.commands.options import JsonOption
from clienthealth.commands.session import Session

app = typer.Typer(rich_markup_mode=None, add_completion=False)

EXAMPLES = """
Examples:

  clienthealth imports

  clienthealth imports undo m3

  clienthealth imports answers

  clienthealth imports forget mbox anna@acme.example
"""


@app.callback(invoke_without_command=True, epilog=EXAMPLES)
def imports(context: typer.Context, json: JsonOption = False) -> None:
    """List the imports that stand, or take one back."""
    if context.invoked_subcommand is not None:
        return
    from clienthealth.render import import_list
    from clienthealth.store import batches

    session = Session.of(context)
    found = batches.all_batches(session.store)
    session.write(import_list.as_json(found) if json else import_list.lines(found, session.now))


@app.command(epilog=EXAMPLES)
def undo(
    context: typer.Context,
    batch: Annotated[str, typer.Argument(metavar="BATCH", help="As `imports` shows it: m3.")],
    json: JsonOption = False,
) -> None:
    """Take one import back, whatever was written since, unless its records were changed; to have it again: import."""
    from clienthealth.render import import_list
    from clienthealth.store import batches

    session = Session.of(context)
    undone = batches.take_back(session.store, batches.batch(session.store, batch))
    if undone.kept and not json:
        kept = "one suggestion stays: it was" if undone.kept == 1 else f"{undone.kept} suggestions stay: they were"
        session.remark(f"{kept} decided")
    session.write(
        import_list.as_json([undone.batch]) if json else import_list.lines([undone.batch], session.now, "taken back: ")
    )


@app.command(epilog=EXAMPLES)
def answers(context: typer.Context, json: JsonOption = False) -> None:
    """List what was answered about sources, and who is who in files; kept so that it is asked once."""
    from clienthealth.render import import_list
    from clienthealth.store import batches

    kept = batches.kept(Session.of(context).store)
    Session.of(context).write(import_list.kept_json(kept) if json else import_list.kept_lines(kept))


@app.command(epilog=EXAMPLES)
def forget(
    context: typer.Context,
    names: Annotated[list[str], typer.Argument(metavar="NAME|WHO...", help="As `imports answers` shows them.")],
) -> None:
    """Take out kept answers, by the name of their source, or whom an address, domain, name or number means."""
    from clienthealth.core.intake.book import clue_of
    from clienthealth.store import batches

    session = Session.of(context)
    gone = batches.forget(session.store, [(name, clue_of(name)) for name in names])
    session.write(f"{gone} taken out; `clienthealth undo` brings them back")
