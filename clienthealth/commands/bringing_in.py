"""An import from its files to its report: read, map, look, say yes, write; one transaction, one batch."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

from clienthealth.commands.import_mapping import Whose, threads_of
from clienthealth.commands.import_profiles import Profiles
from clienthealth.commands.import_reading import Read, Reading
from clienthealth.commands.import_wish import Wish
from clienthealth.commands.import_writing import Writer
from clienthealth.commands.session import Session
from clienthealth.core.intake.tally import Became, Stranger, Tally
from clienthealth.core.intake.threads import Threads
from clienthealth.core.records.kept import Batch
from clienthealth.errors import BadData, UsageError, UserError
from clienthealth.importers.source import Source
from clienthealth.render.words import visible
from clienthealth.store.change import Change
from clienthealth.store.staging import Staging

WHOSE = "whose? NUMBER=CLIENT or NUMBER=new NAME, several with commas; Enter to leave the rest out"
ANOTHER = re.compile(r",\s*(?=\d+\s*=)")
"""Between two answers on one line: the name of a client may have commas."""


class Report(NamedTuple):
    """What an import found, what became of it, and who is nobody's yet."""

    tally: Tally
    strangers: Sequence[Stranger]
    batch: str
    dry_run: bool


class NothingWrittenError(Exception):
    """Takes an attempt out of its transaction."""


class Import:
    """One run over some files."""

    def __init__(self, session: Session, wish: Wish) -> None:
        self._session = session
        self._wish = wish
        self._staging = Staging(session.store)
        self._profiles = Profiles(session, wish)
        self._read = Read()

    def run(self, sources: Sequence[Source]) -> Report:
        """Read everything, ask what has to be asked, and write it unless that is not wanted."""
        reading = Reading(self._session, self._staging, self._profiles)
        for source in sources:
            reading.file(source, self._wish.form)
        self._read = reading.read
        whose = Whose(self._session, self._staging, self._wish)
        self._ask(whose)
        threads = threads_of(self._staging, self._session.settings.zone)
        if self._wish.dry_run or not self._wish.yes:
            report = self._attempt(whose, threads, write=False)
            if self._wish.dry_run:
                return report
            self._confirm(report)
        return self._attempt(whose, threads, write=True)

    def _ask(self, whose: Whose) -> None:
        """Let strangers be mapped on a terminal, one line an answer, until an empty one."""
        if not self._session.may_ask or self._wish.yes:
            return
        from clienthealth.render.import_report import strangers_text

        numbers: dict[str, int] = {}  # for good: who is read on the screen is who is meant, whoever was named since
        while strangers := whose.strangers():
            listed = [(numbers.setdefault(each.called, len(numbers) + 1), each) for each in strangers]
            self._session.remark(strangers_text(listed, self._session.settings.language))
            typed = self._session.ask(WHOSE, "--client WHO=CLIENT")
            if not typed:
                return
            for each in ANOTHER.split(typed):
                try:
                    who, client = _mapped(each, numbers)
                    whose.say(who, client)
                except UserError as error:
                    self._session.remark(str(error))
                else:
                    self._session.remark(f"{visible(who)} = {visible(client)}")
            whose.settle()

    def _confirm(self, report: Report) -> None:
        """Show what would be done and ask for a yes; bad items are left out only if that is said."""
        from clienthealth.render.import_report import report_text

        self._session.remark(report_text(report, self._session.settings.language))
        if report.tally.bad and not self._wish.skip_bad:
            self._session.confirm(f"leave out {report.tally.bad} bad items and take the rest", "--skip-bad")
            self._wish = self._wish._replace(skip_bad=True)
        self._session.confirm("import this", "--yes")

    def _attempt(self, whose: Whose, threads: Threads, *, write: bool) -> Report:
        """Write everything in one transaction; with `write` false everything but the commit."""
        tally, batch = self._read.tally.copy(), ""
        with suppress(NothingWrittenError), self._session.store.writing("import") as change:
            Writer(self._session, self._staging, whose, threads, change).write(
                tally, self._read.hints, self._read.zones
            )
            if tally.bad and not self._wish.skip_bad and write:
                raise _refusal(tally)
            # What was answered about a file that is on record already is asked no second time either.
            learnt = tally.items[Became.KNOWN] > 0 and self._profiles.has_news
            if not (write and (tally.is_lasting or learnt)):
                raise NothingWrittenError
            self._profiles.keep(change)
            batch = self._batch(change, tally) if tally.is_lasting else ""
        return Report(tally, whose.strangers(), batch, not write)

    def _batch(self, change: Change, tally: Tally) -> str:
        made = Batch(
            id=self._session.store.new_id(),
            at=self._session.now,
            form=" ".join(sorted(self._read.zones)),
            files=tuple(self._read.files),
            new=tally.types.total(),
            changed=tally.items[Became.CHANGED],
            suggested=tally.suggestions,
            command=change.id,
        )
        return change.add(made).handle


def run(session: Session, sources: Sequence[Source], wish: Wish) -> Report:
    """Import files of other people's formats; raises BadData, UsageError or Refused and then nothing was written."""
    return Import(session, wish).run(sources)


def _mapped(typed: str, numbers: Mapping[str, int]) -> tuple[str, str]:
    """Return who is meant, by a number that was listed or as typed, and the client they are said to be of."""
    who, equals, client = (part.strip() for part in typed.partition("="))
    if not (equals and who and client):
        raise UsageError(f"{typed.strip()!r} is no NUMBER=CLIENT; as in 1=acme, or 1=new Acme GmbH")
    if not (who.isascii() and who.isdecimal()):
        return who, client
    found = next((called for called, number in numbers.items() if number == int(who)), None)
    if found is None:
        raise UsageError(f"there is no {who} in the list")
    return found, client


def _refusal(tally: Tally) -> BadData:
    more = [f"… and {tally.bad - len(tally.problems)} more"] if tally.bad > len(tally.problems) else []
    hint = f"bad items: {tally.bad}; nothing was imported; --skip-bad takes the rest"
    return BadData(tally.problems[0], "\n".join([*tally.problems[1:], *more, hint]))
