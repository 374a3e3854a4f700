"""The simulator is test material that lives beside this project; it is loaded, never copied."""

import sys
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

BESIDE = Path(__file__).parents[3] / "shared" / "lab"
PARTS = ("simulate", "evaluate", "closed_loop")


def simulator(folder: Path) -> SimpleNamespace:
    """Load the simulator, its measures and its closed loop from a folder."""
    missing = [f"{part}.py" for part in PARTS if not (folder / f"{part}.py").is_file()]
    if missing:
        raise SystemExit(f"no simulator in {folder} ({', '.join(missing)} missing); name its folder with --lab")
    try:
        import_module("numpy")
    except ImportError:
        raise SystemExit("the simulator needs numpy: .venv/bin/pip install numpy") from None
    sys.path.insert(0, str(folder))
    return SimpleNamespace(**{part: import_module(part) for part in PARTS})
