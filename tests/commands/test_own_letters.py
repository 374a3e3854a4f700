"""Letters in the user's own words: blocks and whole bodies from the folder beside the configuration."""

import json
import re
from pathlib import Path

import pytest

from clienthealth.core.letters.own import OPTIONAL

PAGE = Path(__file__).parents[2] / "docs" / "letters.md"


@pytest.fixture
def folder(nobody_home):
    made = nobody_home / "config" / "clienthealth" / "letters"
    made.mkdir(parents=True)
    return made


@pytest.fixture
def acme(run):
    run.ok("add 'Acme {{ 7*7 }} *GmbH*' --lang en --slug acme")
    run.ok("promise add acme Hand over the files --due 2026-12-11")
    return run


LETTER = "letter acme offboarding"


def words(text):
    return " ".join(text.split())


def test_a_block_replaces_the_sentence_of_the_catalogue(acme, folder):
    (folder / "blocks.en.toml").write_text('thanks = "It was a pleasure, $$ and all."')

    ran = acme.ok(LETTER)

    assert "It was a pleasure, $ and all." in ran.out
    assert "Thank you" not in ran.out
    assert "standard" not in ran.err


@pytest.mark.parametrize("text", ["We stop.", "We stop on $on_end and $amount.", "We stop on $on_end for 100 $."])
def test_a_block_holds_the_values_of_the_letter_or_is_refused(acme, folder, text):
    (folder / "blocks.en.toml").write_text(f'after_date = "{text}"')

    ran = acme(LETTER)

    assert ran.code == 5
    assert "blocks.en.toml: after_date" in ran.err
    assert "$on_end" in ran.err


def test_a_body_of_ones_own_stands_between_greeting_and_closing(acme, folder):
    (folder / "offboarding.en.txt").write_text(
        "{{ blocks.open_end }}\n\nFor {{ client }} I work until {{ end|date }}.\n"
        "{% for each in lists.remaining %}\n- {{ each|upper }}\n{% endfor %}\n"
    )

    text = acme.ok(LETTER).out

    assert "Acme {{ 7*7 }} *GmbH* I work until 23 December 2026." in words(text)
    assert "- HAND OVER THE FILES (BY 11 DECEMBER 2026)" in text
    assert text.index("Dear") < text.index("I work until") < text.index("Yours")
    assert (
        "For Acme {{ 7\\*7 }}".replace("{{", "\\{\\{").replace("}}", "\\}\\}") in acme.ok(f"{LETTER} --format md").out
    )


def test_what_such_a_letter_needs_and_lacks_is_shown_against_the_standard(acme, folder):
    (folder / "offboarding.en.txt").write_text("{{ blocks.open_end }}\n\n{{ blocks.after_date }}\n")

    beside = acme.ok(LETTER).err

    assert "--- standard" in beside
    assert "+++ yours" in beside
    assert re.search(r"^-.*files", beside, re.MULTILINE)


def test_a_body_that_has_all_is_shown_against_nothing(acme, folder):
    ids = [block["id"] for block in json.loads(acme.ok(f"{LETTER} --json").out)["blocks"]]
    part = "{{{{ blocks.{0} }}}}\n{{% for each in lists.{0} %}}\n- {{{{ each }}}}\n{{% endfor %}}\n\n"
    body = "".join(part.format(name) for name in ids if name not in OPTIONAL)
    (folder / "offboarding.en.txt").write_text(body)

    assert "standard" not in acme.ok(LETTER).err


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("offboarding.en.txt", "{{ 'a' * 10**9 }}", "offboarding.en.txt, line 1"),
        ("offboarding.en.txt", "{{ nothing }}", "'nothing' is undefined"),
        ("blocks.en.toml", "thanks = 3", "thanks is no text"),
        ("blocks.en.toml", "thanks = ", "blocks.en.toml"),
    ],
)
def test_what_cannot_be_used_is_named_with_its_file(acme, folder, name, content, said):
    (folder / name).write_text(content)

    ran = acme(LETTER)

    assert ran.code == 5
    assert said in ran.err
    assert ran.out == ""


def test_a_pipe_or_bytes_that_are_no_text_stop_nothing_for_ever(acme, folder):
    (folder / "offboarding.en.txt").mkdir()
    assert acme(LETTER).code == 5
    (folder / "offboarding.en.txt").rmdir()
    (folder / "offboarding.en.txt").write_bytes(b"\xff\xfe")
    assert "is not UTF-8" in acme(LETTER).err


def test_the_examples_of_the_page_work(acme, folder):
    toml, template = (re.search(rf"```{kind}\n(.*?)```", PAGE.read_text(), re.DOTALL)[1] for kind in ("toml", "jinja"))
    (folder / "blocks.en.toml").write_text(toml)
    (folder / "offboarding.en.txt").write_text(template)

    said = words(acme.ok(LETTER).out)

    assert "My last day for Acme {{ 7*7 }} *GmbH* is 23 December 2026." in said
    (folder / "offboarding.en.txt").unlink()
    assert "It was a pleasure to build this with you." in words(acme.ok(LETTER).out)
