"""What the README shows is what the program prints: used by cog, so that it cannot go stale."""

import io
import os
import shlex
import tempfile
from contextlib import chdir, redirect_stderr, redirect_stdout
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
            _demo(Path(folder))
        print("```console")
        for command in commands:
            print(f"$ {command}")
            print(_run(main, shlex.split(command)[1:]).replace(folder, "~").rstrip())
        print("```")


def _demo(folder: Path) -> None:
    """Make the demo's record, and take up its configuration."""
    from clienthealth.cli import main

    _run(main, ["--quiet", "demo", str(folder / "demo")])
    os.environ["CLIENTHEALTH_DB"] = str(folder / "demo" / "clients.db")
    (folder / "config" / "clienthealth").mkdir(parents=True)
    (folder / "demo" / "config.toml").rename(folder / "config" / "clienthealth" / "config.toml")


START = Path(__file__).parents[1] / "tests" / "data" / "import" / "start"
"""A small invented mailbox, address book and list of invoices."""


class Fresh:
    """Commands on an empty record beside a few files; they build on each other."""

    def __init__(self) -> None:
        self._kept = tempfile.TemporaryDirectory()
        self._folder = Path(self._kept.name)
        settle(self._folder)
        for path in START.iterdir():
            (self._folder / path.name).write_bytes(path.read_bytes())

    def go(self, *commands: str) -> None:
        """Print commands and what they answer."""
        from clienthealth.cli import main

        print("```console")
        with chdir(self._folder):
            for command in commands:
                print(f"$ {command}")
                print(_run(main, shlex.split(command)[1:]).rstrip())
        print("```")


def page(golden: str, number: int, command: str = "clienthealth review --interactive") -> None:
    """Print one page of a golden file whose pages stand apart by a ruled line: a screen that asks for keys."""
    kept = Path(__file__).parents[1] / "tests" / "golden" / golden
    print("```console")
    print(f"$ {command}")
    print(kept.read_text(encoding="utf-8").split(f"\n{'-' * 80}\n")[number - 1].rstrip())
    print("```")


def _run(main: object, arguments: list[str]) -> str:
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        main(arguments)  # type: ignore[operator]
    return said.getvalue()


class Story:
    """Commands on the demo's record that build on each other, over days; they share one record."""

    def __init__(self, *settings: str) -> None:
        self._kept = tempfile.TemporaryDirectory()
        self._folder = Path(self._kept.name)
        settle(self._folder)
        _demo(self._folder)
        with (self._folder / "config" / "clienthealth" / "config.toml").open("a", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in settings)

    def go(self, moment: str, *commands: str, only: str = "") -> None:
        """Print commands typed at a moment and what they answer; `only` is the one section that is shown of it."""
        from clienthealth.cli import main

        os.environ["CLIENTHEALTH_TODAY"] = moment
        print("```console")
        with chdir(self._folder):
            for command in commands:
                print(f"$ {command}")
                said = _run(main, shlex.split(command)[1:]).replace(str(self._folder), "~").rstrip()
                print(_section(said, only) if only else said)
        print("```")


def _section(said: str, title: str) -> str:
    """Return one section of a sheet, with a mark for what is left out around it."""
    found = next(part for part in said.split("\n\n") if part.startswith(title))
    return f"…\n\n{found}\n\n…"
