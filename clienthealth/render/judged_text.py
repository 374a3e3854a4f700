"""Why a client is judged as it is, in words: our share first, then what weighs, with the records behind it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, tzinfo
from itertools import groupby
from types import MappingProxyType
from typing import NamedTuple

from clienthealth.core.assessment import Assessment, Evidence, Likelihood, NotCounted
from clienthealth.core.economy import Economy
from clienthealth.core.history import History, Portfolio
from clienthealth.core.kinds import Cause, ClientStatus, Confidence, Recommendation
from clienthealth.core.moments import day_of
from clienthealth.core.records.base import Record
from clienthealth.core.responses.contact import Contact
from clienthealth.core.saying import say
from clienthealth.core.suppose.moves import Move
from clienthealth.core.weekly.weight import (
    against_safety,
    for_them,
    gates_matter,
    is_unclear_or_harsh,
    one_contact,
    our_side,
    records_of,
    strength,
    their_side,
)
from clienthealth.render import contact_text, economy_text, suppose_text
from clienthealth.render.drawing import likelihood_bar
from clienthealth.render.phrases import said
from clienthealth.render.sheet import Line, Section, Sheet
from clienthealth.render.voice import Voice
from clienthealth.render.words import clipped, visible

MOST_RECORDS = 3
"""Records shown behind one item, the newest; --verbose shows all."""

TEXT = 44
BAR = 40
"""Columns of a likelihood drawn between 0 and 100 %."""

TICK, CROSS = "✓", "✗"


KIND = frozenset({Recommendation.EXTRA_EFFORT, Recommendation.ESCALATE, Recommendation.APPRECIATE})
"""Advice with which it matters how it is said: fitting words and ideas are a command away."""

NO_COMMANDS: Mapping[str, str] = MappingProxyType({})


class Why(NamedTuple):
    """What is explained: one client's judgement, with its record, as of a day."""

    found: Assessment
    history: History
    portfolio: Portfolio
    day: date
    zone: tzinfo
    verbose: bool = False
    moves: tuple[Move, ...] = ()
    economy: Economy | None = None
    discounted: tuple[NotCounted, ...] = ()
    clearing: Mapping[str, str] = NO_COMMANDS
    """By record the command that makes clear what was not clear before it."""
    contact: Contact | None = None

    @property
    def judged(self) -> bool:
        """Whether there is enough on record to say how likely anything is."""
        return self.found.confidence is not Confidence.INSUFFICIENT

    @property
    def ended(self) -> date | None:
        """The day the relationship ended, where it has."""
        client = self.history.client
        if client.stands is not ClientStatus.ENDED:
            return None
        return self.day if client.status_at is None else day_of(client.status_at, self.zone)

    @property
    def unsafe(self) -> bool:
        """Whether an act against a person's safety outranks all else."""
        return self.found.recommendation is Recommendation.SAFETY

    def handle(self, record: str) -> str:
        """Return the short handle of a record of the client."""
        return self.portfolio.handle(self.found.client, record)


def sheet(why: Why, voice: Voice) -> Sheet:
    """Return the explanation as a sheet: what we did first, what they did after."""
    sections = (
        Section(
            voice.word("why.ours"),
            tuple(_ours(why, voice)),
            intro=tuple(_our_intro(why, voice)),
            drawn=_bar("problem", why.found.client_problem, why, voice),
        ),
        Section(
            voice.word("why.theirs"),
            tuple(_theirs(why, voice)),
            "warn",
            tuple(_their_intro(why, voice)),
            _bar("conduct", why.found.problem_client, why, voice),
        ),
        Section(voice.word("why.for-them"), tuple(_items(for_them(why.found), why, voice)), "good"),
        Section(voice.word("why.not-counted"), (*_not_counted(why, voice), *_discounted(why, voice))),
        Section(voice.word("why.gates"), tuple(_gates(why, voice)), intro=tuple(_gates_intro(why, voice))),
        *(_what_to_do(why, voice) if why.ended is None else ()),
        *([economy_text.section(why.economy, voice)] if why.economy else []),
        *([contact_text.section(why.contact, voice)] if why.contact else []),
    )
    own_reasons = is_unclear_or_harsh(why.found) and why.ended is None
    return Sheet(
        title=_title(why, voice),
        opening=tuple(_opening(why, voice)),
        sections=tuple(each for each in sections if each.lines or each.intro),
        closing=(*_closing(why, voice), *([voice.word("why.own-reasons")] if own_reasons else [])),
        command=f"clienthealth offboard {why.found.client} --situation fit" if own_reasons else "",
    )


