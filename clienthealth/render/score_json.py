"""The judgement as JSON, exactly as its contract says: keys are only added within one schema.

Probabilities carry twelve significant digits and decibans nine decimals, so that the law (log-odds = prior +
discount x sum of the items) holds on what is printed, to 1e-6.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from clienthealth.core.assessment import Assessment, Evidence, Gate, Judgement, Likelihood, Mirror, NextStep, NotCounted
from clienthealth.core.economy import Economy
from clienthealth.core.responses.contact import Contact
from clienthealth.core.saying import Saying
from clienthealth.core.suppose.acts import Supposed
from clienthealth.core.suppose.moves import Move
from clienthealth.render import contact_text
from clienthealth.render.economy_text import as_plain
from clienthealth.render.phrases import said
from clienthealth.render.voice import Voice

SCHEMA = 1
DECIBAN_PLACES = 9
SHARE_PLACES = 4
HEALTH_PLACES = 1

Handle = Callable[[str, str], str]
"""From a client and a record of it to the short handle."""


class Told(NamedTuple):
    """What is told of one client: its judgement, money and energy beside it.

    In `why` also what would move it, what counted for less than it otherwise would, and contacts beside it.
    """

    found: Assessment
    economy: Economy
    moves: Sequence[Move] | None = None
    discounted: Sequence[NotCounted] | None = None
    contact: Contact | None = None


def as_json(judgement: Judgement, clients: Iterable[Told], handle: Handle, voice: Voice) -> str:
    """Return the judgement with these clients as one JSON object."""
    plain = {**head(judgement, voice), "clients": [_told(each, handle, voice) for each in clients]}
    return json.dumps(plain, ensure_ascii=False)


class Supposition(NamedTuple):
    """What is supposed of one client, and how it is judged now and would be then."""

    supposed: Sequence[Supposed]
    before: Assessment
    after: Assessment


def supposed_json(judgement: Judgement, found: Supposition, handle: Handle, voice: Voice) -> str:
    """Return a supposition as one JSON object: `supposed`, and in the shape of the score `before` and `after`."""
    plain = {
        **head(judgement, voice),
        "supposed": [_supposed(each, voice) for each in found.supposed],
        "before": _client(found.before, handle, voice),
        "after": _client(found.after, handle, voice),
    }
    return json.dumps(plain, ensure_ascii=False)


def plain_mirror(mirror: Mirror, voice: Voice) -> dict[str, Any]:
    """Return the portfolio as a whole."""
    own = mirror.median_own_fault
    return {
        "clients": mirror.clients,
        "watch": mirror.watch,
        "median_own_fault": None if own is None else round(own, SHARE_PLACES),
        "common_factor_may_be_us": mirror.common_factor_may_be_us,
        "because": _said(mirror.because, voice),
    }


def plain_step(step: NextStep) -> dict[str, Any]:
    """Return one thing to do."""
    return {"action": step.action, "due": _day(step.due), "command": step.command}


def plain_decided(found: Assessment) -> dict[str, Any] | None:
    """Return what the user decided against the advice and still holds, or None."""
    taken = found.decided
    if taken is None:
        return None
    return {
        "choice": taken.choice,
        "recommendation": taken.recommendation,
        "reason": taken.reason,
        "day": taken.day.isoformat(),
        "until": taken.until.isoformat(),
        "record": taken.record,
        "handle": taken.handle,
    }


def head(judgement: Judgement, voice: Voice) -> dict[str, Any]:
    """Return what every judgement begins with: the schema, the day, the model, the portfolio."""
    return {
        "schema": SCHEMA,
        "as_of": judgement.as_of.isoformat(),
        "model": judgement.model,
        "portfolio": plain_mirror(judgement.mirror, voice),
    }


def _told(told: Told, handle: Handle, voice: Voice) -> dict[str, Any]:
    more: dict[str, Any] = {} if told.moves is None else {"would_move": [_move(each, voice) for each in told.moves]}
    if told.discounted is not None:
        more["discounted"] = _refused(told.discounted, told.found.client, handle, voice)
    if told.contact is not None:
        more["contact"] = contact_text.as_plain(told.contact)
    return {**_client(told.found, handle, voice), "economy": as_plain(told.economy), **more}


def _refused(held: Iterable[NotCounted], client: str, handle: Handle, voice: Voice) -> list[dict[str, str]]:
    """Return the records that did not count, or counted for less, and why."""
    return [
        {"record": each.record, "handle": handle(client, each.record), "because": voice.say(each.because)}
        for each in held
    ]


def _client(found: Assessment, handle: Handle, voice: Voice) -> dict[str, Any]:
    counts = found.counts
    return {
        "client": found.client,
        "verdict": found.verdict,
        "recommendation": found.recommendation,
        "because": voice.say(found.because),
        "confidence": found.confidence,
        "problem_client": _likelihood(found.problem_client),
        "client_problem": _likelihood(found.client_problem),
        "health": {
            "score": round(found.health.score, HEALTH_PLACES),
            "low": round(found.health.low, HEALTH_PLACES),
            "high": round(found.health.high, HEALTH_PLACES),
            "stale": found.health.stale,
        },
        "own_fault_share": round(found.own_fault_share, SHARE_PLACES),
        "counts": {
            "complaints": counts.complaints,
            "open_complaints": counts.open_complaints,
            "expectations": counts.expectations,
            "records": counts.records,
            "from_memory": counts.from_memory,
        },
        "evidence": [_evidence(each, found.client, handle, voice) for each in found.evidence],
        "not_counted": _refused(found.not_counted, found.client, handle, voice),
        "gates": [_gate(each, voice) for each in found.gates],
        "next_steps": [plain_step(each) for each in found.next_steps],
        "decided": plain_decided(found),
    }


def _move(move: Move, voice: Voice) -> dict[str, Any]:
    """Return an act that was tried: the command, what would follow, and the gates it would open."""
    after = move.after
    return {
        **_supposed(move.act, voice),
        "verdict": after.verdict,
        "recommendation": after.recommendation,
        "problem_client": _likelihood(after.problem_client),
        "client_problem": _likelihood(after.client_problem),
        "opens": list(move.opened),
        "decibans": {
            "problem_client": round(move.conduct, DECIBAN_PLACES),
            "client_problem": round(move.problem, DECIBAN_PLACES),
        },
    }


def _supposed(act: Supposed, voice: Voice) -> dict[str, str]:
    return {"what": said(act.what, "suppose", voice.language), "command": act.command}


def _likelihood(likelihood: Likelihood) -> dict[str, float]:
    return {
        "probability": _digits(likelihood.probability),
        "low": _digits(likelihood.low),
        "high": _digits(likelihood.high),
        "prior_decibans": round(likelihood.prior_decibans, DECIBAN_PLACES),
        "discount": likelihood.discount,
    }


def _digits(probability: float) -> float:
    return float(f"{probability:.12g}")


def _evidence(evidence: Evidence, client: str, handle: Handle, voice: Voice) -> dict[str, Any]:
    return {
        "axis": evidence.axis,
        "item": evidence.item,
        "decibans": round(evidence.decibans, DECIBAN_PLACES),
        "because": voice.say(evidence.because),
        "records": list(evidence.records),
        "handles": [handle(client, each) for each in evidence.records],
    }


def _gate(gate: Gate, voice: Voice) -> dict[str, Any]:
    opens = _said(gate.opens, voice)
    return {"gate": gate.gate, "passed": gate.passed, "because": voice.say(gate.because), "opens": opens}


def _said(saying: Saying | None, voice: Voice) -> str | None:
    return None if saying is None else voice.say(saying)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
