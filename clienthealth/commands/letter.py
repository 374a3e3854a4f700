"""`letter`: a draft to a client, allowed once what we owe is met or dated."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from clienthealth.commands.choices import completing
from clienthealth.commands.options import ClientArgument, JsonOption, WhenOption
from clienthealth.commands.session import Session
from clienthealth.core.kinds import Language, LetterKind, Situation

app = typer.Typer(rich_markup_mode=None, add_completion=False)

EXAMPLES = """
Examples:

  clienthealth letter vogel offboarding --out letter.txt

  clienthealth letter acme offboarding --situation capacity --end eom --lang de --format pdf

  clienthealth letter acme apology --about c4 --what "The import was late" --legal-ok --change "Dates are checked twice"

  clienthealth letter acme boundary --fact "On 3 and 9 May: calls after 22:00" --expect "calls from 9 to 17" --gloss
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
    kind: Annotated[
        str | None,
        typer.Argument(metavar="KIND", help=", ".join(LetterKind) + ".", autocompletion=completing(LetterKind)),
    ] = None,
    lang: Annotated[Language | None, typer.Option("--lang", help="Default: the client's language.")] = None,
    form: Annotated[Form, typer.Option("--format", help="What it becomes; eml, docx and pdf are files.")] = Form.TXT,
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="Into a file (0600).")] = None,
    gloss: Annotated[bool, typer.Option("--gloss", help="Beside it, for you, the same in your language.")] = False,
    situation: Annotated[
        Situation | None, typer.Option("--situation", help="offboarding: why, if it is to be said.")
    ] = None,
    end: Annotated[
        str | None, typer.Option("--end", metavar="DUE", help="offboarding: when. Default: after notice.")
    ] = None,
    about: Annotated[
        str | None, typer.Option("--about", metavar="ID", help="The complaint (c4) or boundary (b2) it is about.")
    ] = None,
    what: Annotated[str, typer.Option("--what", help="apology: what happened; thanks: for what.")] = "",
    summary: Annotated[str, typer.Option("--summary", help="acknowledgement: how you understood it.")] = "",
    policy: Annotated[str, typer.Option("--policy", help="acknowledgement: what your terms provide.")] = "",
    higher: Annotated[str, typer.Option("--higher", help="acknowledgement: who can decide more.")] = "",
    change: Annotated[str, typer.Option("--change", help="apology: what is different from now on.")] = "",
    fact: Annotated[
        list[str] | None, typer.Option("--fact", help="boundary: what happened, with its date; again for more.")
    ] = None,
    expect: Annotated[str, typer.Option("--expect", help="boundary: the one thing that is expected.")] = "",
    consequence: Annotated[
        str, typer.Option("--consequence", help="boundary: the one thing that follows otherwise.")
    ] = "",
    gift: Annotated[str, typer.Option("--gift", help="thanks: what is enclosed.")] = "",
    link: Annotated[str, typer.Option("--link", help="survey, follow-up: where the questions are.")] = "",
    final: Annotated[bool, typer.Option("--final", help="boundary: for the last time; it comes once.")] = False,
    legal_ok: Annotated[
        bool,
        typer.Option("--legal-ok", help="apology: say that the mistake was yours; you have checked that it is safe."),
    ] = False,
    at_stake: Annotated[
        float | None,
        typer.Option(
            "--at-stake", metavar="N", help="apology: what it could cost, for own_up_to of the configuration."
        ),
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
    from clienthealth.core.letters.draft import Typed

    added = Typed(
        what=what,
        summary=summary,
        policy=policy,
        higher=higher,
        facts=tuple(fact or ()),
        expect=expect,
        consequence=consequence,
        change=change,
        gift=gift,
        link=link,
        final=final,
        legal_ok=legal_ok,
        at_stake=at_stake,
    )
    wish = letter_work.LetterWish(
        kind, lang, form, out, gloss, situation, end, about, added, edit, sent, force, reason, when, json
    )
    letter_work.letter(Session.of(context), client, wish)
