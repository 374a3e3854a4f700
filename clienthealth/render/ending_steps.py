"""The steps of an ending in words: its checklist, what comes next, and what is said after a step was taken."""

from collections.abc import Iterator
from datetime import date

from clienthealth.core.goodbye.ending import Ending
from clienthealth.core.goodbye.steps import AFTER_THE_END, FINISH, OWED, RIGHT, TOO_LONG, Step
from clienthealth.core.kinds import Party, Situation
from clienthealth.core.saying import Saying, Value, say
from clienthealth.render.phrases import said
from clienthealth.render.sheet import WIDTH, Line, wrapped
from clienthealth.render.voice import Voice
from clienthealth.render.words import visible

SUBJECT = "steps"

SPECIAL = {
    ("talk", Situation.CAPACITY): "talk-early",
    ("letter", Situation.CONDUCT): "letter-conduct",
}
"""Steps that are said otherwise in a situation."""


def line(saying: Saying, subject: str, voice: Voice) -> str:
    """Return a saying as one line that cannot act on a terminal, its days as people read them."""
    days = {name: voice.day(value) for name, value in saying.values if isinstance(value, date)}
    text = said(say(saying.key, **{**dict(saying.values), **days}), subject, voice.language)
    for day in days.values():
        if day.endswith("."):  # a month cut short at the end of a sentence has one point, not two
            text = text.replace(f"{day}.", day)
    return visible(text)


def word(key: str, voice: Voice, **values: Value) -> str:
    """Return a phrase of the steps."""
    return line(say(key, **values), SUBJECT, voice)


def reminder(item: str, client: str, language: str) -> str:
    """Return the text of the reminder of a step, of the end, or of the look back."""
    if item in {"end", RIGHT}:
        return said(say(f"reminder.{item}", **({"client": client} if item == RIGHT else {})), SUBJECT, language)
    return said(say("reminder.step", step=said(Saying(f"short.{item}"), SUBJECT, language)), SUBJECT, language)


def checklist(ending: Ending, voice: Voice) -> Iterator[Line]:
    """Yield what is to be done by when, done or not."""
    for each in ending.checklist:
        box = "x" if each.item in ending.done else " "
        yield Line(voice.day(each.due), f"[{box}] {each.item}: {_long(each.item, ending, voice)}")


def tone(ending: Ending) -> str:
    """Return how urgent what comes next is."""
    return "bad" if _overdue(ending) else "good"


def next_lines(ending: Ending, voice: Voice) -> Iterator[Line]:
    """Yield what comes next, and what to type for it, in this order."""
    if ending.unsafe and not ending.ended:
        yield Line("!", word("next.unsafe", voice), command="clienthealth guide abusive-conduct", tone="bad")
    commands = [visible(each) for each in ending.next_commands]
    if not commands:
        yield Line("", word("next.all-done", voice))
        return
    more = (word("next.too-long", voice),) if _overdue(ending) > TOO_LONG and not ending.ended else ()
    if ending.next_blockers:
        yield Line("", word("next.waits", voice, told=_next(ending, voice)), more)
        for blocker in ending.next_blockers:
            yield Line("–", line(blocker.because, "ending", voice), command=visible(blocker.command))
        return
    yield Line("", _next(ending, voice), more, commands[0])
    step = ending.next
    for each in commands[1:]:
        yield Line("", word(f"next.{_then(step.item if step else '', each)}", voice), command=visible(each))


def since(ending: Ending, voice: Voice) -> Iterator[str]:
    """Yield since when it is under way and whose it is."""
    if ending.begun is not None:
        yield word("begun.on", voice, day=ending.begun)
    if ending.by is Party.THEM:
        yield word("begun.by-them", voice)
        if ending.short_by and not ending.ended:
            yield word("begun.short-theirs", voice, n=ending.short_by, earliest=ending.earliest)


def until_then(ending: Ending, voice: Voice) -> Iterator[str]:
    """Yield what holds until the end, and after it how long the record is kept."""
    if not ending.ended:
        yield word("begun.nothing-new", voice)
        return
    yield word("begun.ended", voice)
    yield word("begun.kept", voice, day=ending.kept_until) if ending.kept_until else word("begun.kept-open", voice)


def after_text(step: str, *, before: Ending, now: Ending, voice: Voice) -> str:
    """Return what is said when a step was taken: what came of it, and what comes next with its commands."""
    told = list(_came_of(step, before, now, voice))
    if step != "cancel":
        for place, each in enumerate(next_lines(now, voice)):
            told += [each.text if place else word("next.short", voice, told=each.text), *each.more]
            told += [f"  {each.command}"] if each.command else []
    lines = [[each] if each.startswith("  ") else wrapped(each, WIDTH) for each in told if each]
    return "\n".join(part for each in lines for part in each)


def _came_of(step: str, before: Ending, now: Ending, voice: Voice) -> Iterator[str]:
    if step == "cancel":
        yield word("after.cancel", voice, client=now.client)
        if "letter" in before.done:
            yield word("after.cancel-letter", voice)
            yield f"  clienthealth log {now.client} … --via letter --out"
    elif step == "finish":
        yield from until_then(now, voice)
        open_before = [each.item for each in before.checklist if each.item not in before.done]
        gone = [each for each in open_before if each not in {step.item for step in _still(now)}]
        if before.begun is not None and gone:
            yield word("after.left-undone", voice, steps=", ".join(gone))
        yield word("after.finish", voice)
        yield from (f"  {voice.day(each.due)}  {word(f'short.{each.item}', voice)}" for each in _still(now))


def _still(now: Ending) -> list[Step]:
    return [each for each in now.steps if each.item not in now.done and each.item in AFTER_THE_END | {RIGHT}]


def _next(ending: Ending, voice: Voice) -> str:
    step = ending.next
    if step is None:
        return word("next.begin", voice)
    overdue = _overdue(ending)
    if overdue:
        return word("next.overdue", voice, n=overdue, day=step.due, step=_long(step.item, ending, voice))
    if step.item in {OWED, FINISH, RIGHT}:
        return word(f"next.{step.item}", voice, day=step.due)
    return word("next.step", voice, day=step.due, step=_long(step.item, ending, voice))


def _then(item: str, command: str) -> str:
    if item == RIGHT:
        return "regretted"
    if command.endswith("--sent"):
        return "letter-sent"
    return "talk-done" if item == "talk" else "done"


def _overdue(ending: Ending) -> int:
    return max(0, (ending.today - ending.next.due).days) if ending.next else 0


def _long(item: str, ending: Ending, voice: Voice) -> str:
    if item in {OWED, FINISH}:
        return word(f"short.{item}", voice)
    key = SPECIAL.get((item, ending.situation)) if ending.situation else None
    if item == "letter" and ending.by is Party.THEM and key is None:
        key = "letter-theirs"
    return word(f"long.{key or item}", voice)
