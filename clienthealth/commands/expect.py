"""`expect`: what was made clear in advance, and whether they confirmed it."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from clienthealth.commands.choices import completing, handles
from clienthealth.commands.options import (
    ClientArgument,
    DueOption,
    JsonOption,
    MineOption,
    NoteOption,
    OwnerOption,
    TopicOption,
    WhenOption,
    WordsArgument,
    client_names,
)
from clienthealth.commands.session import Session
from clienthealth.core.expected.items import ITEMS, REF, Work
from clienthealth.core.kinds import Channel, Language, Party
from clienthealth.errors import UsageError

app = typer.Typer(rich_markup_mode=None, add_completion=False)

One = Annotated[
    str,
    typer.Argument(metavar="ID", help="A handle (x3), or a client with one.", autocompletion=handles("expectation")),
]
Several = Annotated[
    list[str],
    typer.Argument(metavar="ID...", help="Handles (x3), or a client with one.", autocompletion=handles("expectation")),
]
PAIR: Any = (str, str)
"""An option that takes two words and may be repeated, which Typer has no annotation for."""


class Form(StrEnum):
    """The forms a sheet can take."""

    TXT = "txt"
    MD = "md"


def items(incomplete: str) -> list[str]:
    """Complete the items of a sheet on TAB."""
    return [each for each in ITEMS if each.startswith(incomplete)]


@app.callback()
def expect() -> None:
    """Record what was made clear in advance."""


@app.command(
    epilog="Example: clienthealth expect add acme A change is quoted before it is made --topic scope --confirmed"
)
def add(
    context: typer.Context,
    client: ClientArgument,
    words: WordsArgument,
    topic: TopicOption = None,
    party: Annotated[
        str | None,
        typer.Option("--party", help="Whose conduct: us, them, both.", autocompletion=completing(Party)),
    ] = None,
    due: DueOption = None,
    via: Annotated[str | None, typer.Option("--via", help="How they were told: contract, mail, call.")] = None,
    confirmed: Annotated[bool, typer.Option("--confirmed", help="They have confirmed it.")] = False,
    supersedes: Annotated[
        str | None,
        typer.Option("--supersedes", metavar="ID", help="It replaces this.", autocompletion=handles("expectation")),
    ] = None,
    item: Annotated[
        str | None, typer.Option("--item", help="The item of `expect sheet` that it says.", autocompletion=items)
    ] = None,
    owner: OwnerOption = None,
    when: WhenOption = None,
    note: NoteOption = None,
    json: JsonOption = False,
) -> None:
    """Record what was made clear; `--topic all` is the whole way of working."""
    from clienthealth.commands import choices, recording
    from clienthealth.core.records.agreed import Expectation

    session = Session.of(context)
    text = recording.text(session, client, words)
    if item is not None and item not in ITEMS:
        raise UsageError(f"--item {item!r} is no item of a sheet", f"one of: {', '.join(ITEMS)}")
    shared = recording.fields(session, client, when, note=note, owner=owner)
    made = Expectation(
        **shared,
        text=text,
        topic=choices.topic(session, topic or (item and str(ITEMS[item].topic)), may_be_all=True),
        ref=f"{REF}{item}" if item else None,
        party=choices.maybe(Party, party, "--party"),
        due=recording.due_if(session, due),
        via=via,
        acknowledged_at=shared["at"] if confirmed else None,
        supersedes=recording.reference(session, supersedes, ["expectation"], shared["client"]),
    )
    recording.add(session, "expect add", [made], json=json)


@app.command(epilog="Example: clienthealth expect confirm x3 x4 --when mon")
def confirm(
    context: typer.Context, ids: Several, when: WhenOption = None, note: NoteOption = None, json: JsonOption = False
) -> None:
    """Note that the client has confirmed it, or all of a sheet."""
    from clienthealth.commands import recording
    from clienthealth.core.changes.commitments import acknowledged, is_told_only
    from clienthealth.core.records.agreed import Expectation

    recording.change(
        Session.of(context),
        "expect confirm",
        ids,
        Expectation,
        acknowledged,
        said="confirmed by them",
        when=when,
        note=note,
        json=json,
        still=is_told_only,
    )


@app.command(epilog="Example: clienthealth expect retire x3")
def retire(
    context: typer.Context, id_: One, when: WhenOption = None, note: NoteOption = None, json: JsonOption = False
) -> None:
    """End an expectation: it holds no longer."""
    from clienthealth.commands import recording
    from clienthealth.core.changes.commitments import ended
    from clienthealth.core.records.agreed import Expectation

    recording.change(
        Session.of(context), "expect retire", [id_], Expectation, ended, said="retired", when=when, note=note, json=json
    )


@app.command("list", epilog="Example: clienthealth expect list acme")
def list_(
    context: typer.Context,
    client: Annotated[
        str | None, typer.Argument(metavar="[CLIENT]", help="Of one client only.", autocompletion=client_names)
    ] = None,
    retired: Annotated[bool, typer.Option("--all", help="Retired ones as well.")] = False,
    mine: MineOption = False,
    json: JsonOption = False,
) -> None:
    """List what is in force."""
    from clienthealth.commands import listing
    from clienthealth.core.changes.commitments import is_open
    from clienthealth.core.moments import text_of
    from clienthealth.core.records.agreed import Expectation
    from clienthealth.render import listing as shown

    session = Session.of(context)
    known = [
        held for held in listing.records(session, Expectation, client) if retired or is_open(held.record, session.now)
    ]
    keepers = listing.keepers(session, known)
    found = [held for held in known if keepers.asked(held.record, mine=mine)]
    found.sort(key=lambda held: (text_of(held.record.at), held.record.client, held.number))
    text = shown.expectations(found, session.now, keepers.shown)
    listing.tell(session, found, text, "expectations in force", json=json)


SHEETS = """
Examples:

  clienthealth expect sheet acme --kind web

  clienthealth expect sheet acme --kind design --usual --fill rounds "Two" --format md --out sheet.md --sent
"""


@app.command(epilog=SHEETS)
def sheet(
    context: typer.Context,
    client: ClientArgument,
    kind: Annotated[Work, typer.Option("--kind", help="The kind of work.")] = Work.GENERAL,
    lang: Annotated[Language | None, typer.Option("--lang", help="Default: the client's language.")] = None,
    form: Annotated[Form, typer.Option("--format", help="Plain text or Markdown.")] = Form.TXT,
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="Into a file (0600).")] = None,
    force: Annotated[bool, typer.Option("--force", help="Over a file that is there.")] = False,
    fill: Annotated[
        list[Any] | None,
        typer.Option("--fill", metavar="ITEM TEXT", help="What to say of an item.", click_type=PAIR),
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option("--without", metavar="ITEM", help="Leave an item out.", autocompletion=items),
    ] = None,
    usual: Annotated[
        bool, typer.Option("--usual", help="Take the usual sentences where nothing is on record.")
    ] = False,
    sent: Annotated[bool, typer.Option("--sent", help="Record that it went out, and what it said.")] = False,
    via: Annotated[Channel | None, typer.Option("--via", help="How it was sent. Default: email.")] = None,
    when: WhenOption = None,
    json: JsonOption = False,
) -> None:
    """Make the page for the first contact: how we work, what arrives by when, what is not included."""
    from clienthealth.commands import telling

    wish = telling.SheetWish(kind, lang, form, out, force, fill or (), without or (), usual, sent, via, when, json)
    telling.sheet(Session.of(context), client, wish)
