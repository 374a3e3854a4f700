"""How a complaint lives: received, acknowledged, answered, resolved, confirmed, and perhaps reopened.

The stages are those of ISO 10002; no stage is inferred from another, so that dates stay what was told.
"""

from datetime import datetime, tzinfo
from typing import NamedTuple

from clienthealth.core.changes.commitments import Act, is_open, not_before, noted, zone_of
from clienthealth.core.frozen import replace
from clienthealth.core.kinds import Apology, Cause, Confirmed, EffortKind, EffortOutcome, Response
from clienthealth.core.moments import When, said, undoes
from clienthealth.core.records.trouble import Closing, Complaint, Effort
from clienthealth.errors import Refused, UsageError

PLAIN_KINDS = frozenset({EffortKind.EXTRA, EffortKind.VISIT})
"""Efforts that are as likely a plain extra as a remedy, so that no complaint is assumed for them."""

SECONDS_AN_HOUR = 3600
HOUR_PLACES = 2


class Answer(NamedTuple):
    """How we responded to a complaint, and what we offered."""

    responses: tuple[Response, ...] = ()
    apology: Apology | None = None
    offered: str | None = None

    @property
    def says(self) -> bool:
        """Whether there is more to it than that it was given."""
        return bool(self.responses or self.apology or self.offered)


class Assessment(NamedTuple):
    """What was found when a complaint was looked into; None is not found yet, and leaves what is on record."""

    cause: Cause | None = None
    """Whose cause it was, and so whether it is justified."""
    severity: int | None = None
    topic: str | None = None
    against: str | None = None
    """The expectation or promise it is about."""
    repeat_of: str | None = None
    incident: str | None = None


def assessed(complaint: Complaint, found: Assessment, act: Act) -> Complaint:
    """Return a complaint with what was found; also of one that is over, for insight comes when it comes."""
    given = {name: value for name, value in found._asdict().items() if value is not None}
    if not given:
        raise UsageError(f"nothing was found on {act.name}", "say what: --cause, --severity, --against, --repeat-of …")
    after = replace(complaint, **given)
    if after == complaint:
        raise Refused(f"{act.name} says so already", f"`clienthealth show {act.name}` tells what is on record")
    return after


def acknowledged(complaint: Complaint, act: Act) -> Complaint:
    """Return a complaint whose receipt we confirmed."""
    _check_act(complaint, act)
    before = complaint.acknowledged_at
    if is_done(complaint, before, act.zone):
        raise act.already("acknowledged", before)
    return replace(_remembered(complaint, "acknowledged", before, act), acknowledged_at=act.at)


def answered(complaint: Complaint, answer: Answer, act: Act) -> Complaint:
    """Return a complaint that we answered; a further answer adds to the first, whose moment stays.

    One that was reopened is answered anew; the moment of the answer before goes to the note.
    """
    _check_act(complaint, act)
    before = complaint.answered_at
    done = is_done(complaint, before, act.zone)
    if done and not answer.says:
        raise act.already("answered", before)
    new = tuple(each for each in answer.responses if each not in complaint.response)
    return replace(
        complaint if done else _remembered(complaint, "answered", before, act),
        answered_at=before if done else act.at,
        response=(*complaint.response, *new),
        apology=answer.apology or complaint.apology,
        offered=answer.offered or complaint.offered,
    )


def resolved(complaint: Complaint, act: Act) -> Complaint:
    """Return a complaint that we think is put right; the client has not said so yet."""
    _check_act(complaint, act)
    before = complaint.resolved_at
    if is_resolved(complaint, act.zone):
        raise act.already("resolved", before)
    return replace(_remembered(complaint, "resolved", before, act), resolved_at=act.at)


def confirmed(complaint: Complaint, result: Confirmed, act: Act) -> Complaint:
    """Return a complaint that is over, in the words of the client; or without any, where they were asked for them."""
    _check_act(complaint, act)
    if result is Confirmed.NO_ANSWER:
        _check_asked(complaint, act)
    return replace(complaint, confirmed=result, confirmed_at=act.at, closings=_closings(complaint))


