"""How much of a corpus the patterns find, by language and category, and how often they find it where nothing is.

A corpus is a folder of `XX.toml` with [[bad]] (category, text) and [[good]] (about, text). `any` is a text in which
anything but an info was found, `own` one in which the category it stands for was; `block` and `warn` of good texts
are false alarms. `--half even|odd` takes every other text of each category, from the first or the second.

`python benchmarks/wording.py [--corpus FOLDER] [--lang XX] [--half even|odd] [--show]`
"""

import argparse
import tomllib
from collections import Counter, defaultdict
from pathlib import Path

from clienthealth.core.wording.lexicon import Severity
from clienthealth.core.wording.look import look
from clienthealth.render.lexicons import lexicon

CORPUS = Path(__file__).parent.parent / "tests" / "wording" / "corpus"
DIRECT = ("insult", "threat")


def main() -> None:
    """Read the arguments, count, and print a table a language."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--lang")
    parser.add_argument("--half", choices=("even", "odd"))
    parser.add_argument("--show", action="store_true", help="print what was missed, and what was found in good texts")
    wish = parser.parse_args()
    for file in sorted(wish.corpus.glob("*.toml")):
        if wish.lang in (None, file.stem):
            _count(file, wish.half, show=wish.show)


def _count(file: Path, half: str | None, *, show: bool) -> None:
    corpus, book = tomllib.loads(file.read_text(encoding="utf-8")), lexicon(file.stem)
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for text, category in _halved([(each["text"], each["category"]) for each in corpus["bad"]], half):
        findings = [each for each in look(text, book).findings if each.severity is not Severity.INFO]
        found[category].update(n=1, any=bool(findings), own=category in {each.category for each in findings})
        if show and not findings:
            print(f"missed  {category:20}{text}")
    for text, _ in _halved([(each["text"], "good") for each in corpus["good"]], half):
        findings = [each for each in look(text, book).findings if each.severity is not Severity.INFO]
        found["good"].update(n=1, any=bool(findings), own=any(each.severity is Severity.BLOCK for each in findings))
        if show:
            for each in findings:
                print(f"alarm   {each.id:20}{text[each.start : each.end]!r} in {text}")
    print(f"\n{file.stem:22}{'texts':>6}{'any':>6}{'own':>6}")
    for category, counts in found.items():
        if category != "good":
            _row(category, counts)
    _row("insult + threat", sum((found[each] for each in DIRECT), Counter()))
    _row("all bad", sum((counts for category, counts in found.items() if category != "good"), Counter()))
    print(
        f"{'good, alarm / block':22}{found['good']['n']:6}{_share(found['good'], 'any')}{_share(found['good'], 'own')}"
    )


def _halved(texts: list[tuple[str, str]], half: str | None) -> list[tuple[str, str]]:
    """Return every other text of each category."""
    seen: Counter[str] = Counter()
    kept = []
    for text, category in texts:
        if half is None or seen[category] % 2 == (half == "odd"):
            kept.append((text, category))
        seen[category] += 1
    return kept


def _row(name: str, counts: Counter[str]) -> None:
    print(f"{name:22}{counts['n']:6}{_share(counts, 'any')}{_share(counts, 'own')}")


def _share(counts: Counter[str], name: str) -> str:
    return f"{100 * counts[name] / counts['n']:5.0f}%" if counts["n"] else f"{'':6}"


if __name__ == "__main__":
    main()
