"""An ending as plain text for a terminal, and as plain values for `--json`."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from clienthealth.core.codec import plain_number
from clienthealth.core.goodbye.balances import Held, OpenInvoice
from clienthealth.core.goodbye.ending import Blocker, Ending
from clienthealth.core.goodbye.owed import OpenComplaint, OpenPromise
from clienthealth.core.kinds import Party
from clienthealth.core.letters.letter import Money
from clienthealth.core.saying import Saying, Value, say
from clienthealth.render import ending_steps as steps
from clienthealth.render.dates import amount
from clienthealth.render.phrases import FALLBACK, said
from clienthealth.render.sheet import WIDTH, Line, Section, Sheet
from clienthealth.render.voice import Voice
from clienthealth.render.words import clipped, visible

SUBJECT = "ending"
POINT = "–"


def ending_sheet(ending: Ending, voice: Voice) -> Sheet:
    """Return an ending as a sheet: what comes next, what we owe, theirs, the dates, and what is left to do."""
    words = _Words(voice)
    sections = [
        Section(steps.word("next.heading", voice), tuple(steps.next_lines(ending, voice)), steps.tone(ending)),
        Section(words.said("ours.heading"), words.ours(ending)),
        Section(words.said("theirs.heading"), words.theirs(ending)),
        Section(words.said("notice.heading"), words.notice(ending)),
        Section(words.said("checklist.heading"), tuple(steps.checklist(ending, voice))),
    ]
    if not ending.ended:
        sections += [
            Section(words.said("letter.heading"), words.letter(ending)),
            Section(words.said("finish.heading"), words.finish(ending)),
        ]
    closing, command = "", ""
    if ending.begun is None and not ending.ended and ending.situation is None and ending.by is Party.US:
        command = f"clienthealth offboard {ending.client} --situation capacity"
        closing = words.bare("reasons.own")
    title = clipped(words.said("title", name=ending.name), WIDTH)
    return Sheet(title, sections=tuple(sections), closing=(closing,) if closing else (), command=command)


def both_sides(ending: Ending, voice: Voice) -> tuple[Section, Section]:
    """Return what we owe and what they owe, for reading: without the commands."""
    words = _Words(voice)
    ours = tuple(each._replace(command="") for each in words.ours(ending))
    return Section(words.said("ours.heading"), ours), Section(words.said("theirs.heading"), words.theirs(ending))


def blockers_text(blockers: Iterable[Blocker], language: str = FALLBACK) -> str:
    """Return what stands in the way, one line each with the command that clears it: the hint of a refusal."""
    return "\n".join(f"{visible(said(each.because, SUBJECT, language))}: {visible(each.command)}" for each in blockers)


def ending_plain(ending: Ending) -> dict[str, Any]:
    """Return an ending as plain values; amounts as plain numbers in units of their currency, days as ISO."""
    owed = ending.owed
    return {
        "client": ending.client,
        "situation": ending.situation,
        "by": ending.by,
        "end": ending.end.isoformat(),
        "notice_days": ending.notice,
        "short_by_days": ending.short_by,
        "we_owe": {
            "promises": [_promise(each) for each in owed.promises],
            "complaints": [_complaint(each) for each in owed.complaints],
            "money": [_held(each) for each in owed.held],
        },
        "they_owe": {
            "invoices": [_invoice(each) for each in owed.invoices],
            "promises": [_promise(each) for each in owed.asked],
        },
        "warnings": [_saying(each) for each in ending.warnings],
        "letter_allowed": not ending.letter_blockers,
        "letter_blockers": [_blocker(each) for each in ending.letter_blockers],
        "finish_allowed": not ending.finish_blockers,
        "finish_blockers": [_blocker(each) for each in ending.finish_blockers],
        "checklist": [
            {"item": each.item, "due": each.due.isoformat(), "done": each.item in ending.done}
            for each in ending.checklist
        ],
        "letter_command": ending.letter_command,
        "begun": _day(ending.begun),
        "notice_given": _day(ending.noticed),
        "ended": ending.ended,
        "kept_until": _day(ending.kept_until),
        "taken_on": list(ending.taken_on),
        "next": _next(ending),
    }


def _next(ending: Ending) -> dict[str, Any]:
    """Return what comes next: `item` is null before an ending was begun, and once all is done."""
    step = ending.next
    return {
        "item": step.item if step else None,
        "due": _day(step.due) if step else None,
        "overdue_days": max(0, (ending.today - step.due).days) if step else 0,
        "commands": list(ending.next_commands),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


class _Words:
    """The lines of an ending in one language; days are written as people read them."""

    def __init__(self, voice: Voice) -> None:
        self.voice = voice

    def line(self, saying: Saying) -> str:
        """Return one line that cannot act on a terminal."""
        return steps.line(saying, SUBJECT, self.voice)

    def said(self, key: str, **values: Value) -> str:
        """Return the line of a key."""
        return self.line(say(key, **values))

    def bare(self, key: str) -> str:
        """Return a sentence that leads to a command, without it."""
        return self.said(key, command="").rstrip()

    def led(self, saying: Saying) -> Line:
        """Return a sentence, with the command it ends in as what is to be typed."""
        command = str(dict(saying.values).get("command", ""))
        others = {name: value for name, value in saying.values if name != "command"}
        return (
            Line("", self.said(saying.key, **others, command="").rstrip(), command=visible(command))
            if command
            else Line("", self.line(saying))
        )

    def ours(self, ending: Ending) -> tuple[Line, ...]:
        """List what we owe, each with the command that meets it."""
        owed = ending.owed
        lines = [self._with_state("ours", self.said("ours.promise", **_named(each)), each) for each in owed.promises]
        for each in owed.complaints:
            told = self.said("ours.complaint", **_named(each), day=each.day)
            lines.append(f"{told}, {self.said('ours.unanswered' if each.unanswered else 'ours.answered')}")
        for held in owed.held:
            money = self._money(held.amount, held.currency)
            lines.append(self.said(f"ours.{held.why}", number=held.number, amount=money))
        paired = zip(lines, ending.finish_blockers, strict=True)
        found = [Line(POINT, line, command=visible(blocker.command)) for line, blocker in paired]
        if ending.taken_on:
            new = steps.word("new.taken-on", self.voice, handles=", ".join(ending.taken_on))
            found.append(Line("!", new, tone="warn"))
        return tuple(found) or (Line("", self.said("ours.nothing")),)

    def theirs(self, ending: Ending) -> tuple[Line, ...]:
        """List what they owe."""
        lines = []
        for each in ending.owed.invoices:
            state = self.said("theirs.disputed") if each.disputed else self._state("theirs", each)
            money = self._money(each.amount, each.currency)
            lines.append(self.said("theirs.invoice", number=each.number, amount=money, state=state))
        lines += [
            self.said("theirs.promise", **_named(each), state=self._state("theirs", each)) for each in ending.owed.asked
        ]
        return tuple(Line(POINT, each) for each in lines) or (Line("", self.said("theirs.nothing")),)

    def notice(self, ending: Ending) -> tuple[Line, ...]:
        """Say when it ends, on what notice, and what to mind."""
        if ending.notice is None:
            agreed = self.said("notice.unknown")
        else:
            agreed = self.said("notice.known", n=ending.notice, earliest=ending.earliest)
        told = [*steps.since(ending, self.voice), agreed, self.said("notice.end", end=ending.end)]
        if ending.written_on and ending.notice is not None:
            told.append(steps.word("begun.counted", self.voice, day=ending.written_on))
        warned = [self.led(each) for each in ending.warnings]
        return (
            *(Line("", each) for each in told),
            *(each._replace(lead="!", tone="warn") for each in warned),
            *(Line("", each) for each in steps.until_then(ending, self.voice)),
        )

    def letter(self, ending: Ending) -> tuple[Line, ...]:
        """Say whether the letter may be drafted, or what it waits for."""
        if "letter" in ending.done and ending.noticed:
            return (Line("", steps.word("begun.letter-sent", self.voice, day=ending.noticed)),)
        if ending.passed:
            return (Line("", steps.word("begun.passed", self.voice), command=ending.again_command),)
        if not ending.letter_blockers:
            return (Line("", self.bare("letter.ready"), command=ending.letter_command),)
        told = ((self.line(each.because), visible(each.command)) for each in ending.letter_blockers)
        waits = [Line(POINT, because, command=command) for because, command in told]
        return (Line("", self.said("letter.waits")), *waits)

    def finish(self, ending: Ending) -> tuple[Line, ...]:
        """Say whether the ending may be finished, or what it waits for."""
        if not ending.finish_blockers:
            command = f"clienthealth offboard {ending.client} --finish"
            return (Line("", self.bare("finish.ready"), command=command),)
        return (Line("", self.said("finish.waits", n=len(ending.finish_blockers))),)

    def _with_state(self, side: str, line: str, each: OpenPromise) -> str:
        return f"{line}, {self._state(side, each)}"

    def _state(self, side: str, each: OpenPromise | OpenInvoice) -> str:
        if each.due is None:
            return self.said(f"{side}.undated")
        if each.overdue:
            return self.said(f"{side}.overdue", due=each.due, n=each.overdue)
        return self.said(f"{side}.due", due=each.due)

    def _money(self, value: Decimal, currency: str) -> str:
        return amount(Money(value, currency), self.voice.language)


def _named(each: OpenPromise | OpenComplaint) -> dict[str, Value]:
    return {"handle": each.handle, "text": each.text}


def _promise(each: OpenPromise) -> dict[str, Any]:
    due = each.due.isoformat() if each.due else None
    return {"id": each.id, "handle": each.handle, "text": each.text, "due": due, "overdue_days": each.overdue}


def _complaint(each: OpenComplaint) -> dict[str, Any]:
    return {
        "id": each.id,
        "handle": each.handle,
        "text": each.text,
        "at": each.day.isoformat(),
        "unanswered": each.unanswered,
    }


def _held(each: Held) -> dict[str, Any]:
    return {"id": each.id, "handle": each.handle, "number": each.number, "why": each.why, **_amount(each)}


def _invoice(each: OpenInvoice) -> dict[str, Any]:
    return {
        "id": each.id,
        "handle": each.handle,
        "number": each.number,
        **_amount(each),
        "due": each.due.isoformat() if each.due else None,
        "overdue_days": each.overdue,
        "disputed": each.disputed,
    }


def _amount(each: Held | OpenInvoice) -> dict[str, Any]:
    return {"amount": plain_number(each.amount), "currency": each.currency}


def _blocker(each: Blocker) -> dict[str, Any]:
    return {"record": each.record, "handle": each.handle, "command": each.command, **_saying(each.because)}


def _saying(saying: Saying) -> dict[str, Any]:
    """Return a saying with its sentence in English, which programs may show."""
    return {"key": saying.key, "text": said(saying, SUBJECT)}
