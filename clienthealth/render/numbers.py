"""Numbers as people write them in their language."""

from clienthealth.render.phrases import phrase


def written(value: float, places: int, language: str) -> str:
    """Return a number with the decimal point of the language and a real minus; a whole one without decimals."""
    whole, _, rest = f"{round(value, places) or 0:.{places}f}".partition(".")  # never minus zero
    point = phrase("days.point", "review", language)
    return (f"{whole}{point}{rest}" if rest.strip("0") else whole).replace("-", "−")