def reopened(complaint: Complaint, act: Act) -> Complaint:
    """Return a complaint that is open again; how it had ended stays on record."""
    if is_open(complaint, act.now) and not is_resolved(complaint, act.zone):
        raise Refused(f"{act.name} is open", f"`clienthealth show {act.name}` tells how far it has come")
    for done, ended in (("closed", complaint.confirmed_at), ("resolved", complaint.resolved_at)):
        if ended is not None and not not_before(act.at, ended, act.zone):
            raise UsageError(
                f"{act.name} was {done} {said(ended, act.now)}, later than {said(act.at, act.now)}",
                "give a later --when, or leave it out",
            )
    _check_act(complaint, act, over=True)
    return replace(
        complaint,
        confirmed=None,
        confirmed_at=None,
        # Of one second, what was resolved would count as done after the reopening.
        resolved_at=None if complaint.resolved_at == act.at else complaint.resolved_at,
        closings=_closings(complaint),
        reopened=(*complaint.reopened, act.at),
    )


def may_reopen(complaint: Complaint, now: datetime) -> bool:
    """Whether there is an end that could be taken back: confirmed, or resolved as far as we can tell."""
    return not is_open(complaint, now) or is_resolved(complaint, zone_of(now))


def is_resolved(complaint: Complaint, zone: tzinfo) -> bool:
    """Whether we think it is put right and it was not reopened since."""
    return is_done(complaint, complaint.resolved_at, zone)


def is_done(complaint: Complaint, when: When | None, zone: tzinfo) -> bool:
    """Whether a stage was reached, and the complaint was not reopened since: that begins its life anew."""
    return when is not None and not any(undoes(each, when, zone) for each in complaint.reopened)


def taken(effort: Effort, outcome: EffortOutcome, act: Act) -> Effort:
    """Return an effort with how the client took it; a later word replaces an earlier one."""
    if effort.outcome is outcome:
        raise act.already(outcome, effort.outcome_at)
    return replace(effort, outcome=outcome, outcome_at=act.at)


def response_hours(complaint: Complaint, at: When) -> float | None:
    """Return the clock hours from a complaint to an effort, where both have a time of day."""
    if not isinstance(complaint.at, datetime) or not isinstance(at, datetime):
        return None
    return round((at - complaint.at).total_seconds() / SECONDS_AN_HOUR, HOUR_PLACES)


def check_follows(complaint: Complaint, name: str, act: Act) -> None:
    """Refuse an effort that lies before the complaint it is on."""
    if not not_before(act.at, complaint.at, act.zone):
        raise UsageError(
            f"{name} was received {said(complaint.at, act.now)}, later than {said(act.at, act.now)}",
            "give a later --when, or correct the complaint",
        )


def must_be_open(complaint: Complaint, act: Act) -> None:
    """Refuse what can only be done to a complaint that is not over."""
    if not is_open(complaint, act.now):
        raise act.already(f"closed ({complaint.confirmed})", complaint.confirmed_at)


def _check_act(complaint: Complaint, act: Act, *, over: bool = False) -> None:
    """Refuse what is done to a complaint that is over, before it was received, or before it was reopened."""
    if not over:
        must_be_open(complaint, act)
    check_follows(complaint, act.name, act)
    undone = [each for each in complaint.reopened if undoes(each, act.at, act.zone)]
    if undone and not over:
        raise UsageError(
            f"{act.name} was reopened {said(undone[-1], act.now)}, and {said(act.at, act.now)} is not surely later",
            "give a later --when, on one day with its time: --when 'mon 16:30'",
        )


def _check_asked(complaint: Complaint, act: Act) -> None:
    """Refuse to close without an answer where nothing was said that they could have answered, or not yet then."""
    words = (complaint.answered_at, complaint.resolved_at)
    asked = [each for each in words if each is not None and is_done(complaint, each, act.zone)]
    if not asked:
        raise Refused(
            f"{act.name} is neither answered nor resolved: there is nothing they could have answered",
            f"`clienthealth complaint answer {act.name}` notes our answer; ask them, wait, and then close it",
        )
    for each in asked:
        if not not_before(act.at, each, act.zone):
            raise UsageError(
                f"our last word on {act.name} was {said(each, act.now)}, later than {said(act.at, act.now)}",
                "give a later --when, or leave it out",
            )


def _remembered(complaint: Complaint, what: str, before: When | None, act: Act) -> Complaint:
    """Return a complaint that was reopened with a moment of its life before in the note: another takes its place."""
    return noted(complaint, f"{what} {said(before, act.now)}, before it was reopened") if before else complaint


def _closings(complaint: Complaint) -> tuple[Closing, ...]:
    if complaint.confirmed is None:
        return complaint.closings
    end = complaint.confirmed_at or complaint.at
    return (*complaint.closings, Closing(at=end, confirmed=complaint.confirmed))
