"""Whether a letter is whole, by kind: what must be in, what must not, and whether it says what the record does.

Words are not looked at here, so the check is the same in every language.
"""

from collections.abc import Callable, Iterable
from datetime import date

from clienthealth.core.kinds import LetterKind
from clienthealth.core.letters.ending_check import incomplete as incomplete_ending
from clienthealth.core.letters.letter import Clock, Filling, Letter, Line, one_line
from clienthealth.core.letters.matter import Matter
from clienthealth.core.saying import Saying, say

THANKS_FOR = "thx_open|thx_praise|thx_referral|thx_flexible|thx_pays_early"
SORRY = "thx_upset|thx_upset_on|thx_upset_what"

ORDER: dict[LetterKind, tuple[tuple[str, ...], ...]] = {
    LetterKind.APOLOGY: (
        ("subj_matter", "apo_open", "apo_own", "apo_done?", "apo_fix?", "apo_prevent", "apo_ask", "ack_person"),
        ("subj_matter", "apo_open", "apo_regret", "apo_done?", "apo_fix?", "apo_prevent?", "apo_ask", "ack_person"),
    ),
    LetterKind.ACKNOWLEDGEMENT: (
        (
            "subj_matter",
            "ack_open",
            "ack_symp",
            "ack_sum",
            "ask_fair?",
            "policy?",
            "escalate?",
            "ack_next",
            "ack_call?",
            "ack_person",
        ),
        (
            "subj_matter",
            "ack_open",
            "ack_symp",
            "ack_sum",
            "ask_fair?",
            "policy?",
            "escalate?",
            "ack_call",
            "ack_person",
        ),
    ),
    LetterKind.EXPECTATIONS: (
        (
            "subj_exp",
            "exp_open",
            "exp_process?",
            "exp_when?",
            "exp_need?",
            "exp_not?",
            "exp_reach?",
            "exp_money?",
            "exp_change",
            "exp_confirm",
        ),
    ),
    LetterKind.BOUNDARY: (
        ("subj_bnd", "bnd_open|bnd_again", "bnd_fact", "bnd_expect", "bnd_conseq", "bnd_confirm"),
        (
            "subj_final",
            "bnd_open|bnd_again",
            "bnd_fact",
            "bnd_expect",
            "bnd_conseq|bnd_end|bnd_end_plain",
            "bnd_confirm",
        ),
    ),
    LetterKind.THANKS: (
        ("subj_thanks", THANKS_FOR, "thx_extra?", "thx_close?"),
        ("subj_words", SORRY, "thx_value"),
    ),
    LetterKind.FOLLOW_UP: (("subj_matter", "fup_open", "fup_tell", "fup_survey?"),),
    LetterKind.SURVEY: (("subj_survey", "survey_link|survey_here", "survey_thanks"),),
    LetterKind.HARDSHIP: (("subj_words", "hard_open", "hard_wait?", "hard_none"),),
}
"""The blocks of each kind in their order, by variant: `a|b` is exactly one of them, `x?` may be absent."""


def incomplete(letter: Letter) -> tuple[Saying, ...]:
    """Return what a letter lacks, has too much, or says otherwise than the record; empty when it is whole."""
    if letter.kind is LetterKind.OFFBOARDING:
        return incomplete_ending(letter)
    matter = letter.matter
    if matter is None:
        return (say("incomplete.record"),)
    return tuple(say(f"incomplete.{name}") for name, holds in CHECKS.items() if not holds(letter, matter))


def in_order(ids: Iterable[str], order: Iterable[str]) -> bool:
    """Whether blocks are those of an order: each where it belongs, none twice, none that has no place in it."""
    rest = list(ids)
    for step in order:
        if rest and rest[0] in step.removesuffix("?").split("|"):
            rest.pop(0)
        elif not step.endswith("?"):
            return False
    return not rest


def _order(letter: Letter, _: Matter) -> bool:
    """Whether the blocks are those of the kind; an apology tells what was done or what comes."""
    ids = [each.id for each in letter.blocks]
    remedied = letter.kind is not LetterKind.APOLOGY or bool({"apo_done", "apo_fix"}.intersection(ids))
    return remedied and any(in_order(ids, each) for each in ORDER[letter.kind])


