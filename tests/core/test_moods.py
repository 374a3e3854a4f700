"""The moods of half a year: known days as they were, unknown ones as gaps."""

from build import DAY, ZONE, build, known

from clienthealth.core.course.moods import APART, EFFORT, LOOKS, affordable, moods
from clienthealth.core.gather import portfolio
from clienthealth.core.score.judge import judge, panel
from clienthealth.core.score.policy import DEFAULT


def read(*records):
    held = portfolio(records, ZONE, until=DAY)
    return held, moods(lambda day: panel(held, day, ZONE).readings, DAY, DEFAULT)


def test_the_last_mood_is_todays_and_the_first_one_that_of_half_a_year_ago():
    held, found = read(*known())

    first = judge(held, DAY - APART * (LOOKS - 1), ZONE).of("acme")
    assert found["acme"][0] == first.health.score
    assert found["acme"][-1] == judge(held, DAY, ZONE).of("acme").health.score
    assert len(found["acme"]) == LOOKS


def test_before_it_began_and_while_nothing_was_noted_nothing_is_known():
    _, found = read(build("client", 100), build("pulse", 100, state="fine"), build("pulse", 1, state="fine"))

    seen = [each is not None for each in found["acme"]]
    assert seen[0] is False
    assert seen[-1] is True
    assert seen[-2] is False


def test_too_large_a_record_is_not_read_again_and_again():
    assert affordable(EFFORT // LOOKS)
    assert not affordable(EFFORT // LOOKS + 1)
