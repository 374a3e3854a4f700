"""What explains an act is named with it: a hardship, a failure of ours shortly before, or both."""

import pytest
from build import ago, build, known, reading, signals

from clienthealth.core.frozen import replace
from clienthealth.core.score.discounted import discounted
from clienthealth.core.score.policy import DEFAULT

HARD = build("hardship", 20)
OURS = build("complaint", 15, cause="ours")


@pytest.mark.parametrize(
    ("before", "reason"),
    [
        ([HARD], {("discounted.hardship", 35)}),
        ([OURS], {("discounted.own-fault", 40)}),
        ([], set()),
    ],
)
def test_an_act_is_shown_with_what_explains_it(before, reason):
    found = discounted(reading(known(), before, signals("time-disrespect", 10)), DEFAULT)

    assert {(each.because.key, dict(each.because.values)["percent"]) for each in found} == reason


def test_an_act_beside_both_names_both():
    found = discounted(reading(known(), HARD, OURS, signals("time-disrespect", 10)), DEFAULT)

    assert "discounted.both" in {each.because.key for each in found}


def test_what_was_written_down_long_after_is_named():
    act = replace(build("signal", 30, kind="rude"), recorded_at=ago(10))

    assert [each.because.key for each in discounted(reading(known(), act), DEFAULT)] == ["discounted.memory"]
