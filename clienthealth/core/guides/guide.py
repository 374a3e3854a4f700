"""A guide as people read it, be it one of ours or one of their own: a situation and what to do in it."""

from typing import NamedTuple

CLIENT = "CLIENT"
"""What stands in a command for the client that is meant."""


class Note(NamedTuple):
    """What a line says, and the command that goes with it, if any."""

    text: str
    command: str = ""


class Guide(NamedTuple):
    """What is read under one topic; texts of users are data, and stand here as they wrote them."""

    topic: str
    title: str
    when: str
    steps: tuple[str, ...]
    instead: tuple[Note, ...] = ()
    """When another one fits, and that one."""
    examples: tuple[str, ...] = ()
    write: tuple[Note, ...] = ()
    """What to write down afterwards."""
    letters: tuple[Note, ...] = ()
    due: tuple[str, ...] = ()
    short: str = ""
    """When it applies, in a line for the list; without one `when` stands there."""
    file: str = ""
    """The user's file that it comes from; ours have none."""
    replaces: bool = False
    """Whether it stands in place of one of ours."""

    @property
    def own(self) -> bool:
        """Whether it is the user's."""
        return bool(self.file)