def _what_to_do(why: Why, voice: Voice) -> tuple[Section, ...]:
    """Return what would move the answer, and the next steps."""
    return (
        suppose_text.section(why.moves, why.found, voice),
        Section(voice.word("why.steps"), tuple(_steps(why, voice))),
    )


def _title(why: Why, voice: Voice) -> str:
    name, slug = clipped(why.history.client.name, TEXT), why.found.client
    key = "why.title" if name.casefold() == slug else "why.title-slug"
    return voice.word(key, name=name, client=slug, day=voice.long_day(why.day))


def _opening(why: Why, voice: Voice) -> Iterable[str]:
    found = why.found
    yield f"  {voice.of_score(f'verdict.{found.verdict}')}"
    if why.ended is not None:
        yield f"  {voice.word('why.ended', day=voice.day(why.ended))}"
    else:
        yield f"  → {voice.of_score(f'recommendation.{found.recommendation}')}"
        yield f"    {voice.word('why.reason', because=voice.say(found.because))}"
    if why.unsafe:
        acts = against_safety(why.history, why.day, why.zone)
        yield from (f"    {each}" for each in _facts(acts, why, voice))
        yield f"    {voice.word('why.safety')}"
    if found.decided is not None:
        yield f"  {voice.decided(found, whole=True)}"
    if not why.judged:
        yield f"  {voice.word('why.insufficient')}"
    elif found.confidence is Confidence.WIDE:
        yield f"  {voice.word('why.wide')}"


def _our_intro(why: Why, voice: Voice) -> Iterable[str]:
    found = why.found
    if found.counts.complaints:
        known = any(each.caused_by is not Cause.UNKNOWN for each in why.history.complaints)
        key = "why.share" if known else "why.share-assumed"
        yield voice.word(key, percent=round(100 * found.own_fault_share))
    else:
        yield voice.word("why.share-nothing")
    yield _likelihood("ours", found.client_problem, why, voice)
    yield from _arithmetic(found.client_problem, why, voice)


def _ours(why: Why, voice: Voice) -> Iterable[Line]:
    return _items(our_side(why.found), why, voice, easing=True)


def _their_intro(why: Why, voice: Voice) -> Iterable[str]:
    yield _likelihood("theirs", why.found.problem_client, why, voice)
    yield from _arithmetic(why.found.problem_client, why, voice)
    if why.unsafe:
        yield voice.word("why.apart")
    person = one_contact(why.found, why.history, why.day, why.zone)
    if person is not None:
        left = voice.day(person.left) if person.left else ""
        key = "why.one-contact-left" if left else "why.one-contact"
        yield voice.word(key, n=person.records, all=person.of, contact=visible(person.name), day=left)


def _theirs(why: Why, voice: Voice) -> Iterable[Line]:
    return _items(their_side(why.found), why, voice)


def _likelihood(side: str, likelihood: Likelihood, why: Why, voice: Voice) -> str:
    if not why.judged:
        return voice.word(f"why.{side}-unsaid")
    return voice.word(f"why.{side}-line", word=voice.likely(likelihood), band=voice.band(likelihood))


def _bar(key: str, likelihood: Likelihood, why: Why, voice: Voice) -> tuple[str, ...]:
    """Return the likelihood drawn between 0 and 100 %, where there is enough on record to say it."""
    if not why.judged:
        return ()
    return (f"{voice.word(f'score.{key}')}  {likelihood_bar(likelihood, BAR)}  {voice.band(likelihood)}",)


def _arithmetic(likelihood: Likelihood, why: Why, voice: Voice) -> tuple[str, ...]:
    """Return how the decibans add up, where that is wanted."""
    if not why.verbose:
        return ()
    axis = "problem_client" if likelihood is why.found.problem_client else "client_problem"
    summed = sum(each.decibans for each in why.found.evidence if each.axis == axis)
    total = likelihood.prior_decibans + likelihood.discount * summed
    return (
        voice.word(
            "why.decibans",
            prior=f"{likelihood.prior_decibans:+.1f}",
            discount=likelihood.discount,
            sum=f"{summed:+.1f}",
            total=f"{total:+.1f}",
        ),
    )


