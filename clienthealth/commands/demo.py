"""`demo`: an invented portfolio to look at, judged, reviewed and written to."""

from pathlib import Path
from typing import Annotated

import typer

from clienthealth.commands.session import Session

app = typer.Typer(rich_markup_mode=None, add_completion=False)

EXAMPLES = """
Examples:

  clienthealth demo

  clienthealth demo playground && clienthealth --db playground/clients.db why vogel-kranz
"""


@app.command(epilog=EXAMPLES)
def demo(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="Where to write it.")] = Path("clienthealth-demo"),
    force: Annotated[bool, typer.Option("--force", help="Make an earlier demo in that folder anew.")] = False,
) -> None:
    """Write an invented portfolio, and show the review, one `why` and a letter of it."""
    from clienthealth.commands import demonstrating

    demonstrating.show(Session.of(context), folder, force=force)
