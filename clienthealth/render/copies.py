"""What a backup or a restored database holds, and what was verified of it."""

from pathlib import Path
from typing import Any

from clienthealth.render.words import visible

VERIFIED = ("pages", "references", "row checksums", "counts as in the original")


def made(copy: Any, size: int) -> str:
    """Return where a copy is, how large, what it holds and what was verified."""
    lines = [
        f"copied to {visible(str(copy.path))} ({_size(size)})",
        holds(copy.verified),
        f"  verified: {', '.join(VERIFIED)}",
    ]
    return "\n".join([*lines, *(f"  let go: {visible(str(path))}" for path in copy.pruned)])


def holds(verified: Any) -> str:
    """Return how many records of each type there are."""
    counts = ", ".join(f"{count} {kind}" for kind, count in verified.counts.items())
    return f"  records: {verified.records}{f' ({counts})' if counts else ''}"


def restored(target: Path, kept: Path | None, verified: Any, erased: int = 0) -> str:
    """Return what took which place, where the file that was there is, and how many were erased again first."""
    was = f"  the file that was there is kept as {visible(str(kept))}" if kept else "  there was no file before"
    lines = [f"restored to {visible(str(target))}", holds(verified), was]
    if erased:
        lines.append(
            f"  erased again, as `privacy erase` had since it was made: {erased}; the copy itself still holds them"
        )
    return "\n".join(lines)


def as_json(path: Path, verified: Any, **more: Any) -> str:
    """Return the same as a JSON object."""
    from json import dumps

    plain = {"path": str(path), "records": verified.records, "counts": verified.counts, "verified": VERIFIED}
    return dumps(plain | more, ensure_ascii=False, sort_keys=True)


def _size(size: int) -> str:
    for unit in ("bytes", "KiB", "MiB"):
        if size < 1024:  # noqa: PLR2004 - the step between two units
            return f"{size:.0f} {unit}"
        size /= 1024  # type: ignore[assignment]
    return f"{size:.1f} GiB"
