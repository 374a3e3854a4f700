"""`check`: the wording of any text, the user's own as well; nothing is written."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from clienthealth.commands.options import JsonOption, client_names
from clienthealth.commands.session import Session
from clienthealth.core.kinds import Language, LetterKind
from clienthealth.errors import BadData, ExitCode, UsageError

app = typer.Typer(rich_markup_mode=None, add_completion=False)

EXAMPLES = """
Examples:

  clienthealth check reply.txt

  clienthealth check reply.txt --client acme --lang de

  clienthealth check ending.txt --kind offboarding

With --kind it also says for which parts of such a letter it sees no cue, and what has no place in one.
It catches known slips of wording, not tone. Exit code 4: something in it should not go out.
"""


@app.command(epilog=EXAMPLES)
def check(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="The text; - reads standard input.")],
    lang: Annotated[Language | None, typer.Option("--lang", help="Its language. Default: guessed, and said.")] = None,
    kind: Annotated[
        LetterKind | None, typer.Option("--kind", help="The letter it is: what it lacks is named too.")
    ] = None,
    client: Annotated[
        str | None,
        typer.Option(
            "--client", metavar="CLIENT", help="Who it is for: others are not named.", autocompletion=client_names
        ),
    ] = None,
    json: JsonOption = False,
) -> None:
    """Look for slips of wording in a text: insults, threats, blame, leaks."""
    from clienthealth.commands.wording import look_over, with_parts
    from clienthealth.render import check_text

    session = Session.of(context)
    slug = session.reading_client(client) if client else ""
    reading = look_over(session, _text(file), lang, client=slug, kind=kind or "")
    reading = with_parts(reading, kind) if kind else reading
    show = check_text.as_json if json else check_text.lines
    session.write(show(reading.source, reading.looked, reading.language, session.settings.language, kind=kind or ""))
    if reading.guessed:
        session.remark(check_text.guessed(reading.language, session.settings.language))
    if reading.others:
        session.remark(check_text.several(reading.others, session.settings.language))
    if reading.looked.blocks:
        raise typer.Exit(ExitCode.REFUSED)


def _text(file: str) -> str:
    """Read the text; raises UsageError where there is none, BadData where it is no text."""
    try:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        raise UsageError(
            f"{file} cannot be read: {error.strerror}", "name a text file, or - for standard input"
        ) from error
    except UnicodeDecodeError as error:
        raise BadData(
            f"{file} is no text in UTF-8 (byte {error.start})", "save it as UTF-8 text, or pipe the text in"
        ) from error
