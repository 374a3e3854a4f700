"""Make the fonts of the PDF letters: DejaVu Sans Condensed, cut down to the letters of European languages.

    python tools/fonts.py /usr/share/fonts/truetype/dejavu

Needs fonttools. The files are small enough to stand in the repository, and a letter looks the same on every machine.
"""

import sys
from pathlib import Path

from fontTools import subset

HERE = Path(__file__).parents[1] / "clienthealth" / "render" / "letter_forms" / "fonts"
RANGES = (
    (0x20, 0x7E),  # ASCII
    (0xA0, 0x24F),  # Latin-1, Extended-A and B
    (0x2B0, 0x2FF),  # spacing modifiers
    (0x300, 0x36F),  # combining marks, for names that have no composed form
    (0x370, 0x3FF),  # Greek
    (0x400, 0x45F),  # Cyrillic: names of clients, not a language of ours
    (0x1E00, 0x1EFF),  # Latin Extended Additional
    (0x1F00, 0x1FFF),  # Greek Extended
    (0x2000, 0x206F),  # punctuation
    (0x20A0, 0x20BF),  # currencies
    (0x2100, 0x214F),  # letterlike: numero sign, trade mark
    (0x2190, 0x2193),  # arrows
    (0x2212, 0x2212),  # minus
)


def main(folder: Path) -> None:
    """Write both weights."""
    for name in ("DejaVuSansCondensed.ttf", "DejaVuSansCondensed-Bold.ttf"):
        options = subset.Options(hinting=False, notdef_outline=True, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14])
        options.layout_features = ["kern", "mark", "mkmk", "ccmp"]
        font = subset.load_font(folder / name, options)
        cut = subset.Subsetter(options)
        cut.populate(unicodes=[code for first, last in RANGES for code in range(first, last + 1)])
        cut.subset(font)
        subset.save_font(font, HERE / name, options)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
