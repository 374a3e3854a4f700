"""`config`: what is in force and why, where it stands, and every number of the model."""

from typing import Annotated

import typer

from clienthealth.commands.options import JsonOption
from clienthealth.commands.session import Session

app = typer.Typer(rich_markup_mode=None, add_completion=False)

EXAMPLES = """
Examples:

  clienthealth config show

  clienthealth config edit

  clienthealth config policy weight
"""


@app.callback(invoke_without_command=True, epilog=EXAMPLES)
def config(context: typer.Context, json: JsonOption = False) -> None:
    """Show what is set and where it comes from; alone the same as `config show`."""
    if context.invoked_subcommand is None:
        show(context, json=json)


@app.command(epilog="Example: clienthealth config show")
def show(context: typer.Context, json: JsonOption = False) -> None:
    """Show every key with its value and where that comes from."""
    from clienthealth.config.showing import shown
    from clienthealth.render import settings

    session = Session.of(context)
    found = shown(session.settings)
    session.write(settings.keys_as_json(found) if json else settings.keys(found))


@app.command(epilog="Example: clienthealth config path")
def path(context: typer.Context, json: JsonOption = False) -> None:
    """Say where the configuration stands, whether there is one or not."""
    from clienthealth.commands.configuring import where
    from clienthealth.render import settings

    session = Session.of(context)
    found = where(session)
    session.write(settings.path_as_json(found) if json else str(found))
    if not found.is_file():
        session.remark("there is no such file yet; `clienthealth config edit` makes one, and none is needed")


@app.command(epilog="Example: clienthealth config edit")
def edit(context: typer.Context) -> None:
    """Open the configuration in your editor, made with every key explained where there is none."""
    from clienthealth.commands.configuring import edited

    session = Session.of(context)
    found = edited(session)
    session.write(f"{found} is in order")


@app.command(epilog="Example: clienthealth config policy weight")
def policy(
    context: typer.Context,
    part: Annotated[str, typer.Argument(metavar="[TEXT]", help="Only numbers with this in their name.")] = "",
    json: JsonOption = False,
) -> None:
    """Show every number of the model, the range it may be set to, and its basis."""
    from clienthealth.core.score.policy import DEFAULT
    from clienthealth.render import settings

    session = Session.of(context)
    usual = {each.name: each.value for each in DEFAULT.numbers()}
    in_force = DEFAULT.changed(session.settings.policy)
    numbers = [each for each in in_force.numbers() if part.casefold() in each.name]
    shown = settings.policy_as_json if json else settings.policy
    session.write(shown(in_force.model, numbers, usual))
    if not numbers:
        session.remark(f"no number has {part!r} in its name")
