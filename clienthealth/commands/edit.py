"""`edit`: correct any field of a client or a record, through the options of its `add`."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from clienthealth.commands.options import JsonOption
from clienthealth.commands.session import Session
from clienthealth.errors import UsageError

if TYPE_CHECKING:
    from clienthealth.commands.typed_fields import Typed
    from clienthealth.store.rows import Stored

app = typer.Typer(rich_markup_mode=None, add_completion=False)

EXAMPLES = """
Examples:

  clienthealth edit c12 --severity 3 --cause ours

  clienthealth edit acme --notice 30 --lang de --rate 95

  clienthealth edit acme --slug acme-gmbh

  clienthealth edit p7 --due ''            takes the date out

  clienthealth edit i31                    opens the words in your editor

An option that there is not names those there are.
"""
MAIN = {"client": "note", "signal": "quote", "decision": "reason"}
"""The field that holds a type's words, where it is not `text`."""


@app.command(
    epilog=EXAMPLES,
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
    options_metavar="[--FIELD VALUE]...",
)
def edit(
    context: typer.Context,
    wanted: Annotated[str, typer.Argument(metavar="CLIENT|ID", help="A client, or the handle of a record.")],
    json: JsonOption = False,
) -> None:
    """Correct a client or a record: `--FIELD VALUE` for any of its fields, by the names of its `add`."""
    from clienthealth.commands.correcting import correct
    from clienthealth.commands.naming import meant
    from clienthealth.commands.typed_fields import fields_typed

    session = Session.of(context)
    if wanted.startswith("-"):
        raise UsageError("which record?", f"it stands first: clienthealth edit c12 {wanted} …")
    held = meant(session, wanted)
    typed = fields_typed(type(held.record), context.args) or _from_editor(session, held)
    made = correct(session, held, typed)
    _tell(session, held, made, json=json)


def _from_editor(session: Session, held: "Stored[Any]") -> "Typed":
    """Open the words of a record in $EDITOR; off a terminal, name the options there are."""
    from clienthealth.commands.editor import edited
    from clienthealth.commands.typed_fields import known_options
    from clienthealth.core.codec import fields_of

    kind = type(held.record)
    if not session.may_ask:
        raise UsageError(f"nothing to correct in {held.handle}", f"say what: {known_options(kind)}")
    field = MAIN.get(kind.TYPE, "text")
    field = field if field in fields_of(kind) else "note"
    text = edited(getattr(held.record, field) or "", f"{held.handle}: its {field}. Saved as it stands here.")
    session.heard, session.precious = [f"--{field}", text], True
    return {field: [text]}


def _tell(session: Session, before: "Stored[Any]", after: "Stored[Any]", *, json: bool) -> None:
    from clienthealth.render import corrected
    from clienthealth.store.references import handles_in

    if json:
        session.tell([after], json=True)
    elif after is before:
        session.remark(f"{before.handle} is so already: nothing was changed")
    else:
        session.write(corrected.lines(before, after, handles_in(session.store, before, after), session.now))
