"""The patterns of each language, as the core takes them."""

from functools import cache

from clienthealth.core.wording.lexicon import Lexicon
from clienthealth.render.phrases import LANGUAGES


@cache
def lexicon(language: str, subject: str = "wording") -> Lexicon:
    """Load what letters are read against in a language, or with `honest` what is logged."""
    import tomllib

    file = LANGUAGES / language / f"{subject}.toml"
    return Lexicon(tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {})
