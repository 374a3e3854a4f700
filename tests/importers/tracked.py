"""Small files of tracked time for tests: those that are kept, and those a test writes."""

from pathlib import Path

TIME = Path(__file__).parents[1] / "data" / "import" / "time"


def table(tmp_path: Path, header: str, *rows: str, name: str = "table.csv") -> Path:
    """Write a table and return its path."""
    path = tmp_path / name
    path.write_text("\n".join((header, *rows, "")), encoding="utf-8")
    return path
