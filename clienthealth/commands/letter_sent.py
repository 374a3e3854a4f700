"""What a letter that went out puts on record, by its kind; one command, one transaction, one undo."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from clienthealth.commands.efforts import hours
from clienthealth.commands.letter_work import LetterWish
from clienthealth.commands.recording import fields, moment
from clienthealth.commands.session import Session
from clienthealth.core.changes.commitments import Act, done
from clienthealth.core.changes.complaints import acknowledged
from clienthealth.core.expected.first_sheet import FirstSheet, in_force
from clienthealth.core.expected.telling import told
from clienthealth.core.frozen import replace
from clienthealth.core.history import History
from clienthealth.core.kinds import (
    Apology,
    BoundaryStep,
    Direction,
    EffortKind,
    Instrument,
    LetterKind,
    Party,
)
from clienthealth.core.letters.complaints import may_ask, owns
from clienthealth.core.letters.draft import Draft
from clienthealth.core.letters.letter import one_line
from clienthealth.core.moments import day_of
from clienthealth.core.records.agreed import Boundary, Expectation, Next
from clienthealth.core.records.contact import Interaction
from clienthealth.core.records.judged import Survey
from clienthealth.core.records.trouble import Complaint, Effort
from clienthealth.store.change import Change
from clienthealth.store.rows import Stored


class _Sending(NamedTuple):
    """A letter that went out, and the transaction it is written in."""

    session: Session
    change: Change
    draft: Draft
    history: History
    sheet: FirstSheet | None
    wish: LetterWish

    @property
    def shared(self) -> dict[str, Any]:
        """The fields of a new record."""
        return fields(self.session, self.draft.client.client, self.wish.when)

    def complaint(self, record: str) -> Stored[Complaint]:
        """Return the complaint as it is held."""
        held = self.session.store.of_client(Complaint, self.draft.client.client)
        return next(each for each in held if each.record.id == record)

    def act(self, name: str) -> Act:
        """Return what is done, and when."""
        return Act(name, moment(self.session, self.wish.when), self.session.now)


def sent(
    session: Session, kind: LetterKind, draft: Draft, history: History, sheet: FirstSheet | None, wish: LetterWish
) -> list[Stored[Any]]:
    """Write down that a letter went out, and what that is by its kind."""
    with session.store.writing("letter --sent") as change:
        sending = _Sending(session, change, draft, history, sheet, wish)
        about = f" ({draft.matter.concern.handle})" if draft.matter.concern else ""
        text = f"Letter sent: {kind}{about}"
        letter = Interaction(**sending.shared, channel=wish.channel, direction=Direction.OUT, text=text)
        return [change.add(letter), *RECORDS.get(kind, _nothing)(sending)]


def following(kind: LetterKind, draft: Draft) -> tuple[str, ...]:
    """Return what to type once a letter went out."""
    concern = draft.matter.concern
    if kind is LetterKind.FOLLOW_UP and concern is not None and concern.open:
        return (f"clienthealth complaint confirm {concern.handle} …   # what they say of it",)
    if kind is LetterKind.APOLOGY and concern is not None and concern.open and not concern.resolved:
        return (f"clienthealth complaint answer {concern.handle}   # if the letter was the answer",)
    return ()


def _nothing(_: _Sending) -> Iterable[Stored[Any]]:
    return ()


def _acknowledgement(sending: _Sending) -> Iterable[Stored[Any]]:
    """Confirm the receipt and keep what was said back to them, unless that was done before."""
    held = sending.complaint(sending.draft.concern.id)
    said = one_line(sending.draft.typed.summary) or None
    yield from _corrected(sending, held, replace(held.record, summary=held.record.summary or said))


def _apology(sending: _Sending) -> Iterable[Stored[Any]]:
    """Record the apology as an effort; on the complaint that we have it, and what was owned, unless that was said."""
    held, session = sending.complaint(sending.draft.concern.id), sending.session
    shared = sending.shared
    took = hours(session, held, shared["at"])
    effort = Effort(**shared, kind=EffortKind.APOLOGY, complaint=held.record.id, response_hours=took)
    yield sending.change.add(effort)
    apology = Apology.OURS if owns(sending.draft) else Apology.REGRET
    yield from _corrected(sending, held, replace(held.record, apology=held.record.apology or apology))


def _corrected(sending: _Sending, held: Stored[Complaint], after: Complaint) -> Iterable[Stored[Any]]:
    """Write a complaint as a letter left it: an open one that nobody acknowledged is acknowledged by it."""
    if sending.draft.concern.open and after.acknowledged_at is None:
        after = acknowledged(after, sending.act(held.handle))
    if after != held.record:
        yield sending.change.replace(held, after)


def _expectations(sending: _Sending) -> Iterable[Stored[Any]]:
    """Record what the letter made clear that was not on record, as `expect sheet --sent` does."""
    from clienthealth.render.first_sheet import Words

    if sending.sheet is None:
        return
    zone = sending.session.settings.zone
    day = day_of(moment(sending.session, sending.wish.when), zone)
    held = in_force(sending.history.expectations, day, zone)
    for each in told(sending.sheet, held, Words(sending.sheet).line):
        about = {"text": each.text, "topic": each.topic, "party": Party.BOTH, "via": str(sending.wish.channel)}
        yield sending.change.add(Expectation(**{**sending.shared, **about, "ref": each.ref}))


def _boundary(sending: _Sending) -> Iterable[Stored[Any]]:
    typed = sending.draft.typed
    step = BoundaryStep.FINAL_NOTICE if typed.final else BoundaryStep.WRITTEN_WARNING
    yield sending.change.add(Boundary(**sending.shared, step=step, text=one_line(typed.expect) or None))


def _thanks(sending: _Sending) -> Iterable[Stored[Any]]:
    """Record words of thanks as a small extra; sorry for an open complaint is an apology on it."""
    raised = sending.draft.matter.open_concerns
    if sending.draft.matter.upset and len(raised) == 1:
        held = sending.complaint(raised[0].id)
        shared = sending.shared
        took = hours(sending.session, held, shared["at"])
        on = held.record.id
        yield sending.change.add(Effort(**shared, kind=EffortKind.APOLOGY, complaint=on, response_hours=took))
    else:
        level = None if sending.draft.typed.gift and not sending.draft.matter.upset else 1
        yield sending.change.add(Effort(**sending.shared, kind=EffortKind.EXTRA, level=level))


def _follow_up(sending: _Sending) -> Iterable[Stored[Any]]:
    """Take the follow-up off the list; a survey that came along was asked."""
    about = sending.draft.concern
    for held in sending.session.store.of_client(Next, sending.draft.client.client):
        if held.record.complaint == about.id and held.record.closed_at is None:
            yield sending.change.replace(held, done(held.record, sending.act(held.handle)))
    if sending.draft.typed.link and may_ask(sending.draft):
        yield from _survey(sending)


def _survey(sending: _Sending) -> Iterable[Stored[Any]]:
    shared = sending.shared
    yield sending.change.add(Survey(**shared, instrument=Instrument.NPS, asked_at=shared["at"]))


RECORDS: dict[LetterKind, Callable[[_Sending], Iterable[Stored[Any]]]] = {
    LetterKind.ACKNOWLEDGEMENT: _acknowledgement,
    LetterKind.APOLOGY: _apology,
    LetterKind.EXPECTATIONS: _expectations,
    LetterKind.BOUNDARY: _boundary,
    LetterKind.THANKS: _thanks,
    LetterKind.FOLLOW_UP: _follow_up,
    LetterKind.SURVEY: _survey,
}
"""What each kind puts on record beside the letter itself; a kind word puts nothing."""
