"""Start the program: `clienthealth`, and `python -m clienthealth`."""

import gc

SELDOM = 100_000
"""Allocations between two looks for garbage; hundreds of looks while modules load cost a twentieth of a command."""


def run() -> None:
    """Run the command line and leave with its exit code."""
    gc.set_threshold(SELDOM)
    from clienthealth.cli import run as cli

    cli()


if __name__ == "__main__":
    run()
