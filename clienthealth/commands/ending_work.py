"""How an ending goes from the record to a view, a letter and a status; refused while we owe."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from clienthealth.commands.session import Session
from clienthealth.core.frozen import replace
from clienthealth.core.goodbye.ending import Blocker, Ending, ending
from clienthealth.core.goodbye.letter import Letter, Sender
from clienthealth.core.goodbye.letters import offboarding_letter
from clienthealth.core.history import History
from clienthealth.core.kinds import (
    Channel,
    Choice,
    ClientStatus,
    Direction,
    Language,
    Party,
    Recommendation,
    Result,
    Situation,
)
from clienthealth.core.moments import day_of, instant
from clienthealth.core.records.client import Client
from clienthealth.core.records.contact import Interaction
from clienthealth.core.records.judged import Decision, Outcome
from clienthealth.core.when import parse_due, parse_past
from clienthealth.errors import Refused, UsageError
from clienthealth.render import ending as pages
from clienthealth.render import letter as letters
from clienthealth.render.phrases import said
from clienthealth.store.change import Change
from clienthealth.store.rows import Stored

WRITTEN = (Language.EN, Language.DE)
"""The languages a letter can be written in so far."""

KINDS = ("offboarding",)


class LetterWish(NamedTuple):
    """What was typed after `letter CLIENT`."""

    kind: str
    lang: Language | None = None
    form: str = "txt"
    out: Path | None = None
    situation: Situation | None = None
    end: str | None = None
    edit: bool = False
    sent: bool = False
    force: bool = False
    reason: str | None = None
    json: bool = False


class EndingWish(NamedTuple):
    """What was typed after `offboard CLIENT`."""

    situation: Situation | None
    by: Party
    end: str | None
    step: str
    force: bool
    reason: str | None
    when: str | None
    json: bool


def offboard(session: Session, typed: str, wish: EndingWish) -> None:
    """Show an ending, or begin, finish or cancel it."""
    slug = session.store.slug(typed)
    history, found = _ending(session, slug, wish.situation, wish.end, wish.by)
    if wish.step:
        session.tell(STEPS[wish.step](session, history, found, wish), json=wish.json)
        return
    if wish.json:
        import json

        session.write(json.dumps(pages.ending_plain(found), ensure_ascii=False))
        return
    session.write(pages.ending_view(found, language=session.settings.language))


def _ending(
    session: Session, slug: str, situation: Situation | None, end: str | None, by: Party
) -> tuple[History, Ending]:
    """Return a client's history and its ending as it stands today."""
    portfolio = session.portfolio()
    history = next(each for each in portfolio.histories if each.client.client == slug)
    settings = session.settings
    return history, ending(
        history,
        today=session.today,
        zone=settings.zone,
        situation=situation,
        end=_end_day(session, end),
        by=by,
        aways=portfolio.aways,
        currency=settings.currency,
        handle=lambda record: portfolio.handle(slug, record),
    )


def _end_day(session: Session, typed: str | None) -> date | None:
    return day_of(parse_due(typed, session.now), session.settings.zone) if typed else None


def _start(session: Session, history: History, found: Ending, wish: EndingWish) -> list[Any]:
    with session.store.writing("offboard --start") as change:
        made = [_set_status(session, change, history.client, ClientStatus.OFFBOARDING, wish.when)]
    session.remark(f"ends {found.end.isoformat()}; next: {found.letter_command}")
    return made


def _cancel(session: Session, history: History, _: Ending, wish: EndingWish) -> list[Any]:
    with session.store.writing("offboard --cancel") as change:
        return [_set_status(session, change, history.client, ClientStatus.ACTIVE, wish.when)]


def _finish(session: Session, history: History, found: Ending, wish: EndingWish) -> list[Any]:
    """End the relationship once all we owe is met, or by force with a reason that is recorded."""
    blockers = found.finish_blockers
    _refuse(session, blockers, wish.force, wish.reason, "the ending cannot be finished")
    result = Result.LEFT if wish.by is Party.THEM else Result.ENDED_BY_US
    with session.store.writing("offboard --finish") as change:
        made: list[Any] = [_set_status(session, change, history.client, ClientStatus.ENDED, wish.when)]
        made.append(change.add(Outcome(**_fields(session, history.client.client, wish.when), result=result)))
        if blockers:
            made.append(_overridden(session, change, history.client.client, wish.reason))
    return made


STEPS: dict[str, Callable[[Session, History, Ending, EndingWish], list[Any]]] = {
    "start": _start,
    "finish": _finish,
    "cancel": _cancel,
}


def _set_status(
    session: Session, change: Change, client: Client, status: ClientStatus, when: str | None
) -> Stored[Client]:
    held = session.store.client(client.client)
    at = parse_past(when, session.now) if when else session.today
    return change.replace(held, replace(held.record, status=status, status_at=at))


