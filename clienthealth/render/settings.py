"""The settings in force with their origins, and the numbers of the model with their ranges and reasons."""

from collections.abc import Mapping, Sequence
from json import dumps
from pathlib import Path
from typing import Any

from clienthealth.render.words import table, visible

Key = tuple[str, str, str]

BASIS = "basis: P published, K common knowledge of the field, S measured in simulation, J judgement"


def keys(found: Sequence[Key]) -> str:
    """Return a line a key: its name, its value, where that comes from."""
    return table([[visible(each) for each in row] for row in found], header=("key", "value", "from"))


def keys_as_json(found: Sequence[Key]) -> str:
    """Return a JSON object a key."""
    return "\n".join(dumps({"key": key, "value": value, "from": origin}) for key, value, origin in found)


def path_as_json(path: Path) -> str:
    """Return where the configuration stands, and whether it is there."""
    return dumps({"path": str(path), "exists": path.is_file()})


def policy(model: str, numbers: Sequence[Any], usual: Mapping[str, float]) -> str:
    """Return the numbers of the model; one that was set is shown with its default."""
    rows = [
        [each.name, _value(each, usual), f"{each.low:g} to {each.high:g}", visible(each.reason)] for each in numbers
    ]
    listed = table(rows, header=("number", "value", "may be", "basis"))
    return f"model {model}\n\n{listed}\n\n{BASIS}" if rows else ""


def policy_as_json(model: str, numbers: Sequence[Any], usual: Mapping[str, float]) -> str:
    """Return a JSON object a number."""
    return "\n".join(
        dumps(
            {
                "model": model,
                "name": each.name,
                "value": each.value,
                "default": usual[each.name],
                "low": each.low,
                "high": each.high,
                "reason": each.reason,
            },
            ensure_ascii=False,
        )
        for each in numbers
    )


def _value(number: Any, usual: Mapping[str, float]) -> str:
    was = usual[number.name]
    return f"{number.value:g}" if number.value == was else f"{number.value:g} (default {was:g})"
