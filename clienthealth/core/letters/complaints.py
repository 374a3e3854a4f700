"""The letters about a complaint: we have it, we are sorry, does it work now."""

from collections.abc import Iterable
from datetime import tzinfo

from clienthealth.core.appreciation.asking import ask_again
from clienthealth.core.letters.draft import Draft
from clienthealth.core.letters.letter import Block, Clock, Filling, Line, Missing, Part, fill, known
from clienthealth.core.letters.lines import coming_line
from clienthealth.core.records.client import is_zone


def acknowledgement(draft: Draft) -> Iterable[Block]:
    """Say that it arrived, how it was understood, and when they hear from us; no verdict and no result."""
    about = draft.concern
    yield Block("subj_matter", Part.SUBJECT, fill(on_d=about.day))
    yield Block("ack_open", Part.OPENING, fill(on_d=about.day, ref=about.handle))
    yield Block("ack_symp", Part.OPENING)
    summary = draft.said(draft.typed.summary, about.summary, what="summary")
    yield Block("ack_sum", Part.FACTS, fill(summary=summary))
    if not about.sought and not about.offered:
        yield Block("ask_fair", Part.ASK)
    if draft.typed.policy:
        yield Block("policy", Part.AGREED, fill(policy=known(draft.typed.policy, "policy")))
    if draft.typed.higher:
        yield Block("escalate", Part.AGREED, fill(higher=known(draft.typed.higher, "higher")))
    yield from _next(draft)
    yield Block("ack_person", Part.CONTACT, fill(contact=draft.contact))


def apology(draft: Draft) -> Iterable[Block]:
    """Say sorry once, own it where that is safe, and tell what was done, what comes when and what has changed."""
    about = draft.concern
    yield Block("subj_matter", Part.SUBJECT, fill(on_d=about.day))
    what = draft.said(draft.typed.what, about.summary, what="what")
    yield Block("apo_open", Part.OPENING, fill(on_d=about.day, what=what))
    own = owns(draft)
    yield Block("apo_own" if own else "apo_regret", Part.FACTS)
    yield from _remedy(draft)
    if own or draft.typed.change:
        yield Block("apo_prevent", Part.REMEDY, fill(change=draft.said(draft.typed.change, what="change")))
    yield Block("apo_ask", Part.ASK)
    yield Block("ack_person", Part.CONTACT, fill(contact=draft.contact))


def follow_up(draft: Draft) -> Iterable[Block]:
    """Ask whether the solution works; the survey comes along only where nothing is open."""
    about = draft.concern
    yield Block("subj_matter", Part.SUBJECT, fill(on_d=about.day))
    yield Block("fup_open", Part.OPENING, fill(on_d=about.day))
    yield Block("fup_tell", Part.ASK, fill(contact=draft.contact))
    if draft.typed.link and may_ask(draft):
        yield Block("fup_survey", Part.NEXT, fill(link=known(draft.typed.link, "link")))


def owns(draft: Draft) -> bool:
    """Whether the letter says that the mistake was ours: the record does, and it is safe to write.

    It is where the user has checked that it is, or where no more is at stake than the user's own limit.
    """
    stake, limit = draft.typed.at_stake, draft.own_up_to
    small = stake is not None and limit is not None and stake <= limit
    return draft.concern.ours and (draft.typed.legal_ok or small)


def may_ask(draft: Draft) -> bool:
    """Whether a survey is in place: nothing is open, and they were not asked for a quarter."""
    return draft.matter.settled and ask_again(draft.matter.asked_on, draft.today)


def _next(draft: Draft) -> Iterable[Block]:
    """Tell when they hear from us, by a promise that is on record; a call has its time of day."""
    answers = (*draft.matter.promised, *draft.matter.calls)
    ahead = [each.due for each in answers if each.due and each.due >= draft.today]
    call = draft.matter.call
    if ahead or call is None:
        due: Filling = min(ahead) if ahead else Missing("answer_by")
        yield Block("ack_next", Part.NEXT, fill(by_due=due))
    if call is not None:
        there = call.at.astimezone(_zone(draft))
        yield Block("ack_call", Part.NEXT, fill(on_d=there.date(), clock=Clock(there, draft.clock_zone)))


def _zone(draft: Draft) -> tzinfo:
    """Return the zone of the clock they read; ours where its name says nothing here."""
    from zoneinfo import ZoneInfo

    return ZoneInfo(draft.clock_zone) if is_zone(draft.clock_zone) else draft.zone


def _remedy(draft: Draft) -> Iterable[Block]:
    """Tell what was done and what comes; where neither is on record, what comes is a gap."""
    matter = draft.matter
    if matter.done:
        done = tuple(Line(f"done_{each.kind}", fill(on_d=each.day), each.id) for each in matter.done)
        yield Block("apo_done", Part.REMEDY, lines=done)
    if matter.promised:
        coming = tuple(coming_line(each, draft.today) for each in matter.promised)
        yield Block("apo_fix", Part.REMEDY, lines=coming)
    elif not matter.done:
        text = known(draft.concern.offered, "fix")
        yield Block("apo_fix", Part.REMEDY, lines=(Line("promise_undated", fill(text=text, due=Missing("fix_by"))),))
