"""`letter`: a draft to a client, allowed once what we owe is met or dated."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from clienthealth.commands.options import ClientArgument, JsonOption, WhenOption
from clienthealth.commands.session import Session
from clienthealth.core.kinds import Language, Situation

app = typer.Typer(rich_markup_mode=None)

EXAMPLES = """
Examples:

  clienthealth letter vogel offboarding --out letter.txt

  clienthealth letter acme offboarding --situation capacity --end eom --lang de --format pdf
"""


class Form(StrEnum):
    """The forms a letter can take."""

    TXT = "txt"
    MD = "md"
    EML = "eml"
    DOCX = "docx"
    PDF = "pdf"


@app.command(epilog=EXAMPLES)
def letter(
    context: typer.Context,
    client: ClientArgument,
    kind: Annotated[str, typer.Argument(metavar="KIND", help="The letter: offboarding.")],
    lang: Annotated[Language | None, typer.Option("--lang", help="Default: the client's language.")] = None,
    form: Annotated[Form, typer.Option("--format", help="What it becomes; eml, docx and pdf are files.")] = Form.TXT,
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="Into a file (0600).")] = None,
    situation: Annotated[
        Situation | None, typer.Option("--situation", help="Why it ends, if it is to be said.")
    ] = None,
    end: Annotated[
        str | None, typer.Option("--end", metavar="DUE", help="When it ends. Default: after notice.")
    ] = None,
    edit: Annotated[bool, typer.Option("--edit", help="Open the draft in your editor first.")] = False,
    sent: Annotated[bool, typer.Option("--sent", help="Record that it went out.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Draft it although something stands in the way.")] = False,
    reason: Annotated[str | None, typer.Option("--reason", help="Why it is forced; this is recorded.")] = None,
    when: WhenOption = None,
    json: JsonOption = False,
) -> None:
    """Draft a letter to a client; nothing is sent."""
    from clienthealth.commands import letter_work

    wish = letter_work.LetterWish(kind, lang, form, out, situation, end, edit, sent, force, reason, when, json)
    letter_work.letter(Session.of(context), client, wish)
