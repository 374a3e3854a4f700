"""`log`: what happened with a client, and what came out of it, in one transaction."""

from typing import Annotated, Any

import typer

from clienthealth.commands.options import (
    ContactOption,
    JsonOption,
    ProjectOption,
    StaffOption,
    WhenOption,
    client_names,
)
from clienthealth.commands.session import Session
from clienthealth.core.kinds import Channel, SignalKind
from clienthealth.errors import UsageError

app = typer.Typer(rich_markup_mode=None)

EXAMPLES = """
Examples:

  clienthealth log acme Renewal call, wants a new quote --via call --in -m 25

  clienthealth log acme --when "mon 16:30" Called back --promise "send the draft" fri

  clienthealth log acme --complaint "The export is empty" --signal rude --quote "useless"
"""


def signal_kinds(incomplete: str) -> list[str]:
    """Return the kinds an unfinished word may mean, for TAB."""
    return [kind for kind in SignalKind if kind.startswith(incomplete)]


@app.command(epilog=EXAMPLES)
def log(
    context: typer.Context,
    client: Annotated[
        str | None,
        typer.Argument(metavar="CLIENT", help="A client: slug, name, or a beginning.", autocompletion=client_names),
    ] = None,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORD]...", help="What happened; no quotes needed, - reads stdin.")
    ] = None,
    via: Annotated[Channel | None, typer.Option("--via", "-v", help="How. Default: other.")] = None,
    incoming: Annotated[bool, typer.Option("--in", help="They spoke. Default: both.")] = False,
    outgoing: Annotated[bool, typer.Option("--out", help="We spoke.")] = False,
    minutes: Annotated[str | None, typer.Option("--min", "-m", metavar="TIME", help="How long: 25, 1h30.")] = None,
    unbilled: Annotated[bool, typer.Option("--unbilled", help="Nobody pays for this time.")] = False,
    tone: Annotated[int | None, typer.Option("--tone", "-t", help="How they came across, -2 to 2.")] = None,
    energy: Annotated[int | None, typer.Option("--energy", "-e", help="What it did to you, -2 to 2.")] = None,
    project: ProjectOption = None,
    staff: StaffOption = None,
    contact: ContactOption = None,
    when: WhenOption = None,
    signal: Annotated[
        list[str] | None,
        typer.Option("--signal", "-s", metavar="KIND[:1-3]", help="An observed act.", autocompletion=signal_kinds),
    ] = None,
    quote: Annotated[str | None, typer.Option("--quote", help="Their words, verbatim.")] = None,
    promise: Annotated[
        tuple[str, str] | None, typer.Option("--promise", metavar="TEXT DUE", help="What we promised, by when.")
    ] = None,
    asked: Annotated[
        tuple[str, str] | None, typer.Option("--asked", metavar="TEXT DUE", help="What they owe us, by when.")
    ] = None,
    complaint: Annotated[str | None, typer.Option("--complaint", metavar="TEXT", help="What they complain of.")] = None,
    amend: Annotated[bool, typer.Option("--amend", help="Correct my last entry of this client instead.")] = False,
    draft: Annotated[bool, typer.Option("--draft", help="Take up what a failed write left.")] = False,
    json: JsonOption = False,
) -> None:
    """Log what happened with a client, and what came out of it."""
    from clienthealth.commands import logging

    if incoming and outgoing:
        raise UsageError("--in and --out at once", "leave both out where both spoke")
    typed: dict[str, Any] = {
        "client": client,
        "words": " ".join(words or []),
        "via": via,
        "direction": "in" if incoming else "out" if outgoing else None,
        "minutes": minutes,
        "unbilled": unbilled or None,
        "tone": tone,
        "energy": energy,
        "project": project,
        "staff": staff,
        "contact": contact,
        "when": when,
        "signal": signal or None,
        "quote": quote,
        "promise": promise,
        "asked": asked,
        "complaint": complaint,
    }
    logging.log(Session.of(context), typed, amend=amend, draft=draft, json=json)