def _items(items: Iterable[Evidence], why: Why, voice: Voice, *, easing: bool = False) -> Iterable[Line]:
    for each in items:
        records = () if ("n", 0) in each.because.values else tuple(_records(each, why, voice))
        word = "eases" if easing and each.decibans < 0 else strength(each)
        sentence = voice.say(each.because)
        if why.verbose:
            sentence += f" ({each.decibans:+.1f} dB)"
        yield Line(voice.word(f"weight.{word}"), sentence, records)


def _records(evidence: Evidence, why: Why, voice: Voice) -> Iterable[str]:
    """Yield a line a record: handle, day, their words; the newest first."""
    return _facts(records_of(evidence, why.history), why, voice)


def _facts(records: Sequence[Record], why: Why, voice: Voice) -> Iterable[str]:
    """Yield the first of some records as facts, then how many more there are."""
    shown = records if why.verbose or len(records) == MOST_RECORDS + 1 else records[:MOST_RECORDS]
    for each in shown:
        yield fact(each, why, voice)
    if len(records) > len(shown):
        yield voice.word("why.more", n=len(records) - len(shown))


def fact(record: Record, why: Why, voice: Voice) -> str:
    """Return a record as a fact: its handle, its day, and what was written down, quoted where it was said."""
    day = voice.day(day_of(record.at, why.zone))
    due = getattr(record, "due", None)
    told = " ".join(part for part in (why.handle(record.id), day, *content(record, voice)) if part)
    return told if due is None else f"{told}, {voice.word('fact.due', day=voice.day(day_of(due, why.zone)))}"


def content(record: Record, voice: Voice, *, outcome: bool = True) -> list[str]:
    """Return the closed words of a record, as they are typed, and what was said or written, in quotes."""
    closed = [str(value) for name in CLOSED if (value := getattr(record, name, None))]
    if outcome and hasattr(record, "taken"):
        closed.append(f"({voice.word(f'outcome.{record.taken}')})")
    free = next((str(value) for name in FREE if (value := getattr(record, name, None))), "")
    return [*(clipped(each, TEXT) for each in closed), voice.quote(free, TEXT)]


CLOSED, FREE = ("kind", "step", "number", "topic"), ("quote", "text", "note")
"""Which fields tell what a record is; which hold its own words, the most telling first."""


def _not_counted(why: Why, voice: Voice) -> Iterable[Line]:
    held = {each.id: each for each in why.history.counted()}
    for each in why.found.not_counted:
        record = held.get(each.record)
        shown = fact(record, why, voice) if record is not None else why.handle(each.record)
        command = why.clearing.get(each.record, "")
        now = [said(say("unclear.now"), "sheet", voice.language)] if command else []
        yield Line("", f"{shown}: {voice.joined([voice.say(each.because), *now])}", command=command)


def _discounted(why: Why, voice: Voice) -> Iterable[Line]:
    """Yield each reason for which something counted for less, with its records."""
    held = {each.id: each for each in why.history.counted()}
    for because, reasons in groupby(why.discounted, key=lambda each: each.because):
        facts = _facts([held[each.record] for each in reasons], why, voice)
        yield Line("", voice.say(because), tuple(f"  {each}" for each in facts))


def _gates_intro(why: Why, voice: Voice) -> Iterable[str]:
    if gates_matter(why.found):
        yield voice.word("why.gates-all")


def _gates(why: Why, voice: Voice) -> Iterable[Line]:
    if not gates_matter(why.found):
        return
    for each in why.found.gates:
        opens = (voice.say(each.opens),) if each.opens is not None else ()
        yield Line(TICK if each.passed else CROSS, voice.say(each.because), opens, tone="" if each.passed else "warn")


def _steps(why: Why, voice: Voice) -> Iterable[Line]:
    for each in why.found.next_steps:
        lead = voice.day(each.due) if each.due else ""
        yield Line(lead, voice.action(each), command=each.command)
    for pointer in voice.guide(why.found):
        yield Line("", pointer)
    words = f"clienthealth effort thanks {why.found.client}"
    if why.found.recommendation in KIND and all(each.command != words for each in why.found.next_steps):
        yield Line("", said(say("thanks.of-why"), "appreciation", voice.language), command=words)


def _closing(why: Why, voice: Voice) -> Iterable[str]:
    health, counts = why.found.health, why.found.counts
    shown = {"score": round(health.score), "low": round(health.low), "high": round(health.high)}
    if why.judged:
        yield voice.word("why.bands")
    yield voice.word("why.mood", **shown)
    if health.stale:
        yield voice.word("why.stale")
    if counts.from_memory:
        yield voice.word("why.memory", n=counts.from_memory, records=counts.records)
