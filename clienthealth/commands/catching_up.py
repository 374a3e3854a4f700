"""How `catchup` goes: by one key each on a terminal, or as typed in one command."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from clienthealth.commands import by_keys
from clienthealth.commands.screen import put, size
from clienthealth.commands.session import Session
from clienthealth.core.kinds import PulseState
from clienthealth.core.moments import day_of
from clienthealth.core.records.spent import Pulse
from clienthealth.core.weekly import catchup
from clienthealth.core.weekly.catchup import LOOKS, Key
from clienthealth.errors import UsageError, UserError

if TYPE_CHECKING:
    from clienthealth.commands.keyboard import Keyboard

WITHOUT = (
    "without one: clienthealth catchup --quiet CLIENT --fine CLIENT, each as often as needed; "
    "for trouble: clienthealth log CLIENT what happened"
)


def typed(session: Session, given: dict[PulseState, Sequence[str]], when: str | None, *, json: bool) -> None:
    """Write what was observed of the clients named, in one transaction; refused where two things are said of one."""
    from clienthealth.commands import recording

    said: dict[str, PulseState] = {}
    for state, wanted in given.items():
        for slug in map(session.store.slug, wanted):
            if said.setdefault(slug, state) is not state:
                raise UsageError(f"{slug} is said to be both {said[slug]} and {state}", "say one of them")
    made = [Pulse(state=state, **recording.fields(session, slug, when)) for slug, state in said.items()]
    zone = session.settings.zone
    unseen = catchup.unseen(session.portfolio(), session.today, zone, session.policy)
    recording.add(session, catchup.COMMAND, made, json=json)
    if unseen is not None and all(day_of(each.at, zone) == session.today for each in made):
        from clienthealth.commands.judging import voice_of
        from clienthealth.render.catchup_text import Speaker, stays_unseen

        session.remark(stays_unseen(unseen, Speaker(voice_of(session, session.today))))


def by_key(session: Session, *, mine: bool, beside: Sequence[str]) -> None:
    """Ask about one client after the other; raises UsageError off a terminal, and for options that need clients."""
    if beside:
        raise UsageError(f"{beside[0]} without a client", f"name one: clienthealth catchup --quiet CLIENT {beside[0]}")
    if not session.may_ask:
        raise UsageError("catchup asks by single keys, and needs a terminal", WITHOUT)
    sitting = Sitting(session, mine=mine)
    if sitting.is_over:
        sitting.say_nobody()
        return
    by_keys.hold(session, sitting, sitting.act)


class Sitting:
    """One run: who is to be asked about, what was answered, and what is shown."""

    def __init__(self, session: Session, *, mine: bool) -> None:
        from clienthealth.commands.judging import voice_of
        from clienthealth.render.catchup_text import Speaker, offer, stays_unseen
        from clienthealth.store.rounds import told_since

        self._session = session
        self._mine = mine
        portfolio, zone, now = session.portfolio(), session.settings.zone, session.now
        told = told_since(session.store, now - catchup.FRESH)
        me = session.settings.me if mine else None
        self._asked = {each.client: each for each in catchup.to_ask(portfolio.histories, now, zone, told, me)}
        self._speaker = Speaker(voice_of(session, day_of(now, zone)))
        self._state = catchup.begin(self._asked)
        gap = catchup.gap(portfolio, session.today, zone)
        unseen = catchup.unseen(portfolio, session.today, zone, session.policy)
        notices = (gap and offer(gap, self._speaker), unseen and stays_unseen(unseen, self._speaker))
        self.notices: tuple[str, ...] = tuple(each for each in notices if each)

    @property
    def subject(self) -> str | None:
        """The client who is asked about; None at the end."""
        return self._state.client

    @property
    def is_over(self) -> bool:
        """Whether it was left, or everybody was asked about."""
        return self._state.is_over

    @property
    def left(self) -> str:
        """How far it came, and the command that goes on from there."""
        from clienthealth.render.catchup_text import left

        return left(self._state, self._speaker, size(), mine=self._mine)

    def act(self, pressed: str, keyboard: "Keyboard") -> None:
        """Do what a key asks for about the client on the screen, and go on once it is in the record."""
        from clienthealth.commands.keyboard import END

        key = Key.QUIT if pressed == END else self._speaker.key(pressed)
        client = self._state.client
        if key is None or client is None:
            return
        self._state, task = catchup.press(self._state, key)
        if key is Key.LATER:
            self.notices = (self._speaker.word("said.later", client=client),)
        elif task is Key.HELP:
            from clienthealth.render.catchup_text import help_text

            self.notices = (help_text(self._speaker, size()),)
        elif task is Key.TROUBLE:
            self._log(client, keyboard)
        elif task is not None:
            self._observe(client, task)

    def _log(self, client: str, keyboard: "Keyboard") -> None:
        """Ask what happened, and log it as `log` does; left where the line ends without an answer."""
        from clienthealth.commands import within

        question = self._speaker.word("ask.log", client=client)
        words = keyboard.line(lambda: self._ask(question))
        if words is None:
            self._state = self._state._replace(left=True)
        elif not words:
            self.notices = (self._speaker.word("said.nothing"),)
        elif not self._is_gone(client):
            heard = within.logged(self._session, client, words)
            self.notices = (heard.text,)
            if heard.done:
                self._state = catchup.answered(self._state, Key.TROUBLE)

    def _observe(self, client: str, key: Key) -> None:
        """Write a look at a client as one command, at its own moment; say what was not possible."""
        from clienthealth.commands import recording, within

        if self._is_gone(client):
            return
        inner = self._session.again(within.Overheard, catchup.COMMAND, f"--{key}", client)
        try:
            made = Pulse(state=LOOKS[key], **recording.fields(inner, client, None))
            with inner.store.writing(catchup.COMMAND) as change:
                held = change.add(made)
        except UserError as error:
            self.notices = (within.refusal(inner, error),)
            return
        finally:
            inner.close()
        self._state = catchup.answered(self._state, key)
        self.notices = (self._speaker.word(f"said.{key}", client=client, handle=held.handle),)

    def _is_gone(self, client: str) -> bool:
        """Whether another hand took the client out meanwhile; then the next one is asked about, no namesake."""
        if client in {each.slug for each in self._session.store.names()}:
            return False
        self._state = catchup.answered(self._state, Key.LATER)
        self.notices = (self._speaker.word("said.gone", client=client),)
        return True

    def _ask(self, question: str) -> None:
        self.draw(question)
        self._session.draw("> ")

    def draw(self, question: str = "") -> None:
        """Show the page of the client, with a question instead of the keys where there is one."""
        from clienthealth.render.catchup_text import screen
        from clienthealth.render.ritual_text import Aside

        asked = self._asked[str(self._state.client)]
        put(self._session, screen(self._state, asked, Aside(self.notices, question), self._speaker, size()))

    def part(self) -> None:
        """Say at the end what was answered, and how to go on."""
        from clienthealth.render.catchup_text import summary

        put(self._session, [])
        told = summary(self._state, self._speaker, size(), mine=self._mine)
        self._session.write("\n".join(told))
        if self._state.left:
            self._session.write(self.left)

    def say_nobody(self) -> None:
        """Say that there is nobody to be asked about."""
        from clienthealth.render.catchup_text import nobody

        self._session.write(nobody(self._speaker))

    def leave(self) -> None:
        """Nothing was opened beside the session's own store, which it closes itself."""
