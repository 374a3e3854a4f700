"""How values stand in text: what typed text may do to a terminal (nothing), and plain tables."""

from collections.abc import Sequence
from decimal import Decimal
from unicodedata import east_asian_width

BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def visible(text: str, *, keep_lines: bool = False) -> str:
    """Make control, C1 and bidirectional characters visible, so that no text acts on a terminal."""
    return "".join(
        each if each.isprintable() and each not in BIDI else _shown(each, keep_lines=keep_lines) for each in text
    )


def _shown(character: str, *, keep_lines: bool) -> str:
    if character.isprintable() and character not in BIDI:
        return character
    code = ord(character)
    if character in "\n\t":
        return character if keep_lines else " "
    if character in "\u00a0\u202f\u00ad\u2009":
        return character
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"  # noqa: PLR2004 - the width of an escape


def money(amount: Decimal) -> str:
    """Return an amount with two decimals where it is not whole: 800.50, and 800."""
    places = -int(amount.as_tuple().exponent)
    return f"{amount:.2f}" if places == 1 else str(amount)


def clipped(text: str, width: int) -> str:
    """Return one line of at most `width` columns, with an ellipsis where something was left out."""
    line = " ".join(visible(text[: width * 4]).split())
    if columns(line) <= width and len(text) <= width * 4:
        return line
    while columns(line) > width - 1:
        line = line[:-1]
    return line.rstrip() + "…"


BELOW = 5
"""Columns by which a last cell is set in that has no room beside the others."""


def fitted(text: str, wide: int) -> str:
    """Return a table of at most `wide` columns: cells without room stand below their row, and no word is broken."""
    return "\n".join(part for line in text.splitlines() for part in _fitted(line, wide))


def _fitted(line: str, wide: int) -> list[str]:
    if columns(line) <= wide:
        return [line]
    row, _, last = line.rpartition("  ")
    made = [row.rstrip()] if columns(row.rstrip()) <= wide else [""]
    for cell in [last] if made[0] else [each.strip() for each in line.split("  ") if each.strip()]:
        beside = f"{made[-1]}  {cell}" if made[-1] else cell
        if columns(beside) <= wide:
            made[-1] = beside
        else:
            made.append(" " * BELOW + cell)
    return [_cut(each, wide) for each in made if each]


def _cut(line: str, wide: int) -> str:
    if columns(line) <= wide:
        return line
    while columns(line) > wide - 1:
        line = line[:-1]
    return line.rstrip() + "…"


def columns(text: str) -> int:
    """Return how many columns a text takes on a terminal."""
    return sum(2 if east_asian_width(each) in "WF" else 1 for each in text)


def table(rows: Sequence[Sequence[str]], *, header: Sequence[str] = ()) -> str:
    """Return rows as aligned plain text, two spaces between the columns."""
    shown = [list(header), *rows] if header else list(rows)
    if not shown:
        return ""
    widths = [max(columns(row[place]) for row in shown) for place in range(len(shown[0]))]
    return "\n".join(
        "  ".join(cell + " " * (width - columns(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in shown
    )


PLAINER = str.maketrans(
    {
        **dict.fromkeys("“”„«»", '"'),
        **dict.fromkeys("‘’", "'"),
        **dict.fromkeys("–—─┈└┴", "-"),
        **dict.fromkeys("│┊", "|"),
        **dict.fromkeys("·∙", "."),
        **dict(zip("▁▂▃▄▅▆▇█", "12345678", strict=True)),
        "●": "o",
        "…": "...",
        "→": ">",
        "✓": "+",
        "✗": "x",
        "−": "-",
        "×": "x",
        "÷": "/",
        "\u00a0": " ",
        "\u202f": " ",
    }
)
"""What stands in for our own signs and drawings where a terminal has only ASCII, or only the letters of one region."""


def carried(text: str, encoding: str) -> str:
    """Return text as an encoding can carry it: our signs by plainer ones, what people wrote by its escapes."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_carried(each, encoding) for each in text)
    return text


def _carried(character: str, encoding: str) -> str:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        plainer = character.translate(PLAINER)
        return plainer.encode(encoding, "backslashreplace").decode(encoding)
    return character
