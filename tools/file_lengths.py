"""Refuse files over 400 lines: when one grows, the design is wrong, not the limit."""

import sys
from pathlib import Path

LIMIT = 400
ROOTS = ("clienthealth", "benchmarks", "tools")


def main() -> int:
    """Print the files that are too long, and say by the exit code whether there are any."""
    root = Path(__file__).parent.parent
    long = [
        (len(path.read_text(encoding="utf-8").splitlines()), path.relative_to(root))
        for folder in ROOTS
        for path in sorted((root / folder).rglob("*.py"))
    ]
    over = [f"{path}: {lines} lines (limit {LIMIT})" for lines, path in long if lines > LIMIT]
    print("\n".join(over))
    return int(bool(over))


if __name__ == "__main__":
    sys.exit(main())
