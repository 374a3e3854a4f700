"""What a reader yields: drafts of records, and what it could not, would not or may not make one of.

A reader knows its format and nothing else: no client of ours, no database, no clock. It says what the file
says, and names the people in it as the file names them; whose record it becomes is found out by the frame.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple


class Who(NamedTuple):
    """One person or firm as a file names it: a mail address (lower case), a name, a telephone number.

    Several of these may be given; they are ways to find the same one, never several people.
    """

    address: str = ""
    name: str = ""
    phone: str = ""


class Draft(NamedTuple):
    """One thing a file says that may become a record of each client it was with.

    `type` is `client`, `interaction`, `time`, `invoice` or `payment` (in the generic table also what its user
    mapped by hand); `said` holds the journal fields of that type as plain values, without `client`, `id` and
    `source`, and only what the file states. A time without a zone is read in the profile's zone.

    `key` is what the source knows the thing by, the same in every export of it; it is kept as a digest only.
    `body` is a digest of the content where a second thing under the same key may be another one: where both
    differ it is a conflict, and the first stays. `rank` is a sortable text where the source has versions: the
    higher one wins.

    `parties` are those it was with, we ourselves not among them. `thread` is what the source knows the
    conversation by; `parents` are the keys of what this answers, the nearest first; `topic_line` is the subject
    as far as it tells conversations apart, where neither is known.

    `inherits` tells whether it belongs to the client of what it answers, where nobody it names is known: a colleague
    does who joins a talk with us, and not whoever writes to a list.

    `covered`, of an invoice, is what the source says was paid of it on days that it does not state: it is taken
    only where payments of the same run, or on record, come to as much. Else it would look unpaid, and is reported.
    """

    spot: str
    type: str
    said: Mapping[str, Any]
    key: str
    parties: tuple[Who, ...]
    body: str = ""
    rank: str = ""
    thread: str = ""
    parents: tuple[str, ...] = ()
    topic_line: str = ""
    covered: str = ""
    inherits: bool = True


class Problem(NamedTuple):
    """An item that cannot be taken: where it stands, which field, what is wrong, and the way out."""

    spot: str
    field: str
    what: str
    hint: str = ""


class Skipped(NamedTuple):
    """An item that is left out on purpose; `reason` is one of `REASONS`, and is counted."""

    spot: str
    reason: str
    what: str = ""


class Hint(NamedTuple):
    """What a file gives reason to ask, never a fact: it goes to the inbox, and nowhere else.

    `reason` names the phrase (catalogue `inbox`), `values` fill it; `key` is what it is known by for ever, so that
    one that was dismissed never returns. `would` is the journal record it may become if the user says so (plain
    values with `type`, without client and id), or None where there is nothing to log.
    """

    spot: str
    reason: str
    key: str
    at: str
    parties: tuple[Who, ...]
    values: Mapping[str, str] = {}
    would: Mapping[str, Any] | None = None


class Question(NamedTuple):
    """What a reader must know before it can go on with a file; it ends there, and is read again with the answer.

    `name` is what `--answer NAME=VALUE` and the profile call it; `choices` are all that it may be, where that is
    known; `shown` are a few lines of the file which make it possible to answer. `guess` is an answer that the file
    suggests; it is offered to be confirmed, and never taken unseen.
    """

    name: str
    text: str
    choices: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    guess: str = ""


class Note(NamedTuple):
    """What a person should see about an item that was taken all the same; it comes on top and stops nothing."""

    spot: str
    what: str


class Settled(NamedTuple):
    """What was said about this very file, to be kept under a name of its own: it is not asked again about the same."""

    spot: str
    name: str
    value: str


Item = Draft | Problem | Skipped | Hint | Question | Note | Settled

REASONS = frozenset(
    {
        "automatic",  # an answer or a report that a machine wrote
        "bounce",
        "newsletter",  # a list or bulk mail
        "no-reply",
        "own",  # only we ourselves took part
        "folder",  # spam, trash, drafts, chats
        "duplicate",  # said twice in the same file
        "private",
        "declined",
        "old",  # before the day from which the source is read
        "to-decide",  # the user is asked in the inbox: the file does not say at what time, or with whom
        "not-held",  # planned, open or running: it has not happened yet
        "not-contact",  # an internal note, a task, a system line, a break
        "draft",  # a document that was never sent, or is void, or a quote
        "failed",  # a payment that moved no money
        "deleted",
        "bot",
        "no-party",  # nobody is named
        "outgoing",  # money that went out
        "empty",
    }
)
"""Why an item may be left out on purpose."""
