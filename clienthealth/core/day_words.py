"""The words people use for days, in the five languages of the product, folded as `matching.fold` does."""

from clienthealth.core.matching import fold

# Words before a time of day that add nothing.
FILLERS = frozenset({"at", "um", "kl"})

_NOW = "now, jetzt, nu, na, τωρα"

# By days from today. Folding makes å an a, but "i gaar" is typed as well.
_SHIFTS = {
    -2: "vorgestern, forgars, i forgars, forgaars, i forgaars, προχθεσ, προχτεσ",
    -1: "yesterday, gestern, i gar, igar, i gaar, igaar, χθεσ, χτεσ, εχθεσ, εχτεσ",
    0: "today, heute, i dag, idag, σημερα",
    1: "tomorrow, morgen, i morgen, imorgen, αυριο",
    2: "ubermorgen, uebermorgen, overmorgen, i overmorgen, μεθαυριο",
}

# English, German, Danish and Norwegian, Greek; a short form that several share stands once.
_WEEKDAYS = {
    0: "monday, mon, mo, montag, mandag, man, ma, δευτερα, δευ, δε",
    1: "tuesday, tues, tue, tu, dienstag, di, tirsdag, tirs, tir, ti, τριτη, τρι, τρ",
    2: "wednesday, weds, wed, we, mittwoch, mi, onsdag, ons, on, τεταρτη, τετ, τε",
    3: "thursday, thurs, thur, thu, th, donnerstag, do, torsdag, tors, tor, to, πεμπτη, πεμ, πε",
    4: "friday, fri, fr, freitag, fredag, fre, παρασκευη, παρ, πα",
    5: "saturday, sat, sa, samstag, sonnabend, lordag, loerdag, lor, loer, lo, σαββατο, σαβ, σα",
    6: "sunday, sun, su, sonntag, so, sondag, soendag, son, soen, κυριακη, κυρ, κυ",
}


def is_now(word: str) -> bool:
    """Whether the word means this very moment."""
    return _lookup(word, {0: _NOW}) == 0


def shift_of(words: str) -> int | None:
    """Return how many days from today the words name, if they name any."""
    return _lookup(words, _SHIFTS)


def weekday_of(word: str) -> int | None:
    """Return the weekday the word names, Monday being 0, if it names any."""
    return _lookup(word, _WEEKDAYS)


def _lookup(words: str, table: dict[int, str]) -> int | None:
    # Split on each call: a lookup or two a command cost less than tables built at every start.
    folded = fold(words.rstrip("."))
    for number, names in table.items():
        if folded in names.split(", "):
            return number
    return None
