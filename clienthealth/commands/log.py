"""`log`: what happened with a client, and what came out of it, in one transaction."""

from typing import Annotated, Any

import typer

from clienthealth.commands.choices import completing
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

app = typer.Typer(rich_markup_mode=None, add_completion=False)

EXAMPLES = """
Examples:

  clienthealth log acme Renewal call, wants a new quote --via call --in -m 25

  clienthealth log acme --when "mon 16:30" Called back --promise "send the draft" fri

  clienthealth log acme --complaint "The export is empty" --signal rude --quote "useless"

  clienthealth log acme -m 25 -- quoted -5 percent

  clienthealth log --eml mail.eml --asked "send the texts" fri

What follows -- are words, whatever they look like.
--signal, --quote, --promise, --asked and --complaint may be given several times. Quotes go to the signals in the
order given; a single one to the first signal that is no goodwill.
"""

PAIR: Any = (str, str)
"""An option that takes two words and may be repeated, which Typer has no annotation for."""


@app.command(epilog=EXAMPLES)
def log(
    context: typer.Context,
    client: Annotated[
        str | None,
        typer.Argument(metavar="CLIENT", help="A client: slug, name, or a beginning.", autocompletion=client_names),
    ] = None,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[WORD]...", help="What happened; no quotes needed, - reads stdin, -- goes before words like -5."
        ),
    ] = None,
    via: Annotated[
        str | None,
        typer.Option(
            "--via", "-v", help="How: call, email, meeting, ... Default: other.", autocompletion=completing(Channel)
        ),
    ] = None,
    incoming: Annotated[bool, typer.Option("--in", help="They spoke. Default: both.")] = False,
    outgoing: Annotated[bool, typer.Option("--out", help="We spoke.")] = False,
    both: Annotated[bool, typer.Option("--both", help="Both spoke; with --amend it replaces --in or --out.")] = False,
    minutes: Annotated[str | None, typer.Option("--min", "-m", metavar="TIME", help="How long: 25, 1h30.")] = None,
    unbilled: Annotated[
        bool | None, typer.Option("--unbilled/--billed", help="Whether nobody pays for this time. Default: billed.")
    ] = None,
    tone: Annotated[int | None, typer.Option("--tone", "-t", help="How they came across, -2 to 2.")] = None,
    energy: Annotated[int | None, typer.Option("--energy", "-e", help="What it did to you, -2 to 2.")] = None,
    project: ProjectOption = None,
    staff: StaffOption = None,
    contact: ContactOption = None,
    when: WhenOption = None,
    signal: Annotated[
        list[str] | None,
        typer.Option(
            "--signal", "-s", metavar="KIND[:1-3]", help="An observed act.", autocompletion=completing(SignalKind)
        ),
    ] = None,
    quote: Annotated[list[str] | None, typer.Option("--quote", help="Their words, verbatim, of a signal.")] = None,
    promise: Annotated[
        list[Any] | None,
        typer.Option("--promise", metavar="TEXT DUE", help="What we promised, by when.", click_type=PAIR),
    ] = None,
    asked: Annotated[
        list[Any] | None,
        typer.Option("--asked", metavar="TEXT DUE", help="What they owe us, by when.", click_type=PAIR),
    ] = None,
    complaint: Annotated[
        list[str] | None, typer.Option("--complaint", metavar="TEXT", help="What they complain of.")
    ] = None,
    amend: Annotated[bool, typer.Option("--amend", help="Correct my last entry of this client instead.")] = False,
    draft: Annotated[bool, typer.Option("--draft", help="Take up what a failed write left.")] = False,
    eml: Annotated[bool, typer.Option("--eml", help="Read a mail: from stdin, or the FILE named.")] = False,
    json: JsonOption = False,
) -> None:
    """Log what happened with a client, and what came out of it."""
    from clienthealth.commands import logging

    spoke = [word for word, given in (("in", incoming), ("out", outgoing), ("both", both)) if given]
    if len(spoke) > 1:
        raise UsageError(f"--{spoke[0]} and --{spoke[1]} at once", "one of them; both is what it is without")
    typed: dict[str, Any] = {
        "client": client,
        "words": " ".join(words) if words else None,
        "via": via,
        "direction": spoke[0] if spoke else None,
        "minutes": minutes,
        "unbilled": unbilled,
        "tone": tone,
        "energy": energy,
        "project": project,
        "staff": staff,
        "contact": contact,
        "when": when,
        "signal": signal or None,
        "quote": quote or None,
        "promise": promise or None,
        "asked": asked or None,
        "complaint": complaint or None,
        "amend": amend or None,
        "mail": None,
    }
    if eml:
        from clienthealth.commands import mailing

        mailing.take(Session.of(context), typed, words or [], again=amend or draft)
    logging.log(Session.of(context), typed, draft=draft, json=json)
