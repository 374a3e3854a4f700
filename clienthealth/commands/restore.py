"""`restore`: a verified copy in the place of the database, which is kept beside it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clienthealth.commands.options import JsonOption
from clienthealth.commands.session import Session

if TYPE_CHECKING:
    from clienthealth.store.restoring import Ready

app = typer.Typer(rich_markup_mode=None, add_completion=False)

EXAMPLES = """
Example:

  clienthealth restore ~/backups/clienthealth-20261123-120000.db
"""


@app.command(epilog=EXAMPLES)
def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A copy made with `backup`.")],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")] = False,
    json: JsonOption = False,
) -> None:
    """Put a copy in the place of the database; it is verified first, and the present file is kept."""
    from clienthealth.commands.ticking import ticking
    from clienthealth.render import copies
    from clienthealth.store import restoring

    session = Session.of(context)
    database = session.settings.database
    with ticking(session, "verified rows:") as step, restoring.ready(file, database, step) as made:
        if not yes:
            session.remark(f"{file} is in order:\n{copies.holds(made.verified)}")
            session.confirm(f"Put it in the place of {database}?", "--yes")
        put, erased = _without_the_erased(session, made, file)
        kept = restoring.put(put, session.now_text())
    if json:
        session.write(copies.as_json(database, put.verified, kept=str(kept) if kept else None, erased_again=erased))
    else:
        session.write(copies.restored(database, kept, put.verified, erased))


def _without_the_erased(session: Session, made: "Ready", file: Path) -> "tuple[Ready, int]":
    """Erase from the copy whoever was erased since it was made, and return how many that were."""
    from clienthealth.commands.backup import folder
    from clienthealth.render.erasure_text import nobody, pseudonym
    from clienthealth.store import reerasing

    settings = session.settings
    language, folders = settings.language, (made.target.parent, folder(settings), file.resolve().parent)
    by = reerasing.As(settings.zone, settings.me, session.now, pseudonym(language), nobody(language))
    return reerasing.again(made, dict.fromkeys(folders), by)
