"""What can go wrong that a user can act on.

    UserError                 2  a message, a hint (the way out), an exit code
    ├── UsageError            2  what was typed cannot be understood or cannot be
    │   ├── InvalidField      2  a field of a record holds what can never be true
    │   └── BadDate           2  a date or time that cannot be read, or can be read in two ways
    ├── NotFound              3  a client or record that is not there, or is one of several
    ├── Refused               4  a gate, an overwrite, a stale edit
    ├── BadData               5  a file that holds what it must not hold
    └── StoreError            6  the database: busy, full, read-only, damaged, newer

Whoever raises passes the facts; `cli.main` is the one place that prints them.
"""

from enum import IntEnum


class ExitCode(IntEnum):
    """What a process says to the shell when it ends."""

    DONE = 0
    BUG = 1
    USAGE = 2
    NOT_FOUND = 3
    REFUSED = 4
    BAD_DATA = 5
    STORE = 6
    ATTENTION = 10
    INTERRUPTED = 130


class UserError(Exception):
    """A failure the user can mend: one line that says what, one that says how."""

    exit_code = ExitCode.USAGE

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(UserError):
    """What was typed cannot be understood."""


class InvalidField(UsageError):
    """A field of a record holds what can never be true."""

    def __init__(self, field: str, reason: str, hint: str = "") -> None:
        super().__init__(f"{field}: {reason}", hint)
        self.field = field
        self.reason = reason


class BadDate(UsageError):
    """A date or time that cannot be read, or can be read in two ways."""


class NotFound(UserError):
    """A client or record that is not there, or is one of several."""

    exit_code = ExitCode.NOT_FOUND


class Refused(UserError):
    """A gate, an overwrite, a stale edit: possible, but not now or not so."""

    exit_code = ExitCode.REFUSED


class BadData(UserError):
    """A file that holds what it must not hold."""

    exit_code = ExitCode.BAD_DATA


class StoreError(UserError):
    """The database is busy, full, read-only, damaged or newer than this program."""

    exit_code = ExitCode.STORE
