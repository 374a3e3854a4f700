"""What was answered about sources: kept in the store, shown before it is used, and added to."""

from collections.abc import Iterator, Mapping
from zoneinfo import ZoneInfo

from clienthealth.commands.import_wish import ASIDE, PASSING, Wish
from clienthealth.commands.session import Session
from clienthealth.core.frozen import replace
from clienthealth.core.records.client import is_zone
from clienthealth.core.records.kept import Profile
from clienthealth.errors import StoreError, UsageError
from clienthealth.importers.answers import Answers
from clienthealth.render.words import visible
from clienthealth.store.change import Change
from clienthealth.store.rows import Stored

GUESS = "guess"
"""The answer that confirms what a reader guessed and showed, whatever it was."""

OURS = "me"
"""The profile that holds our own addresses and names, for all sources."""


WITH_US = frozenset({"mbox", "maildir", "eml", "ics", "slack", "telegram", "signal", "whatsapp"})
"""Formats of which we are a part: which side spoke is told by who we are."""


class Profiles:
    """The answers in force: those of this run, else those that were kept."""

    def __init__(self, session: Session, wish: Wish) -> None:
        self._session = session
        self._wish = wish
        self._held: dict[str, Stored[Profile]] = {each.record.name: each for each in session.store.all(Profile)}
        self._said: dict[str, dict[str, str]] = {}
        self._used: set[str] = set()
        if wish.me:
            self._said[OURS] = {OURS: "\n".join(dict.fromkeys([*self._ours(OURS), *wish.me]))}

    def use(self, form: str) -> None:
        """Take up what was kept for a source, and say so once."""
        name = self._name(form)
        if name in self._used:
            return
        self._used.add(name)
        kept = self._kept(name)
        self._said[name] = {**self._said.get(name, {}), **self._wish.given}
        ours = self._kept(OURS).get(OURS, "").split("\n")
        if any(ours) and form in WITH_US and OURS not in self._used:
            self._session.remark(f"we are, as was said before: {', '.join(ours)}")
            self._used.add(OURS)
        if kept:
            listed = ", ".join(f"{key}={_short(value)}" for key, value in sorted(kept.items()))
            self._session.remark(visible(f"answers kept for {name}: {listed}"))

    def say(self, form: str, name: str, value: str) -> None:
        """Take in what was answered."""
        if name == OURS:
            told = [each.strip() for each in value.split(",") if each.strip()]
            self._said[OURS] = {OURS: "\n".join(dict.fromkeys([*self._ours(OURS), *told]))}
        else:
            self._said.setdefault(self._name(form), {})[name] = value

    def done_with(self, form: str) -> None:
        """Forget what was answered about one file alone; what the options of this run say holds for all of them."""
        said = self._said.get(self._name(form), {})
        for name in ASIDE & said.keys() - self._wish.given.keys():
            del said[name]

    def given(self, form: str, question: str) -> str:
        """Return what was answered to a question so far, in this run or before; nothing where it was not."""
        name = self._name(form)
        return {**self._kept(name), **self._said.get(name, {})}.get(question, "")

    def confirms(self, form: str, question: str) -> bool:
        """Whether what a reader guesses was confirmed beforehand."""
        return self._said.get(self._name(form), {}).get(question) == GUESS

    def answers(self, form: str) -> Answers:
        """Return the answers for a reader; raises UsageError for a zone that is none."""
        settings, name = self._session.settings, self._name(form)
        told_so = {**self._kept(name), **self._said.get(name, {})}
        given = {key: value for key, value in told_so.items() if value != GUESS}
        ours = [*settings.own_addresses, settings.sender.email, settings.sender.name, *self._ours(OURS)]
        me = frozenset(" ".join(each.casefold().split()) for each in ours if each.strip())
        told = given.get("zone", "")
        if told and not is_zone(told):
            raise UsageError(f"zone: {told!r} is no time zone", "a name of the IANA database, such as Europe/Berlin")
        return Answers(me, ZoneInfo(told) if told else settings.zone, self._session.now, given)

    @property
    def has_news(self) -> bool:
        """Whether something was answered in this run that is not kept yet."""
        return any(True for _ in self._news())

    def keep(self, change: Change) -> None:
        """Write what was answered in this run, that it need not be asked again."""
        import json

        for name, known in self._news():
            answers = json.dumps(known, ensure_ascii=False, sort_keys=True)
            held = self._held.get(name)
            if held:
                change.replace(held, replace(held.record, answers=answers))
            else:
                made = Profile(id=self._session.store.new_id(), at=self._session.now, name=name, answers=answers)
                change.add(made)

    def _news(self) -> Iterator[tuple[str, dict[str, str]]]:
        """Yield the profiles that know more by now, with all their answers."""
        for name, said in self._said.items():
            kept = dict(self._kept(name))
            told = {key: value for key, value in said.items() if key not in PASSING and value != GUESS}
            if {**kept, **told} != kept:
                yield name, {**kept, **told}

    def _name(self, form: str) -> str:
        return self._wish.profile or form

    def _kept(self, name: str) -> Mapping[str, str]:
        held = self._held.get(name)
        return _texts(held.handle, held.record.answers) if held else {}

    def _ours(self, name: str) -> list[str]:
        text = self._said.get(name, {}).get(OURS) or self._kept(name).get(OURS, "")
        return [each for each in text.split("\n") if each]


def _texts(handle: str, answers: str) -> dict[str, str]:
    """Return answers from the text they are kept as; raises StoreError where that is damaged."""
    import json

    try:
        found = json.loads(answers)
    except ValueError:
        found = None
    if not isinstance(found, dict) or not all(isinstance(each, str) for each in found.values()):
        hint = "`clienthealth doctor` tells more; a backup has it as it was"
        raise StoreError(f"profile {handle} on record is damaged: its answers are no JSON object of texts", hint)
    return found


def _short(value: str) -> str:
    line = " ".join(value.split())
    return line if len(line) <= 40 else f"{line[:39]}…"  # noqa: PLR2004 - room for a few on a line
