"""An ending as plain text for a terminal, and as plain values for `--json`."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from clienthealth.core.codec import plain_number
from clienthealth.core.goodbye.balances import Held, OpenInvoice
from clienthealth.core.goodbye.ending import Blocker, Ending
from clienthealth.core.goodbye.owed import OpenComplaint, OpenPromise
from clienthealth.core.letters.letter import Money
from clienthealth.core.saying import Saying, Value, say
from clienthealth.render.dates import amount, locale_of
from clienthealth.render.phrases import FALLBACK, said
from clienthealth.render.words import visible

SUBJECT = "ending"


def ending_view(ending: Ending, *, language: str = FALLBACK) -> str:
    """Return an ending for a terminal: what we owe first, then theirs, the dates, and what is left to do."""
    words = _Words(language)
    sections = [
        (say("ours.heading"), words.ours(ending)),
        (say("theirs.heading"), words.theirs(ending)),
        (say("notice.heading"), words.notice(ending)),
        (say("checklist.heading"), words.checklist(ending)),
        (say("letter.heading"), words.letter(ending)),
        (say("finish.heading"), words.finish(ending)),
    ]
    parts = [words.said("title", name=ending.name)]
    parts += ["\n".join([words.line(heading), *(f"  {line}" for line in lines)]) for heading, lines in sections]
    parts.append(words.said("reasons.own", client=ending.client))
    return "\n\n".join(parts) + "\n"


def blockers_text(blockers: Iterable[Blocker], language: str = FALLBACK) -> str:
    """Return what stands in the way, one line each with the command that clears it: the hint of a refusal."""
    words = _Words(language)
    return "\n".join(f"{words.line(each.because)}: {visible(each.command)}" for each in blockers)


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
    }


class _Words:
    """The lines of an ending in one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def line(self, saying: Saying) -> str:
        """Return one line that cannot act on a terminal."""
        return visible(said(saying, SUBJECT, self.language))

    def said(self, key: str, **values: Value) -> str:
        """Return the line of a key."""
        return self.line(say(key, **values))

    def ours(self, ending: Ending) -> list[str]:
        """List what we owe, each with the command that meets it."""
        owed = ending.owed
        lines = [self._with_state("ours", self.said("ours.promise", **_named(each)), each) for each in owed.promises]
        for each in owed.complaints:
            told = self.said("ours.complaint", **_named(each), day=each.day)
            lines.append(f"{told}, {self.said('ours.unanswered' if each.unanswered else 'ours.answered')}")
        for held in owed.held:
            money = self._money(held.amount, held.currency)
            lines.append(self.said(f"ours.{held.why}", number=held.number, amount=money))
        commands = [blocker.command for blocker in ending.finish_blockers]
        paired = zip(lines, commands, strict=True)
        return [f"{line}\n      {visible(command)}" for line, command in paired] or [self.said("ours.nothing")]

    def theirs(self, ending: Ending) -> list[str]:
        """List what they owe."""
        lines = []
        for each in ending.owed.invoices:
            state = self.said("theirs.disputed") if each.disputed else self._state("theirs", each)
            money = self._money(each.amount, each.currency)
            lines.append(self.said("theirs.invoice", number=each.number, amount=money, state=state))
        lines += [
            self.said("theirs.promise", **_named(each), state=self._state("theirs", each)) for each in ending.owed.asked
        ]
        return lines or [self.said("theirs.nothing")]

    def notice(self, ending: Ending) -> list[str]:
        """Say when it ends, on what notice, and what to mind."""
        if ending.notice is None:
            agreed = self.said("notice.unknown")
        else:
            agreed = self.said("notice.known", n=ending.notice, earliest=ending.earliest)
        return [agreed, self.said("notice.end", end=ending.end), *(f"! {self.line(each)}" for each in ending.warnings)]

    def checklist(self, ending: Ending) -> list[str]:
        """List what is to be done by when."""
        return [
            f"[{'x' if each.item in ending.done else ' '}] {each.due.isoformat()}  {each.item}: "
            + self.said(f"checklist.{each.item}")
            for each in ending.checklist
        ]

    def letter(self, ending: Ending) -> list[str]:
        """Say whether the letter may be drafted, or what it waits for."""
        if not ending.letter_blockers:
            return [self.said("letter.ready", command=ending.letter_command)]
        waits = [f"- {self.line(each.because)}\n      {visible(each.command)}" for each in ending.letter_blockers]
        return [self.said("letter.waits"), *waits]

    def finish(self, ending: Ending) -> list[str]:
        """Say whether the ending may be finished, or what it waits for."""
        if not ending.finish_blockers:
            return [self.said("finish.ready", client=ending.client)]
        return [self.said("finish.waits", n=len(ending.finish_blockers))]

    def _with_state(self, side: str, line: str, each: OpenPromise) -> str:
        return f"{line}, {self._state(side, each)}"

    def _state(self, side: str, each: OpenPromise | OpenInvoice) -> str:
        if each.due is None:
            return self.said(f"{side}.undated")
        if each.overdue:
            return self.said(f"{side}.overdue", due=each.due, n=each.overdue)
        return self.said(f"{side}.due", due=each.due)

    def _money(self, value: Decimal, currency: str) -> str:
        return amount(Money(value, currency), locale_of(self.language, ""))


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
