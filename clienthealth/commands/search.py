"""`search`: words in everything that was written, the best first."""

from typing import Annotated, Any

import typer

from clienthealth.commands.options import JsonOption, client_names
from clienthealth.commands.session import Session

app = typer.Typer(rich_markup_mode=None, add_completion=False)

EXAMPLES = """
Examples:

  clienthealth search empty export

  clienthealth search invoice --client acme
"""
USUAL = 20


@app.command(epilog=EXAMPLES)
def search(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="TEXT...", help="The words; no quotes needed.")],
    client: Annotated[
        str | None, typer.Option("--client", metavar="CLIENT", help="Only this one.", autocompletion=client_names)
    ] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="How many at most.")] = USUAL,
    json: JsonOption = False,
) -> None:
    """Find the records in which all the words occur; the last word may be a beginning."""
    from clienthealth.render import found
    from clienthealth.store.finding import find

    session, text = Session.of(context), " ".join(words)
    slug = session.reading_client(client) if client else None
    result = find(session.store, text, client=slug, most=limit)
    if json:
        session.write(_as_json(session, result.hits))
    else:
        show = found.pretty if session.on_terminal else found.lines
        session.write(show(result.hits, session.now))
    _remark(session, text, len(result.hits), result.total)


def _remark(session: Session, text: str, shown: int, total: int) -> None:
    if not total:
        session.remark(f"nothing found for {text!r}")
    elif shown < total:
        session.remark(f"the best {shown} of {total}; --limit shows more, --client narrows it down")


def _as_json(session: Session, hits: Any) -> str:
    """Return the journal record of each hit with its handle and the place."""
    from json import dumps

    from clienthealth.core.lines import line_of
    from clienthealth.render import found

    records = [(hit, session.store.by_handle(found.handle_of(hit))) for hit in hits]
    return "\n".join(
        dumps(
            {**line_of(held.record), "handle": held.handle, "snippet": found.marked(hit.snippet)},
            ensure_ascii=False,
            sort_keys=True,
        )
        for hit, held in records
    )
