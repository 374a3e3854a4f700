"""Words of the user's own that an import is to point out: the file `words.txt` beside the configuration.

One word or phrase a line; a line that begins with # is a remark. Without the file nothing is pointed out.
"""

from pathlib import Path

from clienthealth.config.own_files import text_of
from clienthealth.errors import BadData

NAME = "words.txt"

MOST = 200
"""Words: of more nobody would look at what they find."""

LONGEST = 60
"""Characters of one of them."""


def own_words(folder: Path | None) -> tuple[str, ...]:
    """Return the words of the list, each once, in its order; raises BadData for a file that cannot be read."""
    path = folder / NAME if folder is not None else None
    if path is None or not path.exists():
        return ()
    found: dict[str, None] = {}
    for number, line in enumerate(text_of(path).splitlines(), start=1):
        word = " ".join(line.split())
        if not word or word.startswith("#"):
            continue
        if len(word) > LONGEST or not any(each.isalnum() for each in word):
            raise BadData(f"{path}:{number}: is no word to look for", f"one a line, of {LONGEST} characters at most")
        found[word] = None
    if len(found) > MOST:
        raise BadData(f"{path}: holds {len(found)} words", f"keep {MOST} at most, those that matter")
    return tuple(found)
