"""Thanks by the state the client is in, questions to them, and a kind word in a hard time."""

from collections.abc import Iterable

from clienthealth.core.appreciation.asking import ask_again
from clienthealth.core.kinds import ClientStatus
from clienthealth.core.letters.draft import Draft
from clienthealth.core.letters.letter import Block, Line, Part, fill, known
from clienthealth.errors import NotFound, Refused

LEAVING = frozenset({ClientStatus.OFFBOARDING, ClientStatus.ENDED})
"""Where nothing is looked forward to."""

QUESTIONS = ("survey_likely", "survey_keep", "survey_change")
"""At most three, so that they are answered."""


def thanks(draft: Draft) -> Iterable[Block]:
    """Thank for one concrete thing; an upset client hears that we are sorry, never thanks for their business."""
    if draft.matter.upset:
        yield Block("subj_words", Part.SUBJECT)
        yield _sorry(draft)
        yield Block("thx_value", Part.OPENING)
        return
    yield Block("subj_thanks", Part.SUBJECT)
    kind = draft.matter.goodwill
    if draft.typed.what or kind is None:
        yield Block("thx_open", Part.OPENING, fill(what=known(draft.typed.what, "thanks")))
    else:
        yield Block(f"thx_{kind.replace('-', '_')}", Part.OPENING)
    if draft.typed.gift:
        yield Block("thx_extra", Part.FACTS, fill(gift=known(draft.typed.gift, "gift")))
    if draft.client.stands not in LEAVING:
        yield Block("thx_close", Part.GOODBYE)


def survey(draft: Draft) -> Iterable[Block]:
    """Ask three questions, by a link or here; refused while something is open, and within a quarter."""
    matter = draft.matter
    if matter.open_concerns:
        handles = ", ".join(each.handle for each in matter.open_concerns)
        raise Refused(f"not while a complaint is open: {handles}", "answer and settle it first, then ask")
    if matter.asked_on is not None and not ask_again(matter.asked_on, draft.today):
        when = matter.asked_on.isoformat()
        raise Refused(
            f"{draft.client.client} was asked on {when}, less than a quarter ago", "ask again after a quarter"
        )
    yield Block("subj_survey", Part.SUBJECT)
    if draft.typed.link:
        yield Block("survey_link", Part.OPENING, fill(link=known(draft.typed.link, "link")))
    else:
        yield Block("survey_here", Part.OPENING, lines=tuple(Line(each) for each in QUESTIONS))
    yield Block("survey_thanks", Part.GOODBYE)


def hardship(draft: Draft) -> Iterable[Block]:
    """Say a kind word; no reminder and no request. Raises NotFound where no hard time is on record."""
    if not draft.matter.hardship:
        hint = f"clienthealth hardship add {draft.client.client}"
        raise NotFound(f"no hard time of {draft.client.client} is on record", hint)
    yield Block("subj_words", Part.SUBJECT)
    yield Block("hard_open", Part.OPENING)
    if draft.matter.waiting:
        yield Block("hard_wait", Part.NEXT)
    yield Block("hard_none", Part.NEXT)


def _sorry(draft: Draft) -> Block:
    if draft.typed.what:
        return Block("thx_upset_what", Part.OPENING, fill(what=known(draft.typed.what, "thanks")))
    raised = [each.day for each in draft.matter.open_concerns]
    return Block("thx_upset_on", Part.OPENING, fill(on_d=max(raised))) if raised else Block("thx_upset", Part.OPENING)
