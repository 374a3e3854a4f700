"""The first half of an import: files are recognised and read, questions answered, drafts set aside."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import tzinfo
from pathlib import PurePath
from shlex import quote

from clienthealth.commands.import_mapping import when_of
from clienthealth.commands.import_profiles import GUESS, Profiles
from clienthealth.commands.progress import moving
from clienthealth.commands.session import Session
from clienthealth.core.intake.tally import Tally
from clienthealth.core.moments import day_of, text_of
from clienthealth.errors import BadData, UsageError
from clienthealth.importers import bundle
from clienthealth.importers.formats import kept_under, reader
from clienthealth.importers.items import Draft, Hint, Note, Problem, Question, Settled, Skipped
from clienthealth.importers.source import Source, legible
from clienthealth.importers.text import doubtful_words
from clienthealth.render.import_report import folded
from clienthealth.render.words import visible
from clienthealth.store.staging import Staging

MOST_QUESTIONS = 40
"""Questions about one file: a reader that asks more is asking the same one again."""

FEW = 4
"""So many words to choose from stand in one word, as `yes/no`; more are a list."""

MOST_HINTS = 5_000
SHOWN = 5
"""Files in a zip or folder that were not read, of which so many are named."""

NAME = 40
"""Letters of a file's name while it is read."""


