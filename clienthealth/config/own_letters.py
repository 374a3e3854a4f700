"""Letters in the user's own words: files in the folder `letters` beside the configuration, and nowhere else.

`blocks.LANG.toml` holds single blocks by their id, `KIND.LANG.txt` the template of a body.
"""

from pathlib import Path

from clienthealth.config.source import Source
from clienthealth.core.letters.own import Own
from clienthealth.errors import BadData

FOLDER = "letters"
LARGEST = 65_536
"""Bytes of a file; a letter is a page."""


def own_letter(folder: Path | None, kind: str, language: str) -> Own:
    """Return what the user keeps for a kind of letter in a language; raises BadData for a file that cannot be read."""
    if folder is None or not folder.is_dir():
        return Own()
    blocks, template = folder / f"blocks.{language}.toml", folder / f"{kind}.{language}.txt"
    return Own(
        blocks=_blocks(blocks),
        file=str(blocks),
        template=_text(template) if template.exists() else "",
        template_file=str(template),
    )


def _blocks(path: Path) -> tuple[tuple[str, str], ...]:
    if not path.exists():
        return ()
    table = Source(path, _text(path)).tables()
    wrong = next((name for name, text in table.items() if not isinstance(text, str) or not text.strip()), None)
    if wrong is not None:
        raise BadData(f"{path}: {wrong} is no text", 'one line a block: thanks = "Thank you for the good years."')
    return tuple((name, " ".join(text.split())) for name, text in table.items())


def _text(path: Path) -> str:
    """Return the text of a file; what is no regular file is never opened, for a pipe would wait for ever."""
    try:
        if not path.is_file():
            raise BadData(f"{path}: is no file", "take it out of the folder")
        with path.open("rb") as file:
            held = file.read(LARGEST + 1)
    except OSError as error:
        raise BadData(f"{path}: cannot be read: {error.strerror}", "see who may read it") from error
    if len(held) > LARGEST:
        raise BadData(f"{path}: is larger than {LARGEST} bytes", "a letter is a page")
    try:
        return held.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = held.count(b"\n", 0, error.start) + 1
        raise BadData(f"{path}:{line}: is not UTF-8", "save the file as UTF-8") from None
