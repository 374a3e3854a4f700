"""The place a database lies in: who can read it, what kind of disk and folder it is, how old its newest copy is."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from clienthealth.store.backup import NAME, newest
from clienthealth.store.findings import Finding, note, ok, problem
from clienthealth.store.opening import PRIVATE_FILE, PRIVATE_FOLDER

OTHERS = 0o077
OUR_FOLDER = "clienthealth"
"""A folder of this name is ours alone; any other one is the user's to share."""

NETWORK = frozenset(
    [
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "smb2",
        "fuse.sshfs",
        "sshfs",
        "9p",
        "afpfs",
        "davfs",
        "fuse.davfs2",
        "fuse.rclone",
        "vboxsf",
        "afs",
        "ceph",
        "fuse.glusterfs",
        "fuse.s3fs",
        "virtiofs",
    ]
)
"""File systems whose locks cannot be relied on."""

SYNCED_NAMES = (
    "dropbox",
    "onedrive",
    "icloud",
    "mobile documents",
    "google drive",
    "nextcloud",
    "owncloud",
    "syncthing",
)
SYNCED_MARKS = (
    ".dropbox",
    ".dropbox.cache",
    ".stfolder",
    ".stversions",
    ".sync",
    ".owncloudsync.log",
    ".nextcloudsync.log",
)
CONFLICTS = ("sync-conflict", "conflicted copy", "in conflict", "(conflict")

LEAST_FREE = 50 * 1024 * 1024
"""Bytes below which the next import may find the disk full."""

OLD_DAYS = 14

MOVE = "move it to a folder of this computer that nothing else writes to, and name that with --db or `database`"


class Place(NamedTuple):
    """A database file with what is looked at around it."""

    path: Path
    backups: Path
    now: datetime


def around(place: Place) -> Iterator[Finding]:
    """Yield what there is to say of the place."""
    yield from _private(place.path)
    yield from _folder(place.path.parent)
    yield _disk(place.path)
    yield _synced(place.path)
    yield _space(place.path)
    yield from _copies(place)


def network_of(path: Path, mounts: str) -> str:
    """Return the network file system that a path lies on by the lines of /proc/mounts, or nothing."""
    best, kind = "", ""
    for line in mounts.splitlines():
        words = line.split(" ")
        where = _unescaped(words[1]) if len(words) > 2 else ""  # noqa: PLR2004 - device, place, kind
        if where and path.is_relative_to(where) and len(where) >= len(best):
            best, kind = where, words[2]
    return kind if kind in NETWORK else ""


def synced_by(path: Path) -> str:
    """Return what says that a program copies the folder to other computers, or nothing."""
    for folder in path.parents:
        named = next((name for name in SYNCED_NAMES if folder.name.casefold().startswith(name)), "")
        if named:
            return str(folder)
        marked = next((mark for mark in SYNCED_MARKS if (folder / mark).exists()), "")
        if marked:
            return str(folder / marked)
    return ""


def conflicts(path: Path) -> list[Path]:
    """Return the files beside the database that a synchronisation made of two versions of it."""
    beside = path.parent.iterdir() if path.parent.is_dir() else iter(())
    return sorted(
        each for each in beside if path.stem in each.name and any(mark in each.name.casefold() for mark in CONFLICTS)
    )


def _private(path: Path) -> Iterator[Finding]:
    if path.is_symlink():
        yield note("link", f"{path} is a link to {path.resolve()}", "name the file itself with --db or `database`")
    files = [path, *(path.with_name(path.name + suffix) for suffix in ("-journal", "-wal", "-shm"))]
    open_to_others = [each for each in files if each.exists() and each.stat().st_mode & OTHERS]
    if not open_to_others:
        yield ok("file", "only you can read it")
    for each in open_to_others:
        mode = each.stat().st_mode & 0o777
        yield problem(
            "file", f"others may read {each} (mode {mode:04o})", f"chmod 600 {each}", _mode(each, PRIVATE_FILE)
        )


def _folder(folder: Path) -> Iterator[Finding]:
    mode = folder.stat().st_mode & 0o777
    if not mode & OTHERS:
        yield ok("folder", "only you can enter it")
    elif folder.name == OUR_FOLDER:
        says = f"others may enter {folder} (mode {mode:04o})"
        yield problem("folder", says, f"chmod 700 {folder}", _mode(folder, PRIVATE_FOLDER))
    else:
        yield note("folder", f"others may enter {folder} (mode {mode:04o})", "the files in it are private all the same")


def _mode(path: Path, mode: int) -> Callable[[], None]:
    return lambda: path.chmod(mode)


def _disk(path: Path) -> Finding:
    """Say whether the file lies on a disk of this computer, where the system tells."""
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ok("disk", "the system does not say what kind it is")
    kind = network_of(path.resolve(), mounts)
    if kind:
        return problem("disk", f"{path} lies on a network disk ({kind}), which can lose writes", MOVE)
    return ok("disk", "of this computer")


def _synced(path: Path) -> Finding:
    found = conflicts(path)
    if found:
        named = ", ".join(each.name for each in found)
        return problem("synchronised", f"two versions were made of it: {named}", f"compare them, then {MOVE}")
    if by := synced_by(path.resolve()):
        return problem("synchronised", f"{by} copies it elsewhere while it is written to", MOVE)
    return ok("synchronised", "by nothing known here")


def _space(path: Path) -> Finding:
    free, size = shutil.disk_usage(path.parent).free, path.stat().st_size if path.exists() else 0
    says = f"{free // 1024**2:,} MiB free"
    if free < size + 1024**2:
        return problem("space", f"{says}: not enough for a copy", "free some space")
    return note("space", says, "free some space") if free < max(LEAST_FREE, 2 * size) else ok("space", says)


def _copies(place: Place) -> Iterator[Finding]:
    found = newest(place.backups)
    if found is None:
        yield note("backup", f"there is no copy in {place.backups}", "`clienthealth backup` makes one")
        return
    days = _days_old(found, place.now)
    says = f"{found.name} is {days} day{'s' * (days != 1)} old"
    yield note("backup", says, "`clienthealth backup` makes one") if days > OLD_DAYS else ok("backup", says)
    readable = [each for each in place.backups.iterdir() if NAME.fullmatch(each.name) and each.stat().st_mode & OTHERS]
    for each in readable:
        yield problem("backup", f"others may read {each}", f"chmod 600 {each}", _mode(each, PRIVATE_FILE))


def _days_old(copy: Path, now: datetime) -> int:
    """Return the age of a copy by the moment in its name."""
    named = NAME.fullmatch(copy.name)
    try:
        made = datetime.strptime(named[1] if named else "", "%Y%m%d-%H%M%S").replace(tzinfo=now.tzinfo)
    except ValueError:
        return int((now.timestamp() - copy.stat().st_mtime) // 86_400)
    return max(0, (now - made).days)


def _unescaped(text: str) -> str:
    """Return a place as it is, from the octal escapes of /proc/mounts."""
    for code in ("\\040", "\\011", "\\012", "\\134"):
        text = text.replace(code, chr(int(code[1:], 8)))
    return text
