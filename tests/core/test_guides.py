"""Which guide fits a client, and that whatever the record can say leads to one, or rightly to none."""

from itertools import chain

import pytest
from build import build, judged, known, signals

from clienthealth.core.frozen import replace
from clienthealth.core.guides.fitting import BY_REASON, fitting
from clienthealth.core.guides.topics import BY_NAME, CONDUCT, TOPICS
from clienthealth.core.kinds import Recommendation, Verdict
from clienthealth.core.saying import Saying
from clienthealth.render.phrases import book

CALM = {"calm-without-expectations", "nothing-to-mend"}


def reasons():
    """Every reason that a recommendation can be given with, by the words there are for it."""
    said = book("score", "en")["because"]
    plain = {name for name, value in said.items() if name != "pattern"}
    return sorted(plain | {f"pattern.{name}" for name in said["pattern"]})


def found(reason, recommendation=Recommendation.SET_BOUNDARIES, verdict=Verdict.WATCH):
    return replace(
        judged(*known()), because=Saying(f"because.{reason}"), recommendation=recommendation, verdict=verdict
    )


@pytest.mark.parametrize("reason", [each for each in reasons() if each not in CALM])
def test_every_reason_leads_to_a_guide_that_there_is(reason):
    assert fitting(found(reason)) in BY_NAME.keys() - {CONDUCT}


def test_the_table_names_only_reasons_that_can_be_given():
    assert set(BY_REASON) <= set(reasons())


@pytest.mark.parametrize("reason", reasons())
def test_who_is_calm_needs_none(reason):
    assert fitting(found(reason, recommendation=Recommendation.APPRECIATE)) is None
    assert fitting(found(reason, verdict=Verdict.HEALTHY)) is None


def test_a_calm_client_of_the_record_needs_none():
    assert fitting(judged(*known())) is None


@pytest.mark.parametrize(
    ("records", "topic"),
    [
        ([*known(), build("complaint", 3, text="Late", cause="ours", severity=2)], "our-mistake"),
        ([*known(), build("hardship", 10)], "hard-time"),
        ([*known(), *signals("threat", 3, severity=3)], "abusive-conduct"),
        ([*known(), *signals("unpaid-change", 5, 12, 20, 30)], "scope-drift"),
        ([build("client", 10)], "expectations"),
    ],
    ids=["ours", "hardship", "threat", "changes", "new"],
)
def test_what_the_record_holds_leads_to_the_guide_that_fits(records, topic):
    assert fitting(judged(*records)) == topic


def test_where_something_else_fits_better_that_is_another_topic():
    assert {name for each in TOPICS for name in each.instead} <= BY_NAME.keys()
    assert [each.topic for each in TOPICS if each.topic in each.instead] == []


def test_names_of_topics_steps_and_dues_are_each_once():
    assert len(BY_NAME) == len(TOPICS)
    assert [each.topic for each in TOPICS if len(set(each.steps)) < len(each.steps)] == []
    assert all(each.days > 0 for each in chain.from_iterable(topic.due for topic in TOPICS))
