"""`doctor`: the health of the store, a line a finding, and what can be mended without guessing."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from clienthealth.commands.options import JsonOption
from clienthealth.commands.session import Session
from clienthealth.errors import ExitCode

if TYPE_CHECKING:
    from clienthealth.store.findings import Finding

app = typer.Typer(rich_markup_mode=None, add_completion=False)

EXAMPLES = """
Examples:

  clienthealth doctor

  clienthealth doctor --fix
"""


@app.command(epilog=EXAMPLES)
def doctor(
    context: typer.Context,
    fix: Annotated[
        bool, typer.Option("--fix", help="Mend what needs no guessing: rights, index, days, counters.")
    ] = False,
    schema: Annotated[bool, typer.Option("--schema", help="Only print how the tables are made.")] = False,
    json: JsonOption = False,
) -> None:
    """Look whether the store is in order; ends with 6 where it is not."""
    from clienthealth.render import findings
    from clienthealth.store.findings import State

    session = Session.of(context)
    if schema:
        _print_schema(session)
        return
    found = list(look(session, fix=fix))
    for line in findings.as_json(found) if json else findings.lines(found):
        session.write(line)
    if any(each.state is State.PROBLEM for each in found):
        raise typer.Exit(ExitCode.STORE)


def look(session: Session, *, fix: bool) -> "Iterator[Finding]":
    """Yield what is found at the place of the database and in it."""
    from clienthealth.commands.backup import folder
    from clienthealth.commands.ticking import ticking
    from clienthealth.store import doctor as inner
    from clienthealth.store import findings, place

    settings = session.settings
    path = settings.database
    if not path.exists():
        yield findings.note("file", f"there is no database at {path} yet", "the first command that writes makes it")
        return
    around = place.around(place.Place(path, folder(settings), session.now))
    yield from (findings.mended(each) if fix else each for each in around)
    with ticking(session, "looked at rows:") as step:
        yield from inner.inside(path, settings.zone, fix=fix, step=step)


def _print_schema(session: Session) -> None:
    from clienthealth.render import findings
    from clienthealth.store.schema import statements

    session.write(findings.schema(statements()))
