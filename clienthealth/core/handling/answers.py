"""What was answered in the walk through a complaint, and what it makes of the record.

Keys and flags end here, so that both leave the same record. Nothing here resolves or closes a complaint: that it is
over, the client says (`complaint confirm`).
"""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from clienthealth.core.changes.commitments import Act, is_open, noted
from clienthealth.core.changes.complaints import Answer, acknowledged, answered, must_be_open
from clienthealth.core.frozen import replace
from clienthealth.core.kinds import Apology, Party, Response
from clienthealth.core.moments import When
from clienthealth.core.records.agreed import Next, Promise
from clienthealth.core.records.trouble import Complaint
from clienthealth.errors import Refused, UsageError

REFUSALS = frozenset({Response.DENIED, Response.QUOTED_POLICY})


class Mark(StrEnum):
    """What has no field of its own: a line in the note of the complaint, after its label."""

    FEELING = "feeling"
    POSSIBLE = "possible"
    REASON = "reason"
    RULE = "rule"
    INSTEAD = "instead"
    AUTHORITY = "authority"
    COLLEAGUES = "colleagues"


class Answers(NamedTuple):
    """What was answered, of one step or of many; None is not answered, which is not the same as no."""

    heard: str | None = None
    """What they say, in their words."""
    summary: str | None = None
    """What was said back to them."""
    agreed: bool | None = None
    """Whether they agreed with the summary."""
    feeling: str | None = None
    apology: Apology | None = None
    wants: str | None = None
    possible: str | None = None
    """What is possible within policy."""
    proposal: str | None = None
    due: When | None = None
    """By when the proposal is promised."""
    owner: str | None = None
    """Who of us keeps that promise."""
    reason: str | None = None
    """Why the answer is no."""
    rule: str | None = None
    """The rule that was held against them."""
    instead: str | None = None
    """What is possible where the answer is no."""
    authority: str | None = None
    """Who may decide more."""
    acknowledged: bool = False
    """Whether they were told that we have it, and when they hear from us."""
    follow_up: When | None = None
    """The day on which we ask whether it is settled for them."""
    colleagues: str | None = None
    """What colleagues should know."""


class Writer(NamedTuple):
    """Where answers are given: the fields of a new record, the words of the notes, the act itself."""

    fields: Callable[[], dict[str, Any]]
    labels: Mapping[Mark, str]
    follow_up: str
    """The words of the reminder."""
    act: Act


class Found(NamedTuple):
    """What is on record of the complaint that is walked through; no complaint where none is open."""

    complaint: Complaint | None = None
    promises: tuple[Promise, ...] = ()
    reminders: tuple[Next, ...] = ()

    @property
    def promise(self) -> Promise | None:
        """The promise that the present proposal became, be it kept by now or not."""
        if self.complaint is None or self.complaint.offered is None:
            return None
        offered = self.complaint.offered
        return next((each for each in reversed(self.promises) if each.ours and each.text == offered), None)

    @property
    def reminder(self) -> Next | None:
        """The follow-up that is still to come."""
        mine = (each for each in self.reminders if self.complaint and each.complaint == self.complaint.id)
        return next((each for each in mine if each.closed_at is None), None)


class Handled(NamedTuple):
    """What is to be written: the complaint as it is now, and what came with it."""

    complaint: Complaint
    promise: Promise | None = None
    reminder: Next | None = None


def handled(found: Found, answers: Answers, writer: Writer) -> Handled:
    """Return what answers make of the record; raises UsageError or Refused where they cannot be taken.

    Where no complaint is open, what they say opens one. The promise is new, or the one on record with its owner.
    """
    begun = found.complaint or _started(answers, writer)
    must_be_open(begun, writer.act)
    if answers.agreed is not None and not (answers.summary or begun.summary):
        raise UsageError("they can agree only with a summary that was said back to them", "say it with --summary")
    complaint = _answered(_told(begun, answers), answers, writer)
    promise = _promise(found._replace(complaint=complaint), answers, writer)
    reminder = None
    if answers.follow_up is not None:
        fields = writer.fields()
        reminder = Next(**fields, text=writer.follow_up, due=answers.follow_up, complaint=complaint.id)
    return Handled(complaint, promise, reminder)


def marked(complaint: Complaint, labels: Iterable[str]) -> bool:
    """Whether the note has a line after one of these labels, in whichever language it was written."""
    beginnings = tuple(f"{each}: " for each in labels)
    return any(line.startswith(beginnings) for line in (complaint.note or "").split("\n"))


def _started(answers: Answers, writer: Writer) -> Complaint:
    if not answers.heard:
        raise UsageError("no complaint is open, and what they say opens one", "say it in their words with --heard")
    return Complaint(**writer.fields(), text=answers.heard)


def _told(complaint: Complaint, answers: Answers) -> Complaint:
    """Return a complaint with what they said; what is heard later stands below what was heard first."""
    heard = "\n".join(filter(None, [complaint.heard, answers.heard])) or None
    # What they agreed with was the summary before.
    agreed = complaint.summary_agreed if answers.summary is None else None
    return replace(
        complaint,
        heard=heard,
        summary=answers.summary or complaint.summary,
        summary_agreed=agreed if answers.agreed is None else answers.agreed,
        apology=answers.apology or complaint.apology,
        remedy_sought=answers.wants or complaint.remedy_sought,
    )


def _answered(complaint: Complaint, answers: Answers, writer: Writer) -> Complaint:
    """Return a complaint with our answer to it; to listen and to apologise is part of one, and is none alone."""
    for mark in Mark:
        if text := getattr(answers, mark):
            complaint = noted(complaint, f"{writer.labels[mark]}: {text}")
    if answers.acknowledged:
        complaint = acknowledged(complaint, writer.act)
    if answers.proposal or answers.reason or answers.rule:
        refusals = {Response.DENIED: answers.reason, Response.QUOTED_POLICY: answers.rule}
        given = tuple(each for each, said in refusals.items() if said)
        complaint = answered(complaint, Answer(given, offered=answers.proposal), writer.act)
    if complaint.answered_at is None:
        return complaint
    listened = Response.LISTENED if complaint.heard or complaint.summary else None
    apologised = Response.APOLOGISED if complaint.apology else None
    told = {*complaint.response, listened, apologised}
    return replace(complaint, response=tuple(each for each in Response if each in told))


def _promise(found: Found, answers: Answers, writer: Writer) -> Promise | None:
    """Return the proposal as a promise: a new one with its day, or the one on record with its owner."""
    complaint, present = found.complaint, found.promise
    if answers.due is None and answers.owner is None:
        return None
    if complaint is None or complaint.offered is None:
        raise UsageError("there is no proposal to be promised", "say what it is with --proposal")
    if answers.due is None:
        if present is None:
            raise UsageError("a proposal without a day is no promise yet", "say by when with --due")
        return replace(present, owner=answers.owner)
    if present is not None and is_open(present, writer.act.now):
        raise Refused("this proposal is promised already", "`clienthealth promise move` gives it a new day")
    fields = writer.fields() | {"owner": answers.owner}
    return Promise(**fields, text=complaint.offered, party=Party.US, topic=complaint.topic, due=answers.due)