@dataclass
class Read:
    """What was read: the drafts lie in the staging."""

    tally: Tally = field(default_factory=Tally)
    hints: list[tuple[str, Hint]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    zones: dict[str, tzinfo] = field(default_factory=dict)
    """The formats that were read, each with the zone of its times without one."""


class Reading:
    """Reads one file after another; a file whose reader asks something is read again with the answer."""

    def __init__(self, session: Session, staging: Staging, profiles: Profiles) -> None:
        self._session = session
        self._staging = staging
        self._profiles = profiles
        self._zone = session.settings.zone
        self._since = ""
        self.read = Read()

    def file(self, source: Source, form: str | None) -> None:
        """Read a file, or what is known in a zip or folder of several; raises BadData where that is nothing."""
        told = _looking(source)
        with bundle.opened(source, form, lambda inside: moving(inside, self._session, told)) as found:
            for part, name in found.parts:
                self._part(part, name)
        self.read.files.append(legible(PurePath(source.name).name))
        for spot, what in found.wrong:
            self.read.tally.note(f"{source.name}: {spot}", what)
        if found.unread:
            few, more = found.unread[:SHOWN], len(found.unread) - SHOWN
            listed = ", ".join(visible(name.removesuffix(f" in {source.name}")) for name in few)
            listed += f" and {more} more" if more > 0 else ""
            self.read.tally.note(source.name, f"not read in it: {listed}; what should be, name by itself")

    def _part(self, source: Source, name: str) -> None:
        """Read one file; raises UsageError for a question that nobody answers, BadData where it is not to be read."""
        kept_as = kept_under(name, source)
        self._profiles.use(kept_as)
        first = self._staging.next
        asked = ""
        for _ in range(MOST_QUESTIONS):
            before = (self.read.tally.copy(), len(self.read.hints))
            question = self._once(source, name, kept_as)
            if question is None:
                self._doubt(source)
                self.read.zones[name] = self._zone
                self._profiles.done_with(kept_as)
                return
            self.read.tally, kept = before
            del self.read.hints[kept:]
            self._staging.forget_from(first)
            if question.text == asked:
                self._session.remark("that did not answer the question:")
            self._answer(source, kept_as, question)
            asked = question.text
        raise BadData(f"{source.name}: {asked}", "the answers so far did not help; nothing was imported")

    def _once(self, source: Source, name: str, kept_as: str) -> Question | None:
        """Read a file to its end, or to the first question."""
        answers = self._profiles.answers(kept_as)
        self._zone = answers.zone
        self._since = answers.get("since")
        for item in moving(reader(name).read(source, answers), self._session, _told(source)):
            if isinstance(item, Question):
                return item
            if isinstance(item, Settled):
                self._profiles.say(kept_as, item.name, item.value)
                continue
            self._take(source, name, item)
        return None

    def _take(self, source: Source, name: str, item: Draft | Problem | Skipped | Hint | Note) -> None:
        tally, place = self.read.tally, f"{source.name}: {item.spot}"
        match item:
            case Draft():
                self._draft(place, name, item)
            case Problem():
                tally.blame(place, item.field, item.what, item.hint)
            case Skipped():
                tally.skip(place, item.reason, item.what)
            case Note():
                tally.note(place, item.what)
            case Hint() if len(self.read.hints) < MOST_HINTS:
                self.read.hints.append((name, item))

    def _draft(self, place: str, name: str, draft: Draft) -> None:
        """Set a draft aside, unless it is too old or stands there already."""
        tally = self.read.tally
        if self._is_old(draft):
            tally.skip(place, "old", "")
            return
        clash = self._staging.add(place, name, draft, self._at(draft))
        if clash == "other":
            tally.blame(place, "", "stands under the id of another one, which was taken first")
        elif clash:
            tally.skip(place, "duplicate", _called(draft))

    def _doubt(self, source: Source) -> None:
        """Show words of a file whose encoding was only guessed, as nobody else sees that they are wrong."""
        if words := doubtful_words(source):
            what = f"was read as {source.guessed}: do {', '.join(words)} look right? --encoding names another"
            self.read.tally.note(source.name, what)

    def _is_old(self, draft: Draft) -> bool:
        """Whether a draft is of a day before the one that was chosen."""
        at = when_of(str(draft.said.get("at", "")), self._zone) if self._since else None
        return at is not None and day_of(at, self._zone).isoformat() < self._since

    def _at(self, draft: Draft) -> str:
        """Return the moment of a draft as text that sorts, or nothing: it is found out when it is written."""
        at = when_of(str(draft.said.get("at", "")), self._zone)
        return text_of(at) if at else ""

    def _answer(self, source: Source, kept_as: str, question: Question) -> None:
        """Ask on a terminal, and keep what was said; refuse off one, naming the option that answers."""
        if question.guess and self._profiles.confirms(kept_as, question.name):
            self._profiles.say(kept_as, question.name, question.guess)
            return
        choices = "|".join(question.choices) or question.guess or "VALUE"
        hint = f"answer with --answer {_typed(question.name, choices)}"
        if question.guess and not question.choices:
            hint += f"; if all of that is right, --answer {_typed(question.name, GUESS)}"
        given = self._profiles.given(kept_as, question.name) if question.choices else ""
        refused = f"{given!r} is no answer to: " if given and given not in question.choices else ""
        if not self._session.may_ask:
            shown = "\n".join(question.shown)
            raise UsageError(f"{source.name}: {refused}{question.text}", f"{shown}\n{hint}" if shown else hint)
        for line in question.shown:
            self._session.remark("\n".join(folded(visible(line), "  ")))
        few = len(question.choices) <= FEW
        offered = ("/" if few else ", ").join(question.choices) or question.guess
        asked = f"{source.name}: {refused}{question.text}{f' [{offered}]' if offered else ''}"
        self._profiles.say(kept_as, question.name, self._heard(visible(asked), question, hint))

    def _heard(self, asked: str, question: Question, hint: str) -> str:
        """Return what was answered: a slip is asked about again, nothing at all ends the import."""
        while True:
            said = self._session.ask("\n".join(folded(asked)), f"--answer {question.name}=…").strip() or question.guess
            if not said:
                raise UsageError(f"nothing was answered to: {question.text}", hint)
            if not question.choices or said in question.choices:
                return said
            self._session.remark("\n".join(folded(f"{visible(said)!r} is no answer: {', '.join(question.choices)}")))


def _looking(source: Source) -> Callable[[int], str]:
    """Return how many files of a zip or folder have been looked into."""
    return lambda number: f"looking into {PurePath(source.name).name[:NAME]!r}  {number:,} files"


def _told(source: Source) -> Callable[[int], str]:
    """Return how far a file has been read, by the number of its items so far."""
    return lambda number: f"reading {PurePath(source.name).name[:NAME]!r} {source.done:4.0%}  {number:,} items"


def _called(draft: Draft) -> str:
    """Return whom a card is of: two people may share what cards are told apart by, and one would be missed."""
    people = draft.said.get("contacts") or [draft.said]
    return str(people[0].get("name", "")) if draft.type == "client" else ""


def _typed(name: str, value: str) -> str:
    """Return an answer as it is typed into a shell, which takes words of a file for its own otherwise."""
    # Alternatives are not typed as they stand: bars between them need no quotes.
    return quote(f"{name}={value}") if quote(name) != name or "|" not in value else f"{name}={value}"
