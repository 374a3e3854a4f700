"""`complaint handle`: the walk through an angry client's complaint, by keys on a terminal or by flags anywhere."""

from typing import Annotated

import typer

from clienthealth.commands.choices import completing
from clienthealth.commands.options import JsonOption, NoteOption, WhenOption, client_names
from clienthealth.commands.session import Session
from clienthealth.core.kinds import Apology

EXAMPLES = (
    "Example: clienthealth complaint handle acme\n\n"
    'Example: clienthealth complaint handle acme --heard "It is late again" --apology ours --proposal "A new one" '
    "--due fri\n\n"
    'Example: clienthealth complaint handle c2 --no "it was agreed otherwise" --instead "half of it"'
)


def _says(option: str, what: str) -> typer.models.OptionInfo:
    """Return an option that takes the words of one step."""
    told: typer.models.OptionInfo = typer.Option(option, metavar="TEXT", help=what)
    return told


def handle(
    context: typer.Context,
    wanted: Annotated[
        str,
        typer.Argument(
            metavar="CLIENT|ID", help="A client, or the handle of a complaint (c2).", autocompletion=client_names
        ),
    ],
    heard: Annotated[str | None, _says("--heard", "What they say, in their words; opens one where none is.")] = None,
    summary: Annotated[str | None, _says("--summary", "What you said back to them.")] = None,
    agreed: Annotated[
        bool | None, typer.Option("--agreed/--not-agreed", help="Whether they agreed with the summary.")
    ] = None,
    feeling: Annotated[str | None, _says("--feeling", "The feeling you named.")] = None,
    apology: Annotated[
        str | None,
        typer.Option("--apology", help="For our mistake (ours), or regret.", autocompletion=completing(Apology)),
    ] = None,
    wants: Annotated[str | None, _says("--wants", "What they want.")] = None,
    possible: Annotated[str | None, _says("--possible", "What is possible within policy.")] = None,
    proposal: Annotated[str | None, _says("--proposal", "What you proposed; a promise, with --due.")] = None,
    due: Annotated[str | None, typer.Option("--due", metavar="DUE", help="By when it is promised.")] = None,
    owner: Annotated[str | None, typer.Option("--owner", help="Who of us keeps the promise.")] = None,
    no: Annotated[str | None, _says("--no", "The answer is no, and why; recorded as denied.")] = None,
    rule: Annotated[str | None, _says("--rule", "The rule you quoted; recorded as quoted-policy.")] = None,
    instead: Annotated[str | None, _says("--instead", "What is possible instead.")] = None,
    authority: Annotated[str | None, _says("--authority", "Who may decide more.")] = None,
    acknowledged: Annotated[bool, typer.Option("--acknowledged", help="They were told that we have it.")] = False,
    follow_up: Annotated[
        str | None, typer.Option("--follow-up", metavar="DUE", help="When to ask whether it is settled.")
    ] = None,
    note: NoteOption = None,
    when: WhenOption = None,
    json: JsonOption = False,
) -> None:
    """Be walked through a complaint: before, during and after the conversation; each step may wait.

    With any of its answers as an option nobody is asked, and all of them are one command. Nothing here closes it:
    they say when it is settled (`complaint confirm`).
    """
    from clienthealth.commands import handling

    given = handling.given_of(
        {
            "heard": heard,
            "summary": summary,
            "agreed": agreed,
            "feeling": feeling,
            "apology": apology,
            "wants": wants,
            "possible": possible,
            "proposal": proposal,
            "due": due,
            "owner": owner,
            "reason": no,
            "rule": rule,
            "instead": instead,
            "authority": authority,
            "acknowledged": acknowledged,
            "follow_up": follow_up,
            "colleagues": note,
        }
    )
    handling.handle(Session.of(context), wanted, given, when, json=json)
