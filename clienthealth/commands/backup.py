"""`backup`: a copy that was verified before it got its name, made while others write."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clienthealth.commands.options import JsonOption
from clienthealth.commands.session import Session
from clienthealth.errors import StoreError

if TYPE_CHECKING:
    from clienthealth.config import Settings
    from clienthealth.store.backup import Made

app = typer.Typer(rich_markup_mode=None, add_completion=False)

EXAMPLES = """
Examples:

  clienthealth backup

  clienthealth backup /media/stick/clients.db
"""


@app.command(epilog=EXAMPLES)
def backup(
    context: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="Where to; a folder gets a name with the date.")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Make a verified copy of the store; without FILE in the folder of backups, of which the oldest are let go."""
    from clienthealth.render import copies

    made = make(Session.of(context), file)
    size = made.path.stat().st_size
    pruned = [str(path) for path in made.pruned]
    text = copies.as_json(made.path, made.verified, bytes=size, pruned=pruned) if json else copies.made(made, size)
    Session.of(context).write(text)


def make(session: Session, file: Path | None = None) -> "Made":
    """Make a copy where it was named, or in the folder of backups."""
    from clienthealth.commands.ticking import ticking
    from clienthealth.store import backup as copying

    settings = session.settings
    if not settings.database.is_file():
        raise StoreError(f"there is no database at {settings.database} yet", "the first command that writes makes it")
    source, stamp = session.store.path, session.now_text()
    with ticking(session, "verified rows:") as step:
        if file is None:
            return copying.make(source, folder(settings), stamp, settings.backup.keep, step)
        named = copying.free_name(file, f"clienthealth-{stamp}", ".db") if file.is_dir() else file
        return copying.Made(named, copying.copy_verified(source, named, step=step))


def folder(settings: "Settings") -> Path:
    """Return where copies go: as configured, else `backups` beside the database."""
    return settings.backup.dir or settings.database.parent / "backups"
