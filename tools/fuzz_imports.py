"""Fuzz the readers of imports by hand: `python tools/fuzz_imports.py --minutes 10 [FORMAT ...]`.

Files that bring about what must not be are kept in a folder; the exit code says whether there are any.
"""

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "importers"))

from fuzzing import Outcome, fuzz, laid

from clienthealth.importers.formats import FORMATS


def main() -> int:
    """Fuzz, print a line for each format, and keep what was found."""
    parser = argparse.ArgumentParser(description="Fuzz the readers of imports.")
    parser.add_argument("format", nargs="*", help=f"of {', '.join(FORMATS)}; default: all")
    parser.add_argument("--minutes", type=float, default=10.0, help="for each format (default: 10)")
    parser.add_argument("--seed", type=int, default=0, help="other files with another number")
    parser.add_argument(
        "--keep", type=Path, default=Path("fuzzed"), help="where to keep what was found (default: fuzzed)"
    )
    args = parser.parse_args()
    unknown = [name for name in args.format if name not in FORMATS]
    if unknown:
        parser.error(f"no format is called {', '.join(unknown)}")
    found = 0
    for form in args.format or FORMATS:
        with tempfile.TemporaryDirectory() as folder:
            outcome = fuzz(form, Path(folder), seconds=args.minutes * 60, seed=args.seed)
        found += len(outcome.findings)
        _tell(outcome, args.keep)
    return int(found > 0)


def _tell(outcome: Outcome, keep: Path) -> None:
    print(
        f"{outcome.form}: {outcome.runs:,} files from {outcome.seeds} seeds, {outcome.refused:,} refused,"
        f" {outcome.items:,} items, slowest {outcome.slowest:.2f} s a MB, {len(outcome.findings)} findings",
        flush=True,
    )
    for number, each in enumerate(outcome.findings.values(), start=1):
        folder = keep / f"{outcome.form}-{number}"
        folder.mkdir(parents=True, exist_ok=True)
        print(f"  {each.what} at {each.where or 'the reader'}: {laid(folder, each.files)}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
