"""What the environment says: who and where I am, and how this terminal wants to be spoken to."""

import os
from pathlib import Path
from typing import NamedTuple

from clienthealth.core.kinds import Language
from clienthealth.errors import UsageError, UserError

FOLDER = "clienthealth"
LOCALTIME = "/etc/localtime"
NORWEGIAN = frozenset({"no", "nn", "nb"})
LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


class Account(NamedTuple):
    """The account this runs under."""

    name: str
    home: str


def variable(name: str) -> str:
    """Return the value of an environment variable, without blanks around it; empty where it is not set."""
    value = os.environ.get(name, "")  # noqa: TID251, RUF100 - the one reader of the environment
    return value.strip()


def is_set(name: str) -> bool:
    """Whether a variable is there at all, be it empty."""
    return name in os.environ  # noqa: TID251, RUF100 - the one reader of the environment


def fixed_now() -> str | None:
    """Return the moment CLIENTHEALTH_TODAY fixes as `YYYY-MM-DDTHH:MM` of the user's zone, if it is set."""
    from datetime import datetime

    typed = variable("CLIENTHEALTH_TODAY")
    if not typed:
        return None
    wanted = typed if "T" in typed else f"{typed}T12:00"
    try:
        moment = datetime.strptime(wanted, "%Y-%m-%dT%H:%M")  # noqa: DTZ007 - the zone is the caller's
    except ValueError:
        moment = None
    if moment is None or moment.isoformat(timespec="minutes") != wanted:
        raise UsageError(
            f"CLIENTHEALTH_TODAY: {typed!r} is no day or moment",
            "write YYYY-MM-DD (noon) or YYYY-MM-DDTHH:MM, or unset it",
        )
    return wanted


def colour_wanted() -> bool:
    """Whether nothing in the environment speaks against colour (NO_COLOR, a dumb terminal)."""
    return not variable("NO_COLOR") and variable("TERM") != "dumb"


def screen_wanted() -> bool:
    """Whether the terminal understands how to be cleared: a dumb one, or one that does not say, may not."""
    return variable("TERM") not in {"", "dumb"}


def editor() -> str | None:
    """Return the command line of the editor the user asked for: VISUAL, else EDITOR."""
    return variable("VISUAL") or variable("EDITOR") or None


def user() -> str:
    """Return what CLIENTHEALTH_USER says, as text that can be stored; empty where it is not set."""
    return _storable(variable("CLIENTHEALTH_USER"))


def login_name() -> str:
    """Return the name of the account: USER, LOGNAME, the system's list of users, else `me`."""
    return _storable(variable("USER") or variable("LOGNAME") or _account().name) or "me"


def home() -> Path | None:
    """Return the home folder, if there is one."""
    folder = variable("HOME")
    if not folder.startswith("/"):
        folder = _account().home
    return Path(folder) if folder.startswith("/") else None


def database() -> Path:
    """Return where the database lies when nobody says otherwise."""
    folder = _base("XDG_DATA_HOME", ".local/share")
    if folder is None:
        raise UserError("there is no home folder to keep the database in", "name the file with --db or CLIENTHEALTH_DB")
    return folder / FOLDER / "clients.db"


def configuration() -> Path | None:
    """Return where the configuration lies when nobody says otherwise; None without a home folder."""
    folder = _base("XDG_CONFIG_HOME", ".config")
    return folder / FOLDER / "config.toml" if folder else None


def expanded(path: Path) -> Path:
    """Replace a leading `~` where it stands for a folder that is known."""
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def locale_language() -> tuple[Language, str] | None:
    """Return the language of the locale and the variable that says so, if it is one of ours."""
    for name in LOCALE_VARIABLES:
        code = variable(name).partition("@")[0].partition(".")[0].partition("_")[0].lower()
        if code:
            code = "nb" if code in NORWEGIAN else code
            return (Language(code), name) if code in set(Language) else None
    return None


def timezone() -> str | None:
    """Return the zone that TZ names (a name, or the path of a file), if it is set; empty means UTC."""
    return variable("TZ").removeprefix(":") or "UTC" if is_set("TZ") else None


def local_timezone(link: str = LOCALTIME) -> str:
    """Return the name of the system's zone, the path of its file where it has no name, or UTC."""
    try:
        target = str(Path(link).readlink())
    except OSError:
        return link if Path(link).is_file() else "UTC"
    _, found, name = target.partition("zoneinfo/")
    return name if found else link


def _base(name: str, otherwise: str) -> Path | None:
    """Return an XDG base folder; relative values are ignored, as its specification demands."""
    folder = variable(name)
    if folder.startswith("/"):
        return Path(folder)
    at_home = home()
    return at_home / otherwise if at_home else None


def _account() -> Account:
    """Return this account as the system's list of users has it; a container may have it nowhere."""
    import pwd

    try:
        entry = pwd.getpwuid(os.getuid())
    except KeyError:
        return Account("", "")
    return Account(entry.pw_name, entry.pw_dir)


def _storable(text: str) -> str:
    """Replace bytes that are no text."""
    return text.encode("utf-8", "replace").decode()
