"""The copy that a review makes where a folder of backups is configured: one a day, and none that stops the review."""

from typing import TYPE_CHECKING

from clienthealth.commands.session import Session
from clienthealth.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

    from clienthealth.core.weekly.kept import Kept


def kept(session: Session) -> "Kept | None":
    """Make a verified copy unless there is one of today; say how old the newest is. None where none is wanted."""
    from clienthealth.commands import backup
    from clienthealth.core.weekly.kept import Kept
    from clienthealth.store.backup import day_of, newest_of

    folder, database = session.settings.backup.dir, session.settings.database
    if folder is None or not database.is_file():
        return None
    found, problem, now = newest_of(database, folder), "", False
    if found is None or day_of(found) != session.today:
        try:
            found, now = backup.make(session).path, True
        except (UserError, OSError) as error:
            problem = str(error)
    if found is None:
        return Kept(None, problem=problem)
    return Kept(day_of(found), now, _on_other_disk(found, database), problem)


def _on_other_disk(copy: "Path", database: "Path") -> bool | None:
    """Whether a copy lies on another disk than the database, by the device that the system names."""
    try:
        return copy.stat().st_dev != database.stat().st_dev
    except OSError:
        return None
