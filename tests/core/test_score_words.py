"""Whatever the score says has a sentence in every language that is written, and the sentence is complete."""

import ast
import re
from itertools import chain
from pathlib import Path

import pytest
from build import DAY, judged
from hypothesis import given
from journals import journals
from test_score_laws import judged as judged_lines

from clienthealth.core.beside import replacing
from clienthealth.core.kinds import Confidence, Recommendation, Verdict
from clienthealth.core.score.gates import GATES
from clienthealth.core.score.steps import PLANS
from clienthealth.render import phrases
from clienthealth.render.phrases import book, phrase, said

CORE = Path(__file__).parents[2] / "clienthealth" / "core" / "score"
LANGUAGES = sorted(each.parent.name for each in phrases.LANGUAGES.glob("*/score.toml"))
SPOKEN = {
    "healthy": "going well",
    "client-with-a-problem": "has a problem: our move",
    "problem-client": "the record points at their conduct",
    "both": "their conduct, and our debts: our side first",
    "watch": "a pattern to watch",
    "not-enough-evidence": "too little to say",
}


def sayings(assessment):
    yield assessment.because
    yield from (each.because for each in chain(assessment.evidence, assessment.not_counted, assessment.gates))
    yield from (each.opens for each in assessment.gates if each.opens)


def leaves(table, place=""):
    """Every phrase of a book by its dotted key."""
    for name, held in table.items():
        if isinstance(held, dict) and set(held) != {"one", "other"}:
            yield from leaves(held, f"{place}{name}.")
        else:
            yield place + name, held


def placeholders(phrase):
    texts = phrase.values() if isinstance(phrase, dict) else [phrase]
    return {word.strip(".,;:?%()") for text in texts for word in text.split() if word.startswith("$")}


@pytest.mark.parametrize("language", LANGUAGES)
@given(journals())
def test_every_saying_has_its_sentence(language, lines):
    found = judged_lines(lines)

    spoken = [said(saying, "score", language) for each in found.assessments for saying in sayings(each)]
    spoken += [said(found.mirror.because, "score", language)] if found.mirror.because else []

    assert all(spoken)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_the_contract_are_all_there(language):
    words = book("score", language)

    assert set(words["verdict"]) == set(map(str, Verdict))
    assert set(words["recommendation"]) == set(map(str, Recommendation))
    assert set(words["confidence"]) == set(map(str, Confidence))
    assert set(words["gate"]) == set(GATES)
    assert set(PLANS) == set(Recommendation)


def test_the_verdicts_are_said_in_the_words_of_the_contract():
    assert {str(each): phrase(f"verdict.{each}", "score") for each in Verdict} == SPOKEN


@pytest.mark.parametrize("subject", ["score", "economy", "calibrate", "ritual", "calendar", "mail", "drawing"])
def test_both_languages_say_the_same_things(subject):
    english, german = (dict(leaves(book(subject, language))) for language in ("en", "de"))
    alike = {key for key in english if english[key] == german.get(key)}

    assert set(english) == set(german)
    assert {key for key in alike if re.search("[a-z]", re.sub(r"\$[a-z]+", "", str(english[key])))} == set()
    mismatched = {key for key in english if placeholders(english[key]) - {"$n"} != placeholders(german[key]) - {"$n"}}
    assert mismatched == set()


def literal_actions():
    """The actions that the plans of next steps name."""
    tree = ast.parse((CORE / "steps.py").read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "step":
            yield node.args[0].value


def test_every_next_step_has_its_words():
    assert {*literal_actions(), replacing("acme", 0.3, DAY).action} == set(book("score", "en")["action"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_calls_a_person_names(language):
    text = " ".join(str(held) for _, held in leaves(book("score", language))).lower()

    assert not any(
        word in text for word in ("difficult", "toxic", "schwierig", "vanskelig", "problemkunde", "problem client")
    )


def test_an_empty_history_is_spoken_of_too():
    from build import build

    assert all(said(saying, "score") for saying in sayings(judged(build("client", 5))))
