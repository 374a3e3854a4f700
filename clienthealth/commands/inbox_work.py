"""How the inbox goes: what waits, what a decision writes, and one suggestion after the other by keys."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from clienthealth.commands.screen import put, size
from clienthealth.commands.session import Session
from clienthealth.core.intake import inbox
from clienthealth.core.intake.inbox import Key, Run
from clienthealth.core.records.kept import Suggestion, SuggestionState
from clienthealth.errors import NotFound, Refused, UserError
from clienthealth.store.rows import Stored

if TYPE_CHECKING:
    from clienthealth.commands.keyboard import Keyboard
    from clienthealth.render.inbox_text import Speaker


def waiting(session: Session, client: str | None) -> list[Stored[Suggestion]]:
    """Return the suggestions nobody has decided about, by client and day."""
    found = [each for each in session.store.all(Suggestion) if each.record.is_open]
    wanted = [each for each in found if client in {None, each.record.client}]
    return sorted(wanted, key=lambda held: (held.record.client, str(held.record.at), held.number))


def waiting_one(session: Session, handle: str) -> Stored[Suggestion]:
    """Return the suggestion behind a handle; raises NotFound, or Refused where it was decided about."""
    digits = handle.strip().casefold().removeprefix("f")
    is_number = digits.isdecimal() and digits.isascii()
    found = session.store.all(Suggestion, '"handle" = :handle', {"handle": int(digits)}) if is_number else []
    if not found:
        raise NotFound(f"there is no suggestion {handle!r}", "`clienthealth inbox --list` lists what waits")
    if not found[0].record.is_open:
        raise Refused(f"{found[0].handle} was {found[0].record.state} already", "`clienthealth undo` takes that back")
    return found[0]


def show(session: Session, client: str | None, *, json: bool) -> None:
    """List what waits."""
    from clienthealth.render import inbox_text

    held, speaker = waiting(session, client), speaker_of(session)
    session.write(inbox_text.as_json(held, speaker) if json else inbox_text.lines(held, speaker))


def speaker_of(session: Session) -> "Speaker":
    """Return who speaks the words of the inbox."""
    from clienthealth.render.inbox_text import Speaker

    return Speaker(session.settings.language, session.now)


def accept(session: Session, held: Stored[Suggestion], typed: str) -> Stored[Any]:
    """Write the record a suggestion becomes, and close it, in one transaction; raises Refused where there is none."""
    import json

    if not held.record.would:
        hint = f"the way on: {inbox.way_on(held.record)}; `clienthealth inbox dismiss {held.handle}` ends it"
        raise Refused(f"{held.handle} proposes nothing to record", hint)
    would = inbox.proposal(held.record, json.loads(held.record.would), session.now)
    made = inbox.record(held.record, inbox.changed(would, typed), session.now, session.store.new_id())
    with session.store.writing("inbox accept") as change:
        written = change.add(made)
        closed = inbox.closed(held.record, SuggestionState.ACCEPTED, session.now, made.id)
        change.replace(held, closed)
    return written


def dismiss(session: Session, several: Sequence[Stored[Suggestion]]) -> None:
    """Close suggestions for good."""
    with session.store.writing("inbox dismiss") as change:
        for held in several:
            change.replace(held, inbox.closed(held.record, SuggestionState.DISMISSED, session.now))


def tell_dismissed(session: Session, several: Sequence[Stored[Suggestion]], *, json: bool) -> None:
    """Say what was dismissed: a line each, or a JSON object each."""
    from clienthealth.render import inbox_text

    speaker = speaker_of(session)
    if json:
        session.write(inbox_text.as_json(several, speaker))
        return
    for each in several:
        session.write(f"{each.handle}  {speaker.word('said.dismiss', client=each.record.client)}")


def by_key(session: Session, client: str | None) -> None:
    """Go through what waits, a key each."""
    from clienthealth.commands import by_keys

    sitting = Sitting(session, client)
    if sitting.is_over:
        session.write(speaker_of(session).word("end.none"))
        return
    by_keys.hold(session, sitting, sitting.act)


class Sitting:
    """One going through: what is on the screen, and what was decided."""

    def __init__(self, session: Session, client: str | None) -> None:
        self._session = session
        self._client = client
        self._held = {each.handle: each for each in waiting(session, client)}
        self._speaker = speaker_of(session)
        self._state = Run(tuple(self._held))
        self.notices: tuple[str, ...] = ()

    @property
    def subject(self) -> str | None:
        """The suggestion on the screen; None at the end."""
        return self._state.handle

    @property
    def is_over(self) -> bool:
        """Whether it was left, or all were seen."""
        return self._state.is_over

    @property
    def left(self) -> str:
        """How far it came, and the command that goes on from there."""
        told = self._speaker.word("end.left", done=len(self._state.done), all=len(self._state.handles))
        return f"{told}\n  clienthealth inbox{f' --client {self._client}' if self._client else ''}"

    def act(self, pressed: str, keyboard: "Keyboard") -> None:
        """Do what a key asks for about the suggestion on the screen."""
        from clienthealth.commands.keyboard import END

        if self._state.handle is None:
            return
        held = self._held[self._state.handle]
        key = Key.QUIT if pressed == END else self._speaker.key(pressed, held.record)
        if key is None:
            return
        if key is Key.HELP:
            from clienthealth.render.inbox_text import help_text

            self.notices = (help_text(held.record, self._speaker, size()),)
        elif key in {Key.LATER, Key.QUIT} or self._decide(key, held, keyboard):
            self._state = self._state.went(key)

    def _decide(self, key: Key, held: Stored[Suggestion], keyboard: "Keyboard") -> bool:
        """Write what a key decides; False where nothing was, and why is said."""
        client = held.record.client
        try:
            if key is Key.DISMISS:
                dismiss(self._session, [held])
                self.notices = (self._speaker.word("said.dismiss", client=client),)
                return True
            typed = self._line(held, keyboard) if key is Key.CHANGE else ""
            if key is Key.CHANGE and not typed:
                self.notices = (self._speaker.word("said.nothing"),)
                return False
            written = accept(self._session, held, typed or "")
        except UserError as error:
            self.notices = (f"{error.message}\n{error.hint}".strip(),)
            return False
        self.notices = (self._speaker.word("said.accept", client=client, handle=written.handle),)
        return True

    def _line(self, held: Stored[Suggestion], keyboard: "Keyboard") -> str | None:
        question = self._speaker.word("ask.change", client=held.record.client)
        return keyboard.line(lambda: self._ask(question))

    def _ask(self, question: str) -> None:
        self.draw(question)
        self._session.draw("> ")

    def draw(self, question: str = "") -> None:
        """Show the page of the suggestion, with a question instead of the keys where there is one."""
        from clienthealth.render.inbox_text import screen
        from clienthealth.render.ritual_text import Aside

        held = self._held[str(self._state.handle)]
        put(self._session, screen(self._state, held, Aside(self.notices, question), self._speaker, size()))

    def part(self) -> None:
        """Say at the end how far it came."""
        put(self._session, [])
        for each in self.notices:
            self._session.write(each)
        self._session.write(self.left if self._state.left else self._speaker.word("end.through", n=len(self._held)))

    def leave(self) -> None:
        """Nothing was opened beside the session's own store, which it closes itself."""
