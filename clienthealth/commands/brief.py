"""`brief`: one page for the colleague, mediator or manager who steps in."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from clienthealth.commands.options import ClientArgument, JsonOption
from clienthealth.commands.session import Session
from clienthealth.core.kinds import Language

app = typer.Typer(rich_markup_mode=None, add_completion=False)

EXAMPLES = """
Examples:

  clienthealth brief acme

  clienthealth brief acme --lang de --format md --out acme.md
"""


class BriefFormat(StrEnum):
    """What a brief can be written as."""

    TABLE = "table"
    MD = "md"
    TXT = "txt"
    JSON = "json"


@app.command(epilog=EXAMPLES)
def brief(
    context: typer.Context,
    client: ClientArgument,
    form: Annotated[BriefFormat, typer.Option("--format", help="How to write it.")] = BriefFormat.TABLE,
    lang: Annotated[Language | None, typer.Option("--lang", help="The reader's language. Default: yours.")] = None,
    json: JsonOption = False,
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="Into a file (0600).")] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file.")] = False,
) -> None:
    """Say on one page what happened, what was promised, what they want, what was tried and what is to be decided."""
    from clienthealth.commands import briefing
    from clienthealth.commands.files import stream_to

    session = Session.of(context)
    held = session.store.client(session.reading_client(client))
    made = briefing.made(session, held)
    text = briefing.text(session, made, BriefFormat.JSON if json else form, lang, is_file=out is not None)
    if out is None:
        session.write(text)
    else:
        stream_to(session, [text if text.endswith("\n") else f"{text}\n"], out, force=force)
