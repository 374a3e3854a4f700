"""What a command works with: settings, the clock, the store, the terminal; each made when first asked for."""

import sys
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import typer

from clienthealth.errors import UsageError, UserError

if TYPE_CHECKING:
    from clienthealth.config import Settings
    from clienthealth.core.assessment import Judgement
    from clienthealth.core.economy import Rates
    from clienthealth.core.history import Portfolio
    from clienthealth.core.score.judge import Panel
    from clienthealth.core.score.policy import Policy
    from clienthealth.store.reading import Reader
    from clienthealth.store.rows import Stored
    from clienthealth.store.store import Store

S = TypeVar("S", bound="Session")


class Session:
    """One run of the program; the only reader of the clock and the only writer to the terminal."""

    def __init__(
        self,
        *,
        db: Path | None = None,
        config: Path | None = None,
        quiet: bool = False,
        debug: bool = False,
        command: Sequence[str] = (),
    ) -> None:
        self._db = db
        self._config = config
        self.quiet = quiet
        self.debug = debug
        self.command = command
        """The words of the command line."""
        self.heard: list[str] = []
        """What was answered or edited, as the words that would have said it on the command line."""
        self.typed: Mapping[str, Any] = {}
        """The values of `log`, which its draft takes up; of other commands the words, as plain text."""
        self.draft: Path | None = None
        """The draft that was taken up: a new one takes its place."""
        self.precious = False
        """Whether what was typed is in no shell history: it came from an editor or standard input."""
        self.parting = "nothing was written"
        """What is said where the command is interrupted."""

    def on(self, database: Path, config: Path) -> "Session":
        """Return a session over another database and configuration."""
        return Session(db=database, config=config, quiet=self.quiet, debug=self.debug)

    def again(self, kind: type[S], *command: str) -> S:
        """Return a session over the same files for one more command, at its own moment."""
        files = (("--db", self._db), ("--config", self._config))
        common = [word for option, path in files if path is not None for word in (option, str(path))]
        words = [*common, *command]
        return kind(db=self._db, config=self._config, quiet=self.quiet, debug=self.debug, command=words)

    @staticmethod
    def of(context: typer.Context) -> "Session":
        """Return the session of a command's context."""
        session: Session = context.obj["session"]
        return session

    @cached_property
    def settings(self) -> "Settings":
        """The configuration in force."""
        from clienthealth.config import load

        return load(self._config, self._db)

    @property
    def configuration(self) -> Path | None:
        """Where the configuration lies, be it sound, be it there at all; nowhere without a home folder."""
        from clienthealth.config import configuration

        return self._config or configuration()

    @cached_property
    def now(self) -> datetime:
        """The present moment in the configured zone, to the whole second."""
        from clienthealth.config import fixed_now

        fixed = fixed_now()
        if fixed:
            return datetime.fromisoformat(fixed).replace(tzinfo=self.settings.zone)
        return datetime.now(self.settings.zone).replace(microsecond=0)

    @property
    def today(self) -> date:
        """The present day in the configured zone."""
        return self.now.date()

    @cached_property
    def store(self) -> "Store":
        """The store, opened (and made or migrated) when first asked for."""
        from clienthealth.store.store import Store

        settings = self.settings
        store = Store(settings.database, settings.zone, settings.me, self.now)
        if store.kept is not None:
            from clienthealth.render.words import visible

            kept = visible(str(store.kept))
            self.remark(f"the store was brought up to date; as it was it is kept, verified, in {kept}")
        return store

    def reading_client(self, wanted: str) -> str:
        """Return the slug of the client that is meant; a single near miss is taken and said, for reading only."""
        from clienthealth.core.matching import find

        match = find(wanted, self.store.names())
        if match.exact is None and len(match.near) == 1:
            self.remark(f"there is no client {wanted!r}; taking {match.near[0].slug}")
            return match.near[0].slug
        return self.store.slug(wanted)

    def portfolio(self, as_of: date | None = None) -> "Portfolio":
        """Return the whole record, with interactions up to the end of a day (default: today)."""
        return self._reader.portfolio(as_of or self.today)

    def reread(self) -> None:
        """Let the record be read anew: something was written since."""
        self.__dict__.pop("_reader", None)

    @cached_property
    def _reader(self) -> "Reader":
        from clienthealth.store.reading import Reader

        return Reader(self.store, self.today)

    def judgement(self, as_of: date | None = None) -> "Judgement":
        """Judge all clients as of a day (default: today) under the policy in force."""
        return self.judge(self.portfolio(as_of or self.today), as_of or self.today)

    def judge(self, portfolio: "Portfolio", day: date) -> "Judgement":
        """Judge a record as of a day, with what stands beside the judgement: decisions, income to replace."""
        from clienthealth.core.score.judge import panel

        return self.judged(panel(portfolio, day, self.settings.zone, self.policy))

    def panel(self, day: date) -> "Panel":
        """Read all clients as of a day, before anything is judged."""
        from clienthealth.core.score.judge import panel

        return panel(self.portfolio(day), day, self.settings.zone, self.policy)

    def judged(self, together: "Panel") -> "Judgement":
        """Judge a panel, with what stands beside the judgement."""
        from clienthealth.core.beside import beside
        from clienthealth.core.score.judge import judged

        zone = self.settings.zone
        return beside(judged(together), together.portfolio, zone, self.policy, self.rates)

    @cached_property
    def policy(self) -> "Policy":
        """The numbers of the model, with what the configuration changes of them."""
        from clienthealth.core.score.policy import DEFAULT

        return DEFAULT.changed(self.settings.policy) if self.settings.policy else DEFAULT

    @property
    def rates(self) -> "Rates":
        """The currency that is counted in, and the rates of the others."""
        from clienthealth.core.economy import Rates

        return Rates(self.settings.currency, self.settings.currency_rates)

    def close(self) -> None:
        """Let go of the store, if it was opened."""
        if "store" in self.__dict__:
            self.store.close()

    @property
    def on_terminal(self) -> bool:
        """Whether standard output is a terminal that may show colour."""
        from clienthealth.config import colour_wanted

        return sys.stdout.isatty() and not self.quiet and colour_wanted()

    @property
    def room(self) -> tuple[int, int]:
        """The columns and lines of the terminal; none where standard output is no terminal, or is to be short."""
        from shutil import get_terminal_size

        return get_terminal_size() if sys.stdout.isatty() and not self.quiet else (0, 0)

    @property
    def may_ask(self) -> bool:
        """Whether there is somebody to ask."""
        return sys.stdin.isatty() and sys.stdout.isatty()

    def write(self, text: str) -> None:
        """Print a result, with plainer signs where the terminal's encoding has no others."""
        if text:
            self._carry(text if text.endswith("\n") else f"{text}\n")

    def draw(self, text: str) -> None:
        """Put text on the terminal at once, its lines as they are."""
        self._carry(text)
        sys.stdout.flush()

    def _carry(self, text: str) -> None:
        from clienthealth.render.words import carried

        sys.stdout.write(carried(text, sys.stdout.encoding or "utf-8"))

    def remark(self, text: str) -> None:
        """Say something beside the result, unless that is not wanted."""
        if not self.quiet:
            sys.stderr.write(f"{text}\n")

    def ask(self, question: str, option: str) -> str:
        """Ask for one line on a terminal; off a terminal, refuse naming the option that answers."""
        answer = self._answer(question, option)
        if answer:
            self.heard += [option, answer] if option.startswith("-") else [answer]
        return answer

    def confirm(self, question: str, option: str) -> None:
        """Ask for a yes on a terminal; raises UsageError on anything else, naming the option."""
        if self._answer(f"{question} [y/N]", option).casefold() not in {"y", "yes", "j", "ja", "ναι"}:
            raise UsageError("not confirmed: nothing was done", f"say yes, or give {option}")

    def _answer(self, question: str, option: str) -> str:
        if not self.may_ask:
            raise UsageError(f"{question}: not given", f"give it with {option}")
        try:
            sys.stderr.write(f"{question} " if question.endswith((".", "?")) else f"{question}: ")
            sys.stderr.flush()
            return sys.stdin.readline().strip()
        except KeyboardInterrupt:
            sys.stderr.write("\n")
            raise

    def tell(self, made: "list[Stored[Any]]", *, json: bool) -> None:
        """Print what was written: a line each, or a JSON object each."""
        from clienthealth.render import written

        self.write(written.as_json(made) if json else written.lines(made, self.now))

    def keep_draft(self, *, failed: bool) -> str:
        """Keep what was typed where nothing was written, and say where; print it where even that fails."""
        if not (failed or self.precious) or ("store" in self.__dict__ and self.store.has_written):
            return ""
        from clienthealth.commands.drafts import Draft, keep

        typed = {name: value for name, value in self.typed.items() if value not in (None, "", [])}
        # Words after -- are no options: what was answered goes before it.
        end = self.command.index("--") if "--" in self.command else len(self.command)
        command = [*self.command[:end], *self.heard, *self.command[end:]]
        return keep(Draft(command, self._typed_at, typed, self.draft))

    def now_text(self) -> str:
        """Return the present moment for a file name; any zone will do."""
        return self._typed_at.strftime("%Y%m%d-%H%M%S")

    @property
    def _typed_at(self) -> datetime:
        """The present moment; in the machine's zone where the configuration cannot be read."""
        try:
            return self.now
        except UserError:
            return datetime.now().astimezone()
