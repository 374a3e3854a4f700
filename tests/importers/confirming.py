"""Reading a file as a user does who confirms what the reader understood."""

from pathlib import Path

from reading import read

from clienthealth.importers.items import Item, Question


def confirmed(form: str, path: Path, **given: str) -> list[Item]:
    """Take the offered columns, then read with these and other answers."""
    question = read(form, path)[0]
    assert isinstance(question, Question)
    return read(form, path, columns=question.guess, **given)
