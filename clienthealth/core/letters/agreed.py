"""The letter that sums up what is agreed: the first sheet of the client as a letter."""

from collections.abc import Iterable

from clienthealth.core.expected.items import Part as SheetPart
from clienthealth.core.letters.draft import Draft
from clienthealth.core.letters.letter import Block, Line, Missing, Part, fill

BLOCKS = {
    SheetPart.RUN: "exp_process",
    SheetPart.WHEN: "exp_when",
    SheetPart.NEED: "exp_need",
    SheetPart.SCOPE: "exp_not",
    SheetPart.REACH: "exp_reach",
    SheetPart.MONEY: "exp_money",
}
"""The block of each part of a sheet."""


def expectations(draft: Draft) -> Iterable[Block]:
    """List what is on record, part by part; where nothing is, how the work runs is a gap."""
    parts: dict[str, tuple[str, ...]] = dict(draft.agreed)
    yield Block("subj_exp", Part.SUBJECT)
    yield Block("exp_open", Part.OPENING)
    if not any(parts.get(each) for each in (SheetPart.RUN, SheetPart.WHEN, SheetPart.NEED, SheetPart.SCOPE)):
        yield Block("exp_process", Part.AGREED, lines=(Line("agreed", fill(text=Missing("agreed"))),))
    for part, block in BLOCKS.items():
        lines = tuple(Line("agreed", fill(text=text)) for text in parts.get(part, ()))
        if lines:
            yield Block(block, Part.AGREED, lines=lines)
    yield Block("exp_change", Part.ASK)
    yield Block("exp_confirm", Part.ASK)
