"""Letters in the user's own words: files in the folder `letters` beside the configuration, and nowhere else.

`blocks.LANG.toml` holds single blocks by their id, `KIND.LANG.txt` the template of a body.
"""

from pathlib import Path

from clienthealth.config.own_files import text_of
from clienthealth.config.source import Source
from clienthealth.core.letters.own import Own
from clienthealth.errors import BadData

FOLDER = "letters"


def own_letter(folder: Path | None, kind: str, language: str) -> Own:
    """Return what the user keeps for a kind of letter in a language; raises BadData for a file that cannot be read."""
    if folder is None or not folder.is_dir():
        return Own()
    blocks, template = folder / f"blocks.{language}.toml", folder / f"{kind}.{language}.txt"
    return Own(
        blocks=_blocks(blocks),
        file=str(blocks),
        template=text_of(template) if template.exists() else "",
        template_file=str(template),
    )


def _blocks(path: Path) -> tuple[tuple[str, str], ...]:
    if not path.exists():
        return ()
    table = Source(path, text_of(path)).tables()
    wrong = next((name for name, text in table.items() if not isinstance(text, str) or not text.strip()), None)
    if wrong is not None:
        raise BadData(f"{path}: {wrong} is no text", 'one line a block: thanks = "Thank you for the good years."')
    return tuple((name, " ".join(text.split())) for name, text in table.items())
