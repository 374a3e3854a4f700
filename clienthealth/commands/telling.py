"""How the sheet for the first contact goes from the record to paper, and into the record once it was sent."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from clienthealth.commands.recording import fields, moment
from clienthealth.commands.session import Session
from clienthealth.core.expected.first_sheet import LINES, FirstSheet, House, Said, first_sheet, in_force
from clienthealth.core.expected.items import ITEMS, Work, items_of
from clienthealth.core.expected.telling import Told, told
from clienthealth.core.history import Portfolio
from clienthealth.core.kinds import Channel, Direction, Language, Party
from clienthealth.core.moments import day_of
from clienthealth.core.records.agreed import Expectation
from clienthealth.core.records.contact import Interaction
from clienthealth.core.saying import Value, say
from clienthealth.errors import UsageError
from clienthealth.render import first_sheet as words
from clienthealth.render.phrases import said
from clienthealth.render.sheet import PAGE, plain
from clienthealth.render.words import table

if TYPE_CHECKING:
    from clienthealth.store.rows import Stored

CLOSED_AHEAD = timedelta(days=365)
MOST_CLOSED = 6
"""Stretches of days off that are told: more would not fit one page."""


class SheetWish(NamedTuple):
    """What was typed after `expect sheet CLIENT`."""

    work: Work = Work.GENERAL
    lang: Language | None = None
    form: str = "txt"
    out: Path | None = None
    force: bool = False
    fill: Sequence[tuple[str, str]] = ()
    without: Sequence[str] = ()
    usual: bool = False
    sent: bool = False
    via: Channel | None = None
    when: str | None = None
    json: bool = False


def sheet(session: Session, typed: str, wish: SheetWish) -> None:
    """Print or write the sheet of a client; record it where it was sent, and say what is still blank."""
    # What is recorded must be of the client that is meant; what is only shown may be of a near miss.
    slug = session.store.slug(typed) if wish.sent else session.reading_client(typed)
    portfolio, zone = session.portfolio(), session.settings.zone
    history = next(each for each in portfolio.histories if each.client.client == slug)
    made = first_sheet(
        history,
        house(session, portfolio, history.client.timezone),
        _said(wish),
        today=session.today,
        zone=zone,
        work=wish.work,
        language=wish.lang,
        handle=lambda record: portfolio.handle(slug, record),
    )
    _out(session, made, wish)
    if wish.sent:
        day = day_of(moment(session, wish.when), zone)
        speaker = words.Words(made)
        new = told(made, in_force(history.expectations, day, zone), speaker.line, speaker.between)
        written = _recorded(session, made, new, wish)
        _confirming(session, written)
    _remark(session, made, sent=wish.sent)


def house(session: Session, portfolio: Portfolio, zone: str | None) -> House:
    """Return what the configuration says of us; what only holds by default is nothing that anybody said."""
    settings = session.settings
    sender, targets = settings.sender, settings.targets

    def given(key: str) -> bool:
        return settings.origin(key) != "default"

    return House(
        name=sender.name,
        email=sender.email,
        phone=sender.phone,
        country=sender.country,
        we=sender.voice == "we",
        hours=settings.hours if given("hours") else None,
        zone=settings.timezone if zone and zone != settings.timezone and "/" in settings.timezone[1:] else "",
        closed=_closed(session, portfolio),
        acknowledge=targets.acknowledge if given("targets.acknowledge") else None,
        answer=targets.answer if given("targets.answer") else None,
        currency=settings.currency if given("currency") else "",
    )


def _closed(session: Session, portfolio: Portfolio) -> tuple[tuple[date, date], ...]:
    """Return the days off of the year ahead as stretches: holidays, and absences of everybody."""
    from clienthealth.core.expected.days_off import stretches

    today, zone = session.today, session.settings.zone
    aways = [(day_of(each.at, zone), day_of(each.until or each.at, zone)) for each in portfolio.aways if not each.staff]
    return stretches(session.settings.holidays, aways, today, today + CLOSED_AHEAD)[:MOST_CLOSED]


def _said(wish: SheetWish) -> Said:
    """Return what the user says on the command line; raises UsageError for an item the kind of work has not."""
    items = [each.name for each in items_of(wish.work)]
    texts = dict(wish.fill)
    for names, known in ((texts, items), (wish.without, [*items, *LINES])):
        for name in names:
            if name not in known:
                raise UsageError(f"{name!r} is no item of a sheet of kind {wish.work}", f"one of: {', '.join(known)}")
    empty = next((name for name, text in wish.fill if not text.strip()), None)
    if empty:
        raise UsageError(f"--fill {empty} says nothing", f"say in a few words what it is, or --without {empty}")
    return Said(texts=texts, without=frozenset(wish.without), usual=wish.usual)


def _out(session: Session, made: FirstSheet, wish: SheetWish) -> None:
    page = words.sheet(made)
    if wish.form == "md":
        from clienthealth.render.review_md import markdown

        text = markdown(page)
    else:
        text = plain(page) + "\n"
    if wish.json:
        import json

        blanks = [{"item": each.item or each.key, "command": each.command} for each in made.blanks]
        given: Mapping[str, Any] = {"client": made.client, "kind": str(made.work), "language": str(made.language)}
        session.write(json.dumps({**given, "text": text, "blanks": blanks}, ensure_ascii=False))
    if wish.out is not None:
        from clienthealth.commands.files import stream_to

        stream_to(session, [text], wish.out, force=wish.force)
    elif not wish.json and wish.form == "txt":
        from clienthealth.commands.judging import show

        show(session, page)
    elif not wish.json:
        session.write(text)


def _recorded(session: Session, made: FirstSheet, new: Sequence[Told], wish: SheetWish) -> "list[Stored[Any]]":
    """Write down that it was sent, and what it made clear that was not on record; one command, one undo."""
    channel = wish.via or Channel.EMAIL
    text = f"Expectations sheet sent ({made.work})"

    def shared() -> dict[str, Any]:
        return fields(session, made.client, wish.when)

    with session.store.writing("expect sheet --sent") as change:
        written: list[Any] = [change.add(Interaction(**shared(), channel=channel, direction=Direction.OUT, text=text))]
        for each in new:
            about = {"text": each.text, "topic": each.topic, "party": Party.BOTH, "via": str(channel)}
            written.append(change.add(Expectation(**{**shared(), **about, "ref": each.ref})))
    session.tell(written, json=wish.json)
    return written


def _confirming(session: Session, written: "list[Stored[Any]]") -> None:
    if len(written) > 1:
        handles = " ".join(each.handle for each in written[1:])
        _say(session, "left.confirm", command=f"clienthealth expect confirm {handles}")


def _remark(session: Session, made: FirstSheet, *, sent: bool) -> None:
    """Say where it is longer than one page, how many blanks are left and what fills them."""
    _long(session, made)
    blanks = made.blanks
    if not blanks:
        return
    _say(session, "left.unrecorded" if sent else "left.blanks", n=len(blanks))
    _say(session, "left.how")
    session.remark(table([(f"  {each.item or each.key}", each.command) for each in blanks]))
    takes = [each.item for each in blanks if each.item and ITEMS[each.item].usual]
    if takes:
        _say(session, "left.usual", items=", ".join(takes))


def _long(session: Session, made: FirstSheet) -> None:
    """Say that a sheet does not fit one page, and what takes most room; it is never cut."""
    lines = words.length(made)
    if lines <= PAGE:
        return
    _say(session, "left.long", n=lines, page=PAGE)
    rows = []
    for each, taken in words.longest(made, lines - PAGE):
        name = each.handle or each.item or each.key
        shorter = f"clienthealth edit {each.handle}" if each.handle else f"--without {name}"
        rows.append((f"  {name}", said(say("left.lines", n=taken), words.SUBJECT, session.settings.language), shorter))
    session.remark(table(rows))


def _say(session: Session, key: str, **values: Value) -> None:
    session.remark(said(say(key, **values), words.SUBJECT, session.settings.language))