def _fields(session: Session, client: str, when: str | None) -> dict[str, Any]:
    """Return the fields all records made here have."""
    now = instant(session.now)
    return {
        "client": client,
        "at": parse_past(when, session.now) if when else now,
        "recorded_at": now if when else None,
        "id": session.store.new_id(),
        "source": "cli",
        "by": session.store.who,
    }


def _refuse(session: Session, blockers: tuple[Blocker, ...], force: bool, reason: str | None, what: str) -> None:
    """Refuse while something stands in the way, naming each thing with the command that clears it."""
    if not blockers:
        return
    if force and reason:
        return
    if force:
        raise UsageError("--force needs a reason", 'add --reason "…"; it is recorded')
    language = session.settings.language
    hint = f'{pages.blockers_text(blockers, language)}\nor --force --reason "…", which is recorded'
    raise Refused(f"{what}: we still owe {len(blockers)}", hint)


def _overridden(session: Session, change: Change, client: str, reason: str | None) -> Stored[Decision]:
    """Record that a gate was passed by force, beside what was recommended."""
    judged = session.judgement().of(client)
    recommendation = judged.recommendation if judged else Recommendation.FINISH_COMMITMENTS
    fields = _fields(session, client, None)
    return change.add(Decision(**fields, recommendation=recommendation, choice=Choice.OVERRIDDEN, reason=reason))


def letter(session: Session, typed: str, wish: LetterWish) -> None:
    """Draft a letter, print it or write it to a file, and record it where it went out."""
    if wish.kind not in KINDS:
        raise UsageError(f"{wish.kind!r} is no letter this version drafts", "letters: " + ", ".join(KINDS))
    slug = session.store.slug(typed)
    history, found = _ending(session, slug, wish.situation, wish.end, Party.US)
    _refuse(session, found.letter_blockers, wish.force, wish.reason, "the letter has to wait")
    draft = offboarding_letter(
        history,
        found,
        sender(session),
        today=session.today,
        zone=session.settings.zone,
        language=_language(session, history.client, wish.lang),
    )
    _recorded(session, history, found, wish)
    text = letters.markdown(draft) if wish.form == "md" else letters.text(draft)
    if wish.edit:
        from clienthealth.commands.editor import edited

        text = edited(text, "The draft; save and close when it is right.")
    _out(session, draft, text, wish)


def _language(session: Session, client: Client, asked: Language | None) -> Language:
    """Return the language to write in: the one asked for, else the client's, else English."""
    if asked and asked not in WRITTEN:
        raise UsageError(f"letters in {asked!r} are not written yet", "languages: " + ", ".join(WRITTEN))
    wanted = asked or client.language or Language.EN
    if wanted in WRITTEN:
        return wanted
    session.remark(f"{client.client} reads {wanted}, in which letters are not written yet: this one is in English")
    return Language.EN


def sender(session: Session) -> Sender:
    """Return who writes, as the configuration says."""
    said_of_us = session.settings.sender
    fields = {name: getattr(said_of_us, name) for name in ("name", "address", "place", "email", "phone")}
    more = {name: getattr(said_of_us, name) for name in ("signature", "closing", "country")}
    return Sender(**fields, **more, we=said_of_us.voice == "we")


def _recorded(session: Session, history: History, found: Ending, wish: LetterWish) -> None:
    """Record that the letter went out, and what was forced."""
    forced = bool(found.letter_blockers)
    if not (wish.sent or forced):
        return
    slug = history.client.client
    with session.store.writing("letter --sent" if wish.sent else "letter --force") as change:
        if forced:
            _overridden(session, change, slug, wish.reason)
        if wish.sent:
            text = f"Offboarding letter sent; effective {found.end.isoformat()}"
            fields = _fields(session, slug, None)
            change.add(Interaction(**fields, channel=Channel.LETTER, direction=Direction.OUT, text=text))
            _set_status(session, change, history.client, ClientStatus.OFFBOARDING, None)


def _out(session: Session, draft: Letter, text: str, wish: LetterWish) -> None:
    """Print a draft or write it to a file; say beside it what is missing and what to consider."""
    language = session.settings.language
    if wish.json:
        import json

        session.write(json.dumps({"client": draft.client, "kind": str(draft.kind), "text": text}, ensure_ascii=False))
    else:
        from clienthealth.commands.files import stream_to

        stream_to(session, [text if text.endswith("\n") else f"{text}\n"], wish.out)
    for saying in draft.ending.warnings if draft.ending else ():
        session.remark(f"note: {said(saying, 'ending', language)}")
    for saying in draft.missing:
        session.remark(f"note: {said(saying, 'letters', language)}")
