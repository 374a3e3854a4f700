"""Golden files: what the program prints, kept whole; `pytest --golden-update` writes them anew."""

from pathlib import Path

import pytest

FOLDER = Path(__file__).with_name("golden")


class Golden:
    """Compares a text with a file in tests/golden."""

    def __init__(self, *, update: bool):
        self.update = update

    def matches(self, name: str, text: str) -> None:
        file = FOLDER / name
        if self.update:
            file.write_text(text, encoding="utf-8")
        kept = file.read_text(encoding="utf-8") if file.exists() else ""
        how = (
            f"tests/golden/{name} says otherwise; if the new text is right: pytest --golden-update, then read the diff"
        )
        if text != kept:
            pytest.fail(f"{how}\n\n--- now ---\n{text}\n--- kept ---\n{kept}")
