"""One sitting of the weekly ritual: the review as it was last read, what is done about a client, what is shown."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from clienthealth.commands.screen import put, size
from clienthealth.commands.session import Session
from clienthealth.core.weekly import ritual
from clienthealth.core.weekly.ritual import CHOICES, Ended, Key
from clienthealth.errors import UserError

if TYPE_CHECKING:
    from clienthealth.core.weekly.review import Review
    from clienthealth.render.ritual_text import Speaker

GO_BACK = "-"


class Sitting:
    """What is done between two keys; it reads the record anew after whatever it writes."""

    def __init__(self, session: Session, since: str | None, *, mine: bool) -> None:
        self._session = session
        self._since = since
        self._mine = mine
        self.notices: tuple[str, ...] = ()
        self._read(session)
        self.state = ritual.begin([each.client for each in self._found.at_risk], self._decisions)
        if self.state.done:
            self.notices = (self._resumed(),)

    def _read(self, session: Session) -> None:
        """Read the review, and what was decided in this round."""
        from clienthealth.commands import reviewing
        from clienthealth.store import rounds

        self._fresh = session
        self._found: Review = reviewing.review(session, self._since, mine=self._mine)
        portfolio = session.portfolio()
        self._histories = {each.client.client: each for each in portfolio.histories}
        self._handle = portfolio.handle
        self._judged = {each.client: each for each in self._found.judged}
        first = ritual.round_began_after(session.today, session.settings.zone)
        held = rounds.decisions(session.store, ritual.COMMAND, first)
        self._decisions = {each.record.client: each.record for each in held}

    def _again(self) -> None:
        """Read it anew, at the present moment; what another hand did meanwhile is taken over."""
        self.leave()
        self._read(self._session.again(Session))
        gone = [each for each in self.state.clients if each not in self._judged]
        self.state = ritual.known(self.state, self._judged, self._decisions)
        if gone:
            self.notices = (*self.notices, self._speaker.word("place.gone", names=", ".join(gone)))

    def leave(self) -> None:
        """Let go of what was opened for reading."""
        if self._fresh is not self._session:
            self._fresh.close()

    @property
    def _speaker(self) -> "Speaker":
        from clienthealth.commands.judging import voice_of
        from clienthealth.render.ritual_text import Round, Speaker

        fresh = self._fresh
        running = Round(fresh.store.who, self._found.as_of, fresh.settings.zone, self._decisions)
        return Speaker(voice_of(fresh, self._found.as_of), running)

    def _resumed(self) -> str:
        from datetime import datetime

        from clienthealth.core.moments import clock_of, day_of

        zone, now = self._fresh.settings.zone, self._fresh.now
        told = [self._decisions[each] for each in self.state.done]
        moments = [each.recorded_at or each.at for each in told]
        last = max((each for each in moments if isinstance(each, datetime)), default=now)
        speaker, counts = self._speaker, {"done": len(self.state.done), "all": len(self.state.clients)}
        day = speaker.voice.day(day_of(last, zone))
        return speaker.word("place.resumed", day=day, time=clock_of(last, now), **counts)

    def key(self, pressed: str) -> Key | None:
        """Return what a letter asks for here, in the user's language."""
        return self._speaker.keys(self.state.keys).get(pressed.casefold())

    def question(self, task: Key) -> str:
        """Return what has to be asked first, or nothing."""
        asked = {Key.POSTPONE: "ask.until", Key.OVERRIDE: "ask.reason", Key.LOG: "ask.log"}.get(task)
        return self._speaker.word(asked, client=str(self.state.client)) if asked else ""

    def take(self, task: Key, typed: str) -> None:
        """Write what was decided or forgotten about the client on the screen; say what was not possible."""
        from clienthealth.commands import within

        if typed == GO_BACK or (not typed and task in {Key.OVERRIDE, Key.LOG}):
            self.notices = (self._speaker.word("said.nothing"),)
            return
        if task is Key.LOG:
            heard = within.logged(self._session, str(self.state.client), typed)
            self.notices, changed = (heard.text,), heard.done
        else:
            changed = self._decide(task, typed)
        if changed:
            self._again()

    def _decide(self, task: Key, typed: str) -> bool:
        """Write one decision, as `decide` does: one transaction, one undo; return whether the record has changed."""
        from clienthealth.commands import deciding, recording, within

        client, choice = str(self.state.client), CHOICES[task]
        found = self._judged[client]
        why = typed if task is Key.OVERRIDE else None
        until = typed if task is Key.POSTPONE else self._follow_up(client) if task is Key.FOLLOW else None
        options = [word for name, value in (("--reason", why), ("--until", until)) if value for word in (name, value)]
        inner = self._session.again(within.Overheard, "decide", client, choice, *options)
        try:
            if self._is_stale(inner, client):
                self.notices = (self._speaker.word("said.meanwhile", client=client),)
                return True
            shared = recording.fields(inner, client, None)
            made = deciding.decision(inner, shared, choice, stated=found.recommendation, why=why, typed=until)
            with inner.store.writing(ritual.COMMAND) as change:
                held = change.add(made)
        except UserError as error:
            self.notices = (within.refusal(inner, error),)
            return False
        finally:
            inner.close()
        self.state = ritual.decided(self.state)
        told = self._speaker.decided(held.record)
        self.notices = (self._speaker.word("said.noted", client=client, decided=told, handle=held.handle),)
        return True

    def _is_stale(self, session: Session, client: str) -> bool:
        """Whether something was decided about a client, or taken back, since it was put on the screen."""
        from clienthealth.core.records.judged import Decision

        shown = {each.id for each in self._histories[client].decisions}
        return shown != {held.record.id for held in session.store.of_client(Decision, client)}

    def _follow_up(self, client: str) -> str | None:
        """Return the day of the next step, on which one sees whether what was followed was done."""
        from clienthealth.core.weekly.risk import first_step

        step = first_step(self._judged[client])
        return step.due.isoformat() if step and step.due else None

    def pages(self, task: Key) -> list[list[str]]:
        """Return what a key shows, page by page."""
        from clienthealth.render.paged import pages

        room = size()
        return pages(self._text(task, str(self.state.client)), room.width, room.height - 2)

    def _text(self, task: Key, client: str) -> str:
        from clienthealth.commands import within
        from clienthealth.render.ritual_text import help_page

        if task is Key.HELP:
            return help_page(self._speaker, size())
        if task is Key.TIMELINE:
            return within.run(self._session, "show", client).text
        if task is Key.WHY:
            return within.run(self._session, "why", client).text
        advice = self._judged[client].recommendation
        kind = ritual.letter_for(advice)
        if kind is None:
            voice = self._speaker.voice
            return self._speaker.word("said.no-letter", advice=voice.of_score(f"recommendation.{advice}"))
        return within.run(self._session, "letter", client, kind).text

    def turned(self, pressed: str, place: int, many: int) -> int:
        """Return the page after a key: any goes on, past the last one comes the client again."""
        key = self._speaker.keys((Key.BACK, Key.QUIT)).get(pressed.casefold())
        if key is Key.QUIT:
            return many
        return max(0, place - 1) if key is Key.BACK else place + 1

    def ask(self, question: str) -> None:
        """Show the page with a question instead of the keys."""
        self.draw(question)
        self._session.draw("> ")

    def draw(self, question: str = "") -> None:
        """Show the page of the client, or the end."""
        from clienthealth.render.ritual_text import Aside, Client, ending, screen

        speaker, client = self._speaker, self.state.client
        if client is None:
            rows = ending(self.state, self.notices, speaker, size())
        else:
            told = Client(self._judged[client], self._histories[client], partial(self._handle, client))
            rows = screen(self.state, told, Aside(self.notices, question), speaker, size())
        put(self._session, rows)

    def draw_page(self, pages: Sequence[Sequence[str]], place: int) -> None:
        """Show one of several pages, and how it goes on."""
        from clienthealth.render.paged import Row
        from clienthealth.render.ritual_text import page_foot

        foot = page_foot(place, len(pages), self._speaker)
        put(self._session, [*(Row(each) for each in pages[place]), Row(""), Row(f"-- {foot}", "strong")])

    @property
    def subject(self) -> str | None:
        """The client on the screen; None at the end."""
        return self.state.client

    @property
    def is_over(self) -> bool:
        """Whether it was left or closed."""
        return self.state.ended is not None

    @property
    def left(self) -> str:
        """How far it came, and the command that goes on from there."""
        from clienthealth.render.paged import folded

        done, many = len(self.state.done), len(self.state.clients)
        told = folded(self._speaker.word("end.left", done=done, all=many), size().width)
        return "\n".join([*told, f"  clienthealth {ritual.COMMAND}{' --mine' * self._mine}"])

    def part(self) -> None:
        """Say at the end what was decided; close the review where that was the end, else say how to go on."""
        from clienthealth.commands import reviewing
        from clienthealth.render.ritual_text import summary

        put(self._session, [])
        self._session.write("\n".join(summary(self.state, self._speaker, size())))
        if self.state.ended is Ended.CLOSED:
            reviewing.close(self._fresh, self._found)
        else:
            self._session.write(self.left)
