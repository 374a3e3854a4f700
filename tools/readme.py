"""What the README shows is what the program prints: used by cog, so that it cannot go stale."""

import io
import os
import shlex
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

DAY = "2026-11-20"


def settle(folder: Path) -> None:
    """Let nothing of this machine into what is shown."""
    fixed = {
        "HOME": str(folder),
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "CLIENTHEALTH_USER": "robin",
        "CLIENTHEALTH_TODAY": DAY,
        "NO_COLOR": "1",
        "COLUMNS": "80",
        "LANG": "C.UTF-8",
        "TZ": "Europe/Berlin",
    }
    for name in ("CLIENTHEALTH_DB", "LC_ALL", "LC_MESSAGES"):
        os.environ.pop(name, None)
    os.environ.update(fixed)


def session(*commands: str, on: str = "") -> None:
    """Print commands and what they answer, as a terminal would show them; `on="demo"` is the demo's record."""
    from clienthealth.cli import main

    with tempfile.TemporaryDirectory() as folder:
        settle(Path(folder))
        if on == "demo":
            _run(main, ["--quiet", "demo", str(Path(folder, "demo"))])
            os.environ["CLIENTHEALTH_DB"] = str(Path(folder, "demo", "clients.db"))
            Path(folder, "config", "clienthealth").mkdir(parents=True)
            Path(folder, "demo", "config.toml").rename(Path(folder, "config", "clienthealth", "config.toml"))
        print("```console")
        for command in commands:
            print(f"$ {command}")
            print(_run(main, shlex.split(command)[1:]).replace(folder, "~").rstrip())
        print("```")


def page(golden: str, number: int, line: str = "clienthealth review --interactive") -> None:
    """Print one page of a golden file whose pages stand apart by a ruled line: a screen that asks for keys."""
    kept = Path(__file__).parents[1] / "tests" / "golden" / golden
    print("```console")
    print(f"$ {line}")
    print(kept.read_text(encoding="utf-8").split(f"\n{'-' * 80}\n")[number - 1].rstrip())
    print("```")


def _run(main: object, arguments: list[str]) -> str:
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        main(arguments)  # type: ignore[operator]
    return said.getvalue()
