"""How a complaint lives: received, acknowledged, answered, resolved, confirmed, and perhaps reopened.

The stages are those of ISO 10002; no stage is inferred from another, so that dates stay what was told.
"""

from datetime import datetime, tzinfo
from typing import NamedTuple

from clienthealth.core.changes.commitments import Act, is_open, not_before, zone_of
from clienthealth.core.frozen import replace
from clienthealth.core.kinds import Apology, Confirmed, EffortKind, EffortOutcome, Response
from clienthealth.core.moments import When, said
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


def acknowledged(complaint: Complaint, act: Act) -> Complaint:
    """Return a complaint whose receipt we confirmed."""
    must_be_open(complaint, act)
    if complaint.acknowledged_at is not None:
        raise act.already("acknowledged", complaint.acknowledged_at)
    return replace(complaint, acknowledged_at=act.at)


def answered(complaint: Complaint, answer: Answer, act: Act) -> Complaint:
    """Return a complaint that we answered; a further answer adds to the first, whose moment stays."""
    must_be_open(complaint, act)
    if complaint.answered_at is not None and not answer.says:
        raise act.already("answered", complaint.answered_at)
    new = tuple(each for each in answer.responses if each not in complaint.response)
    return replace(
        complaint,
        answered_at=complaint.answered_at or act.at,
        response=(*complaint.response, *new),
        apology=answer.apology or complaint.apology,
        offered=answer.offered or complaint.offered,
    )


def resolved(complaint: Complaint, act: Act) -> Complaint:
    """Return a complaint that we think is put right; the client has not said so yet."""
    must_be_open(complaint, act)
    if is_resolved(complaint, act.zone):
        raise act.already("resolved", complaint.resolved_at)
    return replace(complaint, resolved_at=act.at)


def confirmed(complaint: Complaint, result: Confirmed, act: Act) -> Complaint:
    """Return a complaint that is over, in the words of the client."""
    must_be_open(complaint, act)
    return replace(complaint, confirmed=result, confirmed_at=act.at, closings=_closings(complaint))


def reopened(complaint: Complaint, act: Act) -> Complaint:
    """Return a complaint that is open again; how it had ended stays on record."""
    if is_open(complaint, act.now) and not is_resolved(complaint, act.zone):
        raise Refused(f"{act.name} is open", f"`clienthealth show {act.name}` tells how far it has come")
    ended = complaint.confirmed_at or complaint.resolved_at or complaint.at
    if not not_before(act.at, ended, act.zone):
        raise UsageError(
            f"{act.name} was closed {said(ended, act.now)}, later than {said(act.at, act.now)}",
            "give a later --when, or leave it out",
        )
    again = (*complaint.reopened, act.at)
    return replace(complaint, confirmed=None, confirmed_at=None, closings=_closings(complaint), reopened=again)


def may_reopen(complaint: Complaint, now: datetime) -> bool:
    """Whether there is an end that could be taken back: confirmed, or resolved as far as we can tell."""
    return not is_open(complaint, now) or is_resolved(complaint, zone_of(now))


def is_resolved(complaint: Complaint, zone: tzinfo) -> bool:
    """Whether we think it is put right and it was not reopened since."""
    end = complaint.resolved_at
    return end is not None and not any(not_before(each, end, zone) for each in complaint.reopened)


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


def _closings(complaint: Complaint) -> tuple[Closing, ...]:
    if complaint.confirmed is None:
        return complaint.closings
    end = complaint.confirmed_at or complaint.at
    return (*complaint.closings, Closing(at=end, confirmed=complaint.confirmed))
