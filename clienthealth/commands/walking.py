"""`complaint handle` at a terminal: step by step, one key or one line each, until the end or until it is left."""

from shlex import quote
from typing import TYPE_CHECKING

from clienthealth.commands import handling
from clienthealth.commands.screen import end_by, put, size
from clienthealth.commands.session import Session
from clienthealth.core.handling.walk import CHOSEN, COMMAND, WRITTEN, Ended, Key, begin, known, press, taken
from clienthealth.errors import UserError

if TYPE_CHECKING:
    from clienthealth.commands.keyboard import Keyboard
    from clienthealth.render.handling_text import Facts, Speaker

PLACES = 5
"""Lines of the timeline."""


def hold(session: Session, typed: str, when: str | None) -> None:
    """Walk through the complaint that is meant; what was answered is on record, by whatever way it is left."""
    from clienthealth.commands.keyboard import Gone, Keyboard

    walking = Walking(session, typed, when)
    try:
        with Keyboard() as keyboard:
            _through(walking, keyboard)
        walking.part()
    except KeyboardInterrupt:
        session.draw("\n")
        session.parting = walking.left
        raise
    except Gone as gone:
        end_by(session, gone.number)


class Walking:
    """One walk: the record as it was last read, what is done at a step, what is shown."""

    def __init__(self, session: Session, typed: str, when: str | None) -> None:
        from clienthealth.render.handling_words import known_labels

        self._session = session
        self._when = when
        self._labels = known_labels()
        self._meant = handling.meant(session, typed)
        self.walk = begin(self._meant.found, self._labels)
        self.notices: tuple[str, ...] = ()
        if self.walk.place:
            self.notices = (self._speaker.word("place.resumed"),)

    @property
    def _speaker(self) -> "Speaker":
        from clienthealth.commands.judging import voice_of
        from clienthealth.render.handling_draft import draft
        from clienthealth.render.handling_text import Speaker

        voice, zone = voice_of(self._session, self._session.today), self._session.settings.zone
        return Speaker(voice, zone, lambda facts: draft(facts, voice, zone))

    @property
    def _facts(self) -> "Facts":
        from clienthealth.commands.balance import balance
        from clienthealth.core.changes.commitments import is_open
        from clienthealth.render.handling_text import LINE, Facts
        from clienthealth.render.handling_told import told as line
        from clienthealth.store.dossier import timeline

        session, speaker = self._session, self._speaker
        client = session.store.client(self._meant.client)
        history, _, owed = balance(session, client)
        latest = timeline(session.store, client.record.client, since=None, most=PLACES)
        day, voice = speaker.day, speaker.voice
        told = (line(each.record, day(each.record.at), voice, LINE) for each in latest.told)
        agreed = tuple(each for each in history.expectations if is_open(each, session.now))
        handle = self._meant.complaint.handle if self._meant.complaint else ""
        return Facts(client.record, self._meant.found, tuple(told), agreed, owed, handle)

    def key(self, pressed: str) -> Key | None:
        """Return what a letter asks for here, in the user's language."""
        return self._speaker.keys(self.walk.keys).get(pressed.casefold())

    def question(self, task: Key) -> str:
        """Return what has to be typed for an answer, or nothing."""
        asked = (self.walk.step, task) in WRITTEN
        return self._speaker.question(self.walk.step, task) if asked else ""

    def take(self, task: Key, typed: str) -> None:
        """Write the answer to the step on the screen: one transaction, one undo; say what was not possible."""
        from clienthealth.commands import within

        place = (self.walk.step, task)
        name, value = CHOSEN[place] if place in CHOSEN else (WRITTEN[place], typed)
        if value == "":
            self.notices = (self._speaker.word("said.nothing"),)
            return
        inner = self._session.again(within.Overheard, *COMMAND.split(), *self._words(name, value))
        try:
            before = handling.again(inner, self._meant)
            made = handling.write(inner, before, handling.understood(inner, {name: value}), self._when)
        except UserError as error:
            self.notices = (within.refusal(inner, error),)
            return
        finally:
            inner.close()
        if self._meant.complaint is None:
            self._meant = self._meant._replace(complaint=made[0])
        self._meant = handling.again(self._session, self._meant)
        self.walk = taken(self.walk, self._meant.found, self._labels)
        self.notices = (self._speaker.word("said.noted", handles=", ".join(each.handle for each in made)),)

    def _words(self, name: str, value: str | bool) -> list[str]:
        """Return the words that would have said it on the command line, for the draft should the write fail."""
        option = "--not-agreed" if value is False else handling.OPTIONS[name]
        who = self._meant.complaint.handle if self._meant.complaint else self._meant.client
        return [who, option, *([value] if isinstance(value, str) else [])]

    def reread(self) -> None:
        """Take over what another hand wrote meanwhile."""
        if self._meant.complaint is not None:
            self._meant = handling.again(self._session, self._meant)
            self.walk = known(self.walk, self._meant.found, self._labels)

    def ask(self, question: str) -> None:
        """Show the page with a question instead of the keys."""
        self.draw(question)
        self._session.draw("> ")

    def draw(self, question: str = "") -> None:
        """Show the page of the step."""
        from clienthealth.render.handling_text import Aside, page

        put(self._session, page(self.walk, self._facts, Aside(self.notices, question), self._speaker, size()))

    def draw_help(self) -> None:
        """Show what each key does."""
        from clienthealth.render.handling_text import help_page

        put(self._session, help_page(self._speaker, size()))

    @property
    def left(self) -> str:
        """That it was left, and the command that goes on from there."""
        if self._meant.complaint is None:
            return self._speaker.word("end.unbegun")
        told = self._speaker.word("end.left")
        when = f" --when {quote(self._when)}" if self._when else ""
        return f"{told}\n  clienthealth {COMMAND} {self._meant.complaint.handle}{when}"

    def part(self) -> None:
        """Say at the end how to go on, or what is left to be done."""
        put(self._session, [])
        if self.walk.ended is Ended.LEFT or self._meant.complaint is None:
            self._session.write(self.left)
            return
        confirm = self._speaker.word("said.confirm", complaint=self._meant.complaint.handle)
        self._session.write(f"{self._speaker.word('end.through')}\n{confirm}")


def _through(walking: Walking, keyboard: "Keyboard") -> None:
    """Show a step, wait for a key, do what it asks for, until the walk has ended."""
    from clienthealth.commands.keyboard import CHANGED, END

    shown = None
    while walking.walk.ended is None:
        if shown != walking.walk.step:
            keyboard.forget()
            shown = walking.walk.step
        walking.draw()
        pressed = keyboard.key()
        if pressed == CHANGED:
            walking.reread()
            continue
        walking.notices = ()
        key = Key.QUIT if pressed == END else walking.key(pressed)
        if key is not None:
            walking.walk, task = press(walking.walk, key)
            if task is not None:
                _do(task, walking, keyboard)


def _do(task: Key, walking: Walking, keyboard: "Keyboard") -> None:
    """Show the help, or take an answer to the step on the screen."""
    from clienthealth.commands.keyboard import CHANGED

    if task is Key.HELP:
        walking.draw_help()
        while keyboard.key() == CHANGED:
            walking.draw_help()
        return
    typed: str | None = ""
    if question := walking.question(task):
        typed = keyboard.line(lambda: walking.ask(question))
    if typed is None:
        walking.walk = walking.walk._replace(ended=Ended.LEFT)
    else:
        walking.take(task, typed)
