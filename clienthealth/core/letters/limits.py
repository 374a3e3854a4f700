"""The letter that sets a limit: one topic, one change, one consequence; the final one comes once."""

from collections.abc import Iterable
from datetime import timedelta

from clienthealth.core.letters.draft import Draft
from clienthealth.core.letters.letter import Block, Filling, Line, Missing, Part, fill, known, one_line
from clienthealth.errors import Refused

CONFIRM_WITHIN = timedelta(days=7)
"""How long we ask them to take for a yes: a request to them, which promises nothing of ours."""


def boundary(draft: Draft) -> Iterable[Block]:
    """Say what is to change, from when, and what follows if it does not. Raises Refused for a second final one."""
    matter, typed = draft.matter, draft.typed
    if typed.final and matter.final is not None:
        raise Refused(
            f"a final warning was given on {matter.final.day.isoformat()} ({matter.final.handle}); there is no second",
            f"what it announced can follow: clienthealth offboard {draft.client.client}; "
            f"or, if it is over: clienthealth boundary end {matter.final.handle}",
        )
    yield Block("subj_final" if typed.final else "subj_bnd", Part.SUBJECT)
    if matter.limit is None:
        yield Block("bnd_open", Part.OPENING)
    else:
        yield Block("bnd_again", Part.OPENING, fill(on_d=matter.limit.day))
    facts: list[Filling] = [each for each in map(one_line, typed.facts) if each] or [Missing("facts")]
    yield Block("bnd_fact", Part.FACTS, lines=tuple(Line("fact", fill(text=each)) for each in facts))
    yield Block("bnd_expect", Part.AGREED, fill(expect=known(typed.expect, "expect"), from_d=draft.today))
    yield _consequence(draft)
    yield Block("bnd_confirm", Part.ASK, fill(by_due=draft.today + CONFIRM_WITHIN))


def _consequence(draft: Draft) -> Block:
    """Announce what was typed; a final warning announces the end, by the clause on record if there is one."""
    if draft.typed.consequence or not draft.typed.final:
        consequence = known(draft.typed.consequence, "consequence")
        return Block("bnd_conseq", Part.NEXT, fill(consequence=consequence))
    clause = one_line(draft.client.contract_clause or "")
    return Block("bnd_end", Part.NEXT, fill(clause=clause)) if clause else Block("bnd_end_plain", Part.NEXT)