def _concern(letter: Letter, matter: Matter) -> bool:
    """Whether it is about the complaint that is meant, by its day and its reference."""
    days = {_value(letter, block, "on_d") for block in ("subj_matter", "ack_open", "apo_open", "fup_open")} - {None}
    refs = {_value(letter, "ack_open", "ref")} - {None}
    concern = matter.concern
    return days <= ({concern.day} if concern else set()) and refs <= ({concern.handle} if concern else set())


def _owned(letter: Letter, matter: Matter) -> bool:
    """Whether a mistake is owned only where the record says that it was ours."""
    return letter.block("apo_own") is None or bool(matter.concern and matter.concern.ours)


def _promises(letter: Letter, matter: Matter) -> bool:
    """Whether every date that binds us is that of an open promise, and all that was promised for it is listed."""
    known = {each.id: (one_line(each.text), _ahead(each.due, letter.day)) for each in matter.promised}
    listed = letter.block("apo_fix")
    lines = [each for each in (listed.lines if listed else ()) if each.record]
    equal = {each.record: _said(each) for each in lines} == (
        known if letter.kind is LetterKind.APOLOGY else {}
    ) and len(lines) == len({each.record for each in lines})
    heard = _value(letter, "ack_next", "by_due")
    call = _value(letter, "ack_call", "clock")
    called = not isinstance(call, Clock) or bool(matter.call and matter.call.at == call.at)
    binding = {each.due for each in (*matter.promised, *matter.calls)}
    return equal and called and (not isinstance(heard, date) or heard in binding)


def _done(letter: Letter, matter: Matter) -> bool:
    """Whether what is told as done is what was done."""
    block = letter.block("apo_done")
    said = [(each.record, dict(each.values).get("on_d")) for each in (block.lines if block else ())]
    return said == ([(each.id, each.day) for each in matter.done] if letter.kind is LetterKind.APOLOGY else [])


def _mood(letter: Letter, matter: Matter) -> bool:
    """Whether an upset client is not thanked for their business, and one who is not is not told sorry."""
    return letter.kind is not LetterKind.THANKS or (letter.block("thx_value") is not None) is matter.upset


def _asks(letter: Letter, matter: Matter) -> bool:
    """Whether nobody is surveyed while something is open."""
    asked = any(each.id in {"fup_survey", "survey_link", "survey_here"} for each in letter.blocks)
    return matter.settled or not asked


def _final(letter: Letter, matter: Matter) -> bool:
    """Whether a final warning is the only one."""
    return letter.block("subj_final") is None or matter.final is None


def _hard(letter: Letter, matter: Matter) -> bool:
    """Whether a kind word goes to one who has a hard time."""
    return letter.kind is not LetterKind.HARDSHIP or matter.hardship


def _parties(letter: Letter, _: Matter) -> bool:
    named = one_line(letter.sender.name) and one_line(letter.addressee.organisation + letter.addressee.person)
    return bool(named)


def _filled(letter: Letter, _: Matter) -> bool:
    return not letter.missing and all(value != "" for value in _values(letter))


CHECKS: dict[str, Callable[[Letter, Matter], bool]] = {
    "order": _order,
    "concern": _concern,
    "owned": _owned,
    "promises": _promises,
    "done": _done,
    "mood": _mood,
    "asks": _asks,
    "final": _final,
    "hard": _hard,
    "M10": _parties,
    "M11": _filled,
}
"""Each must by its name, with what holds when it is met."""


def _value(letter: Letter, block: str, name: str) -> Filling | None:
    found = letter.block(block)
    return dict(found.values).get(name) if found else None


def _ahead(due: date | None, today: date) -> date | None:
    return due if due and due >= today else None


def _said(line: Line) -> tuple[str, date | None]:
    """Return what a line says of a promise; a date that is a gap says nothing of it."""
    values = dict(line.values)
    text, due = values.get("text"), values.get("by_due")
    return text if isinstance(text, str) else "", due if isinstance(due, date) else None


def _values(letter: Letter) -> Iterable[Filling]:
    for block in letter.blocks:
        for values in (block.values, *(line.values for line in block.lines)):
            yield from (value for _, value in values)
