"""What of a letter is in the user's own words: some blocks, or all that stands between greeting and closing."""

from clienthealth.core.frozen import Frozen
from clienthealth.core.letters.letter import Letter
from clienthealth.core.letters.offboarding import OPTIONAL as OF_AN_ENDING

OPTIONAL = OF_AN_ENDING | {"thx_extra", "thx_close", "fup_survey", "ask_fair", "hard_wait"}
"""Blocks that a letter may lack without being incomplete."""


class Own(Frozen, kw_only=True):
    """Blocks by their id, and the template of the body; `file` and `template_file` are named where one is wrong."""

    blocks: tuple[tuple[str, str], ...] = ()
    file: str = ""
    template: str = ""
    template_file: str = ""


def required(letter: Letter) -> tuple[str, ...]:
    """Return the ids of the blocks that no letter of this kind and this record may lack, in their order."""
    return tuple(each.id for each in letter.blocks if each.id not in OPTIONAL)
