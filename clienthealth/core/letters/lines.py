"""The entries of lists that more than one kind of letter has."""

from datetime import date

from clienthealth.core.goodbye.owed import OpenPromise
from clienthealth.core.letters.letter import Line, Missing, fill, known


def promise_line(promise: OpenPromise, today: date) -> Line:
    """Return a promise with its date; one whose day has passed is shown as agreed for that day."""
    text = known(promise.text, "promise")
    if promise.due is None:
        return Line("promise_undated", fill(text=text, due=Missing("due")), promise.id)
    if promise.due < today:
        return Line("promise_past", fill(text=text, for_d=promise.due), promise.id)
    return Line("promise", fill(text=text, by_due=promise.due), promise.id)


def coming_line(promise: OpenPromise, today: date) -> Line:
    """Return a promise as what comes next; a day that has passed is no day to announce, so that is a gap."""
    if promise.due is None or promise.due < today:
        return Line("promise_undated", fill(text=known(promise.text, "promise"), due=Missing("due")), promise.id)
    return promise_line(promise, today)
