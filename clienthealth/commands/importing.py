"""How files become records: two readings of each file, one transaction, and a report."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import BinaryIO

from clienthealth.commands.import_wish import Wish
from clienthealth.commands.progress import counted
from clienthealth.commands.session import Session
from clienthealth.core.journal import record_of
from clienthealth.core.kinds import Topic
from clienthealth.core.lines import line_of
from clienthealth.core.moments import When, text_of
from clienthealth.core.past import check_past
from clienthealth.core.records.base import Record
from clienthealth.core.records.client import Client
from clienthealth.core.records.kept import Batch
from clienthealth.errors import BadData, InvalidField
from clienthealth.importers import journal
from clienthealth.importers.journal import Draft, Names, Problem
from clienthealth.importers.source import Source, legible
from clienthealth.store.intake import Dangling, Intake

SHOWN_PROBLEMS = 20


@dataclass
class Report:
    """What an import found and did."""

    dry_run: bool = False
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    clients: set[str] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)
    bad: int = 0
    first: str = ""
    last: str = ""
    topics: set[str] = field(default_factory=set)

    def note(self, what: str, record: Record) -> None:
        """Count a record."""
        self.counts[record.TYPE, what] += 1
        self.clients.add(record.client)
        at = record.at.isoformat()[:10]
        self.first, self.last = min(self.first or at, at), max(self.last, at)

    def blame(self, path: str, problem: Problem) -> None:
        """Count a bad line, and keep the first ones in words."""
        self.bad += 1
        if len(self.problems) < SHOWN_PROBLEMS:
            hint = f" ({problem.hint})" if problem.hint else ""
            self.problems.append(f"{path}:{problem.line}: {problem.field}: {problem.what}{hint}")

    def total(self, what: str) -> int:
        """Return how many records became `what`."""
        return sum(count for (_, became), count in self.counts.items() if became == what)

    def lines(self) -> str:
        """Say what was done, in a few lines."""
        done = "would import" if self.dry_run else "imported"
        new, changed, same = (self.total(what) for what in ("new", "changed", "same"))
        clients = len(self.clients - {""})
        about = f"{_counted(new, 'record')} of {_counted(clients, 'client')}"
        said = [f"{done} {about}, {changed} changed, {same} as before"]
        if self.first:
            said[0] += f" ({self.first} to {self.last})"
        said += [f"  {kind}: {count}" for (kind, what), count in sorted(self.counts.items()) if what == "new"]
        if self.bad:
            said += [f"left out {_counted(self.bad, 'bad line')}:", *(f"  {problem}" for problem in self.problems)]
        return "\n".join(said)

    def as_json(self) -> str:
        """Say the same as one JSON object."""
        import json

        became = {what: self.total(what) for what in ("new", "changed", "same")}
        return json.dumps({**became, "bad": self.bad, "problems": self.problems, "dry_run": self.dry_run})


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


class NothingWrittenError(Exception):
    """Takes a dry run out of its transaction."""


def take_in(session: Session, files: Sequence[Source], wish: Wish) -> Report:
    """Import files in one transaction; raises BadData where a line is bad and none may be left out."""
    report = Report(dry_run=wish.dry_run)
    with ExitStack() as stack:
        stack.enter_context(_uncollected())
        opened = [(each, stack.enter_context(each.open())) for each in files]
        names = Names((each.slug, (each.name, *each.aliases)) for each in session.store.names())
        for _, file in opened:
            for slug, known in journal.clients(file):
                names.learn(slug, known)
            file.seek(0)
        with suppress(NothingWrittenError):
            _write(session, opened, names, wish, report)
    for topic in sorted(report.topics - set(session.settings.topics) - set(Topic)):
        session.remark(f"topic {topic!r} is not a known one; it is kept")
    return report


@contextmanager
def _uncollected() -> Iterator[None]:
    """Spare the cycle collector a million records that make no cycles: a tenth of the time."""
    import gc

    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _write(
    session: Session, opened: Sequence[tuple[Source, BinaryIO]], names: Names, wish: Wish, report: Report
) -> None:
    """Take every line, then make sure that every reference leads somewhere."""
    with session.store.writing("import") as change:
        intake = Intake(session.store, change)
        reader = Reader(session, names, wish, report, intake)
        for source, file in opened:
            reader.read(source.name, counted(file, source, session))
        reader.finish()
        if not change.empty:
            change.add(_batch(session, opened, report, change.id))
        if report.bad and not wish.skip_bad:
            raise _refusal(report)
        if wish.dry_run:
            raise NothingWrittenError


def _batch(session: Session, opened: Sequence[tuple[Source, BinaryIO]], report: Report, command: str) -> Batch:
    """Return what `imports` lists of this import."""
    return Batch(
        id=session.store.new_id(),
        at=session.now,
        form="journal",
        files=tuple(legible(PurePath(source.name).name) for source, _ in opened),
        new=report.total("new"),
        changed=report.total("changed"),
        command=command,
    )


def _refusal(report: Report) -> BadData:
    more = [f"… and {report.bad - len(report.problems)} more"] if report.bad > len(report.problems) else []
    hint = f"bad lines: {report.bad}; nothing was imported; --skip-bad takes the rest"
    return BadData(report.problems[0], "\n".join([*report.problems[1:], *more, hint]))


class Reader:
    """One import's way from lines to the intake; remembers the clients it has to make."""

    def __init__(self, session: Session, names: Names, wish: Wish, report: Report, intake: Intake) -> None:
        self._session = session
        self._zone = session.settings.zone
        self._names = names
        self._wish = wish
        self._report = report
        self._intake = intake
        self._made: dict[str, tuple[str, When]] = {}
        self._path = ""

    def read(self, path: str, file: Iterable[bytes]) -> None:
        """Take the lines of one file."""
        self._path = path
        for item in self._drafts(file):
            problem = item if isinstance(item, Problem) else self._take(item)
            if problem:
                self._report.blame(path, problem)

    def _drafts(self, file: Iterable[bytes]) -> Iterator[Draft | Problem]:
        for item in journal.lines(file):
            if isinstance(item, Problem):
                yield item
                continue
            number, plain = item
            slug = self._slug(plain)
            if isinstance(slug, Problem):
                yield slug._replace(line=number)
                continue
            yield journal.draft(number, plain, slug, self._zone)

    def _slug(self, plain: dict[str, object]) -> str | Problem | None:
        """Return the slug a line means, a new one where that is allowed, or what is wrong with it."""
        wanted = plain.get("client")
        if wanted is None or plain.get("type") == "client":
            return wanted if isinstance(wanted, str) else None
        slug = self._names.slug(wanted)
        if slug is None and self._wish.create_clients and isinstance(wanted, str):
            slug = self._names.invent(wanted)
            self._made[slug] = (wanted, self._session.today)
        if slug is None:
            return Problem(0, "client", f"{wanted!r} is unknown", "--create-clients makes it")
        return slug

    def _take(self, draft: Draft) -> Problem | None:
        record = draft.record
        try:
            check_past(record, self._session.now)
        except InvalidField as error:
            return Problem(draft.line, error.field, error.reason, error.hint)
        if record.client in self._made:
            name, at = self._made[record.client]
            self._made[record.client] = (name, min(at, record.at, key=text_of))
        try:
            taken = self._intake.take(draft.line, record, lambda old: self._merged(old, draft), derived=draft.derived)
        except InvalidField as error:
            return Problem(draft.line, error.field, error.reason, error.hint)
        if taken.problem:
            return Problem(draft.line, "id" if record.TYPE != "invoice" else "number", taken.problem)
        self._report.note(taken.what, record)
        if isinstance(topic := getattr(record, "topic", None), str):
            self._report.topics.add(topic)
        return None

    def _merged(self, old: Record, draft: Draft) -> Record:
        """Return a record with the fields a line has, and its own where the line has none."""
        said = {name: value for name, value in draft.plain.items() if value is not None}
        return record_of({**line_of(old), **said, "id": old.id}, self._zone)

    def finish(self) -> None:
        """Make the clients that were invented, and settle references that lead nowhere."""
        for slug, (name, at) in self._made.items():
            client = Client(client=slug, name=name, at=at, id=self._session.store.new_id(), source="import:journal")
            self._intake.take(0, client, lambda old: old, derived=False)
            self._report.note("new", client)
        self._intake.finish()
        while found := self._intake.dangling() + self._intake.orphans():
            for each in found:
                self._report.blame(self._path, _astray(each))
            if not self._wish.skip_bad:
                return
            self._intake.drop(found)
            self._report.counts -= Counter((each.kind, "changed" if each.corrected else "new") for each in found)


def _astray(each: Dangling) -> Problem:
    hint = "the client's own line is bad" if each.field == "client" else "it must be in the file or on record"
    return Problem(each.line, each.field, f"{each.target!r} leads to no record of {each.client}", hint)
