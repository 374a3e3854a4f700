"""`complaint handle`: which complaint is meant, what was answered, and its one transaction; by flags and by keys."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from clienthealth.commands import recording
from clienthealth.commands.session import Session
from clienthealth.core.changes.commitments import Act, is_open
from clienthealth.core.changes.complaints import must_be_open
from clienthealth.core.handling.answers import Answers, Found, Handled, Writer, handled
from clienthealth.core.handling.walk import COMMAND
from clienthealth.core.kinds import Apology
from clienthealth.core.records.agreed import Next, Promise
from clienthealth.core.records.trouble import Complaint
from clienthealth.errors import NotFound, UsageError

if TYPE_CHECKING:
    from clienthealth.store.rows import Stored

OPTIONS = {
    "heard": "--heard",
    "summary": "--summary",
    "agreed": "--agreed",
    "feeling": "--feeling",
    "apology": "--apology",
    "wants": "--wants",
    "possible": "--possible",
    "proposal": "--proposal",
    "due": "--due",
    "owner": "--owner",
    "reason": "--no",
    "rule": "--rule",
    "instead": "--instead",
    "authority": "--authority",
    "acknowledged": "--acknowledged",
    "follow_up": "--follow-up",
    "colleagues": "--note",
}
"""The option that gives each answer."""


class Meant(NamedTuple):
    """The client, the complaint that is walked through (none where none is open), and what came with it."""

    client: str
    complaint: "Stored[Complaint] | None"
    promises: "list[Stored[Promise]]"
    reminders: "list[Stored[Next]]"

    @property
    def found(self) -> Found:
        """The records alone."""
        promises, reminders = (each.record for each in self.promises), (each.record for each in self.reminders)
        return Found(self.complaint.record if self.complaint else None, tuple(promises), tuple(reminders))


def meant(session: Session, typed: str) -> Meant:
    """Return the complaint that is meant, by its ID or by its client; raises NotFound where it is one of several."""
    from clienthealth.commands import naming

    held, store = naming.meant(session, typed), session.store
    client = held.record.client
    if held.record.TYPE == "complaint":
        must_be_open(held.record, Act(held.handle, held.record.at, session.now))
        complaint: Stored[Complaint] | None = held
    elif held.record.TYPE == "client":
        complaint = _only_open(session, client)
    else:
        raise UsageError(f"{typed} is a record of type {held.record.TYPE}", "what is meant here: a client, or c…")
    return Meant(client, complaint, store.of_client(Promise, client), store.of_client(Next, client))


def again(session: Session, before: Meant) -> Meant:
    """Return the same complaint as it is on record now, be it over by now."""
    store = session.store
    complaint = store.by_handle(before.complaint.handle) if before.complaint else None
    return Meant(
        before.client, complaint, store.of_client(Promise, before.client), store.of_client(Next, before.client)
    )


def handle(session: Session, typed: str, given: Mapping[str, Any], when: str | None, *, json: bool) -> None:
    """Take the answers that were given; with none, walk through the steps, or refuse where nobody can be asked."""
    if not given and (json or not session.may_ask):
        raise UsageError(
            "complaint handle asks on a terminal; without one it takes what is given",
            f"give {', '.join(OPTIONS.values())}",
        )
    if given:
        by_flags(session, typed, given, when, json=json)
        return
    from clienthealth.commands.walking import hold

    hold(session, typed, when)


def by_flags(session: Session, typed: str, given: Mapping[str, Any], when: str | None, *, json: bool) -> None:
    """Take the answers that were given on the command line, all in one transaction; nobody is asked."""
    if given.get("proposal") and not given.get("due"):
        raise UsageError("a proposal without a day is no promise yet", "say by when with --due")
    session.typed = {"client": typed, **{name: str(value) for name, value in given.items()}}
    answers, before = understood(session, given), meant(session, typed)
    made = write(session, before, answers, when)
    session.typed = {}
    session.tell(made, json=json)
    if before.complaint is None and not json:
        from clienthealth.commands import following

        following.say(session, made)


def given_of(typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was given of all that can be; raises UsageError for an answer of no words."""
    given = {name: value for name, value in typed.items() if value is not None and value is not False}
    if typed.get("agreed") is False:
        given["agreed"] = False
    for name, value in given.items():
        if isinstance(value, str) and not value.strip():
            raise UsageError(f"{OPTIONS[name]} has no words", "say in a few words what it is, or leave it out")
    return given


def understood(session: Session, given: Mapping[str, Any]) -> Answers:
    """Return the answers as they are understood; raises UsageError naming the one that cannot be."""
    from clienthealth.commands import choices

    answers: dict[str, Any] = dict(given)
    for name in ("due", "follow_up"):
        if name in given:
            answers[name] = recording.due(session, given[name])
    if "apology" in given:
        answers["apology"] = choices.maybe(Apology, given["apology"], "--apology")
    return Answers(**answers)


def write(session: Session, before: Meant, answers: Answers, when: str | None) -> "list[Stored[Any]]":
    """Write answers in one transaction, and return what was made or changed by them."""
    name = before.complaint.handle if before.complaint else before.client
    act = Act(name, recording.moment(session, when), session.now)
    made = handled(before.found, answers, _writer(session, before.client, act, when))
    if before.complaint is not None and made == Handled(before.complaint.record):
        raise UsageError(f"{name} says so already", f"`clienthealth show {name}` tells what is on record")
    with session.store.writing(COMMAND) as change:
        if before.complaint is None:
            held: list[Any] = [change.add(made.complaint)]
        elif made.complaint != before.complaint.record:
            held = [change.replace(before.complaint, made.complaint)]
        else:
            held = []
        if made.promise is not None:
            there = next((each for each in before.promises if each.record.id == made.promise.id), None)
            held.append(change.replace(there, made.promise) if there else change.add(made.promise))
        if made.reminder is not None:
            held.append(change.add(made.reminder))
    return held


def _only_open(session: Session, client: str) -> "Stored[Complaint] | None":
    found = [each for each in session.store.of_client(Complaint, client) if is_open(each.record, session.now)]
    if len(found) > 1:
        listed = ", ".join(each.handle for each in sorted(found, key=lambda each: each.number))
        raise NotFound(f"{client} has {len(found)} open complaints", f"say which: {listed}")
    return found[0] if found else None


def _writer(session: Session, client: str, act: Act, when: str | None) -> Writer:
    from clienthealth.render.handling_words import labels, word

    language = session.settings.language
    return Writer(
        lambda: recording.fields(session, client, when), labels(language), word("next.follow-up", language), act
    )
