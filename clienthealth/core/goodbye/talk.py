"""The sheet for the talk before the letter: what to say first, facts with dates, likely reactions and answers.

It is private. Everything that must never stand in a letter may stand here: reasons, energy, the true hourly rate, the
judgement with its doubt. Nothing on it is a promise, and after conduct there is none, as nobody is to talk alone.
"""

from collections.abc import Iterable, Iterator
from datetime import date, tzinfo

from clienthealth.core.assessment import Assessment, Evidence
from clienthealth.core.briefing.brief import Brief
from clienthealth.core.briefing.fact import Fact
from clienthealth.core.economy import Economy
from clienthealth.core.frozen import Frozen
from clienthealth.core.goodbye.ending import Ending
from clienthealth.core.goodbye.owed import OpenPromise
from clienthealth.core.history import History
from clienthealth.core.kinds import Choice, Language, Party, Situation
from clienthealth.core.moments import day_of
from clienthealth.core.saying import Saying, say
from clienthealth.core.weekly.weight import their_side
from clienthealth.errors import Refused

MOST = 8
"""Facts on the sheet: the talk takes a quarter of an hour, and one fact is already enough."""

WEIGHTY = 3
"""Items of the judgement on the sheet."""

LISTED = 3
"""Open things of ours that get an answer of their own; with more of them the list above is looked at."""

NO_PRICE = frozenset({Situation.NON_PAYMENT, Situation.CONFLICT})
"""Situations in which nobody offers to pay more."""


class Reaction(Frozen):
    """What they may say or do, and the answer; of what is not ready to be answered, the command that makes it so."""

    asked: Saying
    answer: Saying
    command: str = ""


class Talk(Frozen, kw_only=True):
    """The sheet of one talk: `language` is the client's, in which it is held."""

    ending: Ending
    language: Language
    facts: tuple[Fact, ...]
    reactions: tuple[Reaction, ...]
    reasons: tuple[tuple[date, str], ...]
    economy: Economy
    assessment: Assessment | None
    evidence: tuple[Evidence, ...]
    colleagues: tuple[str, ...]

    @property
    def letter_by(self) -> date:
        """The day for which the letter is planned; the end where it is no step."""
        return next((each.due for each in self.ending.checklist if each.item == "letter"), self.ending.end)

    @property
    def opening(self) -> Saying:
        """The one sentence to say first."""
        return say(f"say.{self.ending.situation or 'none'}", day=self.ending.end)


def refuse_talk(ending: Ending) -> None:
    """Refuse a sheet where no talk is to be: after conduct, where somebody is unsafe, where they end it, when over."""
    client = ending.client
    by_letter = f"clienthealth offboard {client} --situation conduct"
    if ending.ended:
        raise Refused(f"{client} has ended: there is nothing left to talk about", f"`clienthealth show {client}`")
    if ending.situation is Situation.CONDUCT:
        why = "after conduct there is no talk: nobody is to be alone with them, and what happened is not discussed"
        raise Refused(why, f"`{by_letter}` lists the short way: safety, evidence, a second reader, one short letter")
    if ending.unsafe:
        why = f"an act against a person's safety is on record with {client}: nobody is to be alone with them"
        raise Refused(why, f"`{by_letter}` lists the short way; `clienthealth why {client}` names the act")
    if ending.by is Party.THEM:
        why = f"{client} ends it: there is nothing to break to them"
        raise Refused(why, f"confirm their notice in writing: `{ending.letter_command}`")


def talk(  # noqa: PLR0913 - all by name
    history: History,
    ending: Ending,
    brief: Brief,
    *,
    economy: Economy,
    assessment: Assessment | None,
    reasons: Iterable[tuple[date, str]] = (),
    colleagues: Iterable[str] = (),
) -> Talk:
    """Return the sheet; raises Refused where no talk is to be."""
    refuse_talk(ending)
    weighty = their_side(assessment) if assessment else []
    return Talk(
        ending=ending,
        language=history.client.language or Language.EN,
        facts=facts(brief),
        reactions=tuple(_reactions(ending)),
        reasons=tuple(reasons),
        economy=economy,
        assessment=assessment,
        evidence=tuple(weighty[:WEIGHTY]),
        colleagues=tuple(colleagues),
    )


def facts(brief: Brief) -> tuple[Fact, ...]:
    """Return what happened, what was tried and which limits were set, the weightiest of it in the order of its days."""
    kept = {"happened": ("happened.",), "tried": ("",), "promised": ("limit.", "promised.broken")}
    found = [
        fact
        for part in brief.parts
        for fact in part.facts
        if any(each.key.startswith(kept.get(part.name, ("-",))) for each in fact.sayings)
    ]
    weighty = sorted(found, key=lambda each: (each.rank, -(each.day or brief.day).toordinal()))[:MOST]
    return tuple(sorted(weighty, key=lambda each: (each.day or brief.day, each.moment, each.handle)))


def reasons_of(history: History, zone: tzinfo) -> list[tuple[date, str]]:
    """Return the user's own reasons, as they were noted with decisions to end it, the latest last."""
    decided = [each for each in history.decisions if each.reason and each.choice is not Choice.OVERRIDDEN]
    return [(day_of(each.at, zone), each.reason or "") for each in decided[-WEIGHTY:]]


def _reactions(ending: Ending) -> Iterator[Reaction]:
    """Yield what they may say, in the order in which it usually comes."""
    situation = ending.situation
    yield Reaction(say("ask.why"), say(f"why.{situation or 'none'}"))
    paying = situation is Situation.NON_PAYMENT
    yield Reaction(say("ask.again"), say("answer.again-paid" if paying else "answer.again", day=ending.end))
    yield from _about_what_we_owe(ending)
    if ending.owed.by_them:
        yield Reaction(say("ask.theirs"), say("answer.theirs"))
    yield Reaction(say("ask.files"), say("answer.files", day=ending.end))
    yield Reaction(say("ask.who"), say("answer.who-none" if paying else "answer.who"))
    yield Reaction(say("ask.one-more"), say("answer.one-more"))
    if situation not in NO_PRICE:
        yield Reaction(say("ask.price"), say("answer.price"))
    for each in ("loud", "silent", "pressure"):
        yield Reaction(say(f"ask.{each}"), say(f"answer.{each}"))


def _about_what_we_owe(ending: Ending) -> Iterator[Reaction]:
    owed = ending.owed
    for each in owed.promises[:LISTED]:
        yield Reaction(say("ask.item", text=each.text), *_answer(each, ending))
    for complaint in owed.complaints[:LISTED]:
        key = "concern-open" if complaint.unanswered else "concern"
        command = f"clienthealth complaint answer {complaint.handle}" if complaint.unanswered else ""
        yield Reaction(say("ask.concern", day=complaint.day), say(f"answer.{key}"), command)
    for held in owed.held[:LISTED]:
        amount = say("answer.held", amount=str(held.amount), currency=held.currency, day=ending.end)
        yield Reaction(say("ask.held", number=held.number), amount)


def _answer(promise: OpenPromise, ending: Ending) -> tuple[Saying, str]:
    move = f"clienthealth promise move {promise.handle} --due …"
    if promise.due is None:
        return say("answer.undated"), move
    if promise.overdue:
        return say("answer.late", day=promise.due), move
    if promise.due > ending.end:
        return say("answer.after-end", day=promise.due), move
    return say("answer.dated", day=promise.due), ""
