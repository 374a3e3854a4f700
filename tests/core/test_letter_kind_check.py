"""Every way to break a letter that ends nothing is noticed, and nothing else is."""

from datetime import date

import pytest
from letter_drafts import DUE, TODAY, call, complaint, drafted, hardship, limit, promise

from clienthealth.core.frozen import replace
from clienthealth.core.kinds import BoundaryStep, EffortKind
from clienthealth.core.letters.check import ORDER, in_order, incomplete
from clienthealth.core.letters.letter import Block, Part, fill
from clienthealth.core.letters.matter import Limit
from clienthealth.core.records.trouble import Effort

OTHER = date(2026, 12, 24)
DONE = Effort(client="acme", at=date(2026, 11, 19), id="e1", kind=EffortKind.FIX, complaint="c1")
ABOUT = {"complaints": (complaint(),), "promises": (promise(), promise(2))}


def letter(kind):
    """Return a whole letter of a kind."""
    given = {
        "acknowledgement": {**ABOUT, "summary": "It is late"},
        "apology": {**ABOUT, "efforts": (DONE,), "what": "It is late", "legal_ok": True, "change": "Two look"},
        "expectations": {"agreed": (("run", ("Steps",)),)},
        "boundary": {"facts": ("On 3 May",), "expect": "Calls by day", "final": True},
        "thanks": {"what": "Clear briefs"},
        "follow-up": {"complaints": (complaint(resolved_at=date(2026, 11, 20)),)},
        "survey": {},
        "hardship": {"hardships": (hardship(),)},
    }
    return drafted(kind, **given[kind])


def found(made):
    return [each.key.removeprefix("incomplete.") for each in incomplete(made)]


def without(made, name):
    return replace(made, blocks=tuple(each for each in made.blocks if each.id != name))


def changed(made, name, **given):
    blocks = (
        replace(each, values=fill(**{**dict(each.values), **given})) if each.id == name else each
        for each in made.blocks
    )
    return replace(made, blocks=tuple(blocks))


def relined(made, name, change):
    return replace(
        made, blocks=tuple(replace(each, lines=change(each.lines)) if each.id == name else each for each in made.blocks)
    )


def with_matter(made, **given):
    return replace(made, matter=replace(made.matter, **given))


MUST = [
    (str(kind), block.id)
    for kind in ORDER
    for block in letter(str(kind)).blocks
    if not any(f"{block.id}?" in order for order in ORDER[kind])
]


@pytest.mark.parametrize(("kind", "block"), MUST)
def test_a_missing_block_is_noticed(kind, block):
    assert "order" in found(without(letter(kind), block))


@pytest.mark.parametrize("kind", [*map(str, ORDER)])
def test_a_block_said_twice_or_from_another_letter_is_noticed(kind):
    made = letter(kind)
    stranger = Block("thanks", Part.GOODBYE)

    assert found(replace(made, blocks=(*made.blocks, made.blocks[-1]))) == ["order"]
    assert found(replace(made, blocks=(*made.blocks, stranger))) == ["order"]


@pytest.mark.parametrize("kind", [*map(str, ORDER)])
def test_blocks_out_of_order_are_noticed(kind):
    made = letter(kind)

    assert found(replace(made, blocks=made.blocks[::-1])) == ["order"]


def test_an_apology_without_anything_done_or_coming_is_noticed():
    bare = without(without(letter("apology"), "apo_done"), "apo_fix")

    assert found(bare) == ["order", "promises", "done"]


@pytest.mark.parametrize(
    ("kind", "block", "given"),
    [
        ("apology", "subj_matter", {"on_d": OTHER}),
        ("apology", "apo_open", {"on_d": OTHER}),
        ("acknowledgement", "ack_open", {"ref": "c9"}),
        ("follow-up", "fup_open", {"on_d": OTHER}),
    ],
)
def test_another_complaint_is_noticed(kind, block, given):
    assert found(changed(letter(kind), block, **given)) == ["concern"]


def test_a_mistake_that_the_record_does_not_call_ours_is_noticed():
    made = letter("apology")

    assert found(with_matter(made, concern=replace(made.matter.concern, ours=False))) == ["owned"]


def test_a_date_that_nobody_promised_is_noticed():
    assert found(changed(letter("acknowledgement"), "ack_next", by_due=OTHER)) == ["promises"]


def test_a_call_at_another_time_is_noticed():
    made = drafted("acknowledgement", complaints=(complaint(),), promises=(call(),), summary="It is late")

    assert found(made) == []
    assert found(with_matter(made, call=None)) == ["promises"]


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: lines[1:],
        lambda lines: (*lines, lines[0]),
        lambda lines: (replace(lines[0], values=fill(text="Part 1", by_due=OTHER)), *lines[1:]),
        lambda lines: (replace(lines[0], values=fill(text="Part 9", by_due=DUE)), *lines[1:]),
    ],
)
def test_what_comes_next_is_what_is_promised(change):
    assert found(relined(letter("apology"), "apo_fix", change)) == ["promises"]


def test_what_was_done_is_what_is_on_record():
    made = letter("apology")
    other = replace(made.block("apo_done").lines[0], values=fill(on_d=TODAY))

    assert found(relined(made, "apo_done", lambda _: (other,))) == ["done"]


def test_thanks_to_an_upset_client_are_noticed():
    assert found(with_matter(letter("thanks"), upset=True)) == ["mood"]


def test_a_survey_while_something_is_open_is_noticed():
    concern = letter("apology").matter.concern

    assert found(with_matter(letter("survey"), open_concerns=(concern,))) == ["asks"]


def test_a_second_final_warning_is_noticed():
    first = Limit("b1", "b1", TODAY, BoundaryStep.FINAL_NOTICE)

    assert found(with_matter(letter("boundary"), limits=(first,))) == ["final"]


def test_a_kind_word_without_a_hard_time_is_noticed():
    assert found(with_matter(letter("hardship"), hardship=False)) == ["hard"]


def test_an_empty_value_is_noticed():
    assert found(changed(letter("thanks"), "thx_open", what="")) == ["M11"]


def test_a_letter_without_a_record_cannot_be_whole():
    assert found(replace(letter("thanks"), matter=None)) == ["record"]


def test_a_limit_that_is_no_final_one_does_not_keep_a_final_one_back():
    given = {"facts": ("On 3 May",), "expect": "Calls by day", "final": True}

    assert found(drafted("boundary", boundaries=(limit(),), **given)) == []


@pytest.mark.parametrize(
    ("ids", "fits"),
    [(["a", "b"], True), (["a", "c"], True), (["a"], False), (["a", "b", "c"], False), (["a", "b", "d"], True)],
)
def test_an_order_is_met_exactly(ids, fits):
    assert in_order(ids, ("a", "b|c", "d?")) is fits
