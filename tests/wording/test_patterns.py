"""Every pattern is found in its own examples, and not where it must be silent; docs/wording.md tells the format."""

import re
import tomllib

import pytest

from clienthealth.commands.honest import WORD
from clienthealth.core.kinds import Language
from clienthealth.core.wording.lexicon import WORDED
from clienthealth.core.wording.look import look
from clienthealth.render.lexicons import lexicon
from clienthealth.render.phrases import LANGUAGES, beginnings

SUBJECTS = ("wording", "honest", "complete")
FILES = [(str(lang), subject) for lang in Language for subject in SUBJECTS]
PATTERNS = [
    pytest.param(language, subject, each, id=f"{language}-{subject}-{each.id}")
    for language, subject in FILES
    for each in lexicon(language, subject).patterns
]


def alone(language, subject, pattern):
    """A lexicon with one pattern, so that no other one hides what it finds."""
    book = lexicon(language, subject)
    data = tomllib.loads((LANGUAGES / language / f"{subject}.toml").read_text(encoding="utf-8"))
    data["pattern"] = [each for each in data["pattern"] if each["id"] == pattern.id]
    return type(book)(data)


def ids(text, book):
    return {each.id for each in look(text, book).findings}


@pytest.mark.parametrize(("language", "subject", "pattern"), PATTERNS)
def test_a_pattern_is_found_in_its_hits_and_not_in_its_misses(language, subject, pattern):
    book = alone(language, subject, pattern)

    assert pattern.hit
    assert pattern.miss
    assert [text for text in pattern.hit if pattern.id not in ids(text, book)] == []
    assert [text for text in pattern.miss if pattern.id in ids(text, book)] == []


@pytest.mark.parametrize(("language", "subject"), FILES)
def test_patterns_are_written_as_the_format_says(language, subject):
    book = lexicon(language, subject)
    names = [each.id for each in book.patterns]
    regexes = [part for each in book.patterns for part in (each.regex, each.unless, each.not_before) if part]
    regexes += [each for entries in book.classes.values() for each in entries]

    assert len(names) == len(set(names))
    assert all(each.id.startswith(f"{each.category}.") for each in book.patterns)
    assert [each for each in regexes if re.search(r"\.[*+]", each)] == []
    assert [each for each in regexes if re.sub(r"\\.", "", each) != re.sub(r"\\.", "", each).lower()] == []
    assert [each for each in regexes if re.search(r"(?:\{\.\.\d+\}| )$", each)] == []
    folded = "".join(book.folding.letters)
    assert not folded or [each for each in regexes if re.search(rf"\[[^\]]*[{folded}]", each)] == []
    for each in regexes:
        book.compiled(each)


@pytest.mark.parametrize("language", [lang for lang, subject in FILES if subject == "honest"])
def test_what_the_log_reads_for_begins_as_its_list_says(language):
    hits = [text for each in lexicon(language, "honest").patterns for text in each.hit]
    begin = beginnings(language)

    assert [text for text in hits if not any(word.startswith(begin) for word in WORD.findall(text.casefold()))] == []


@pytest.mark.parametrize("language", Language)
def test_a_language_has_patterns_of_every_category(language):
    assert {each.category for each in lexicon(language).patterns} >= set(WORDED)
