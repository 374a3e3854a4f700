"""The options of `import`, and what they say as one value."""

from collections.abc import Mapping, Sequence
from typing import Annotated

import typer

from clienthealth.commands.import_wish import Wish, answer, whose

Me = Annotated[list[str] | None, typer.Option("--me", metavar="ADDRESS|NAME", help="Addresses or names of ours; kept.")]
Whose = Annotated[
    list[str] | None,
    typer.Option(
        "--client", metavar="WHO=CLIENT", help="Whose an address, @domain, name or number is; `new NAME` makes one."
    ),
]
Answer = Annotated[
    list[str] | None, typer.Option("--answer", metavar="NAME=VALUE", help="The answer to a question; kept.")
]
ProfileName = Annotated[
    str | None, typer.Option("--profile", metavar="NAME", help="Keep the answers under this name, not the format's.")
]
Columns = Annotated[
    str | None, typer.Option("--map", metavar="COLUMN=FIELD,…", help="Of a table: which column is which field.")
]
As = Annotated[str | None, typer.Option("--as", metavar="TYPE", help="Of a table: what its rows are.")]
Constants = Annotated[
    str | None, typer.Option("--set", metavar="FIELD=VALUE,…", help="Of a table: what holds for every row.")
]
DateForm = Annotated[str | None, typer.Option("--date", metavar="FORM", help="How dates are written: %d.%m.%Y.")]
Order = Annotated[str | None, typer.Option("--order", metavar="dmy|mdy|ymd", help="The order of day and month.")]
Decimal = Annotated[str | None, typer.Option("--decimal", metavar=",|.", help="The decimal sign.")]
Zone = Annotated[str | None, typer.Option("--zone", metavar="ZONE", help="The zone of times without one.")]
Encoding = Annotated[str | None, typer.Option("--encoding", metavar="NAME", help="Of a file that is no UTF-8.")]
NoHeader = Annotated[bool, typer.Option("--no-header", help="The table has no line of names.")]
Since = Annotated[str | None, typer.Option("--since", metavar="DAY", help="Nothing before this day.")]
NoSubjects = Annotated[bool, typer.Option("--no-subjects", help="Leave the subjects of mails out.")]
Preview = Annotated[
    str | None, typer.Option("--preview", metavar="N", help="Keep so many characters of each text; else none.")
]
IncludeLists = Annotated[bool, typer.Option("--include-lists", help="Take mailing lists too.")]
SkipFolder = Annotated[str | None, typer.Option("--skip-folder", metavar="NAME,…", help="More folders to leave out.")]


def answers(typed: Sequence[str] | None, **options: str | None) -> dict[str, str]:
    """Return the answers that options and `--answer` give, by the names readers ask for."""
    given = {name: value for name, value in options.items() if value is not None}
    return {**given, **dict(answer(each) for each in typed or ())}


def wish(
    form: str | None,
    dry_run: bool,
    yes: bool,
    create_clients: bool,
    skip_bad: bool,
    json: bool,
    profile: str | None,
    me: Sequence[str] | None,
    client: Sequence[str] | None,
    given: Mapping[str, str],
) -> Wish:
    """Return what is wanted of an import."""
    told = tuple(whose(each) for each in client or ())
    ours = tuple(part.strip() for each in me or () for part in each.split(",") if part.strip())
    return Wish(form, dry_run, yes, create_clients, skip_bad, json, profile, ours, told, given)
