"""`guide`: the code of conduct and the playbooks, in the reader's language."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from clienthealth.commands.options import JsonOption
from clienthealth.commands.session import Session
from clienthealth.core.kinds import Language

app = typer.Typer(rich_markup_mode=None, add_completion=False)

EXAMPLES = """
Examples:

  clienthealth guide

  clienthealth guide angry --lang de

  clienthealth guide conduct --format md --out conduct.md
"""


class Form(StrEnum):
    """What a guide can be written as."""

    TXT = "txt"
    MD = "md"
    JSON = "json"


def topics(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete the topics on TAB, the user's own as well."""
    from clienthealth.commands.guiding import names

    config = ctx.find_root().params.get("config")
    session = Session(config=Path(config) if config else None, quiet=True)
    return [each for each in names(session) if each.startswith(incomplete.casefold())]


@app.command(epilog=EXAMPLES)
def guide(
    context: typer.Context,
    topic: Annotated[
        str | None,
        typer.Argument(metavar="[TOPIC]", help="Any beginning of a topic; none: all.", autocompletion=topics),
    ] = None,
    lang: Annotated[Language | None, typer.Option("--lang", help="The reader's language. Default: yours.")] = None,
    form: Annotated[Form, typer.Option("--format", help="How to write it.")] = Form.TXT,
    json: JsonOption = False,
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="Into a file (0600).")] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file.")] = False,
) -> None:
    """Say what to do in a situation: the code of conduct, the playbooks, and your own."""
    from clienthealth.commands import guiding
    from clienthealth.commands.files import stream_to

    session = Session.of(context)
    text = guiding.text(session, topic, lang, Form.JSON if json else form, is_file=out is not None)
    if out is None:
        session.write(text)
    else:
        stream_to(session, [text if text.endswith("\n") else f"{text}\n"], out, force=force)
