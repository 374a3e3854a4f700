"""What would move a judgement: trying one act beside the others equals judging everybody anew."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from clienthealth.core.demo.portfolio import records
from clienthealth.core.gather import portfolio
from clienthealth.core.score.judge import judge, panel
from clienthealth.core.score.policy import DEFAULT
from clienthealth.core.suppose.acts import Stage
from clienthealth.core.suppose.moves import MOST, candidates, moves, supposing

ZONE = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 20, 12, tzinfo=ZONE)
DEMO = portfolio(records(NOW.date(), ZONE), ZONE)
JUDGEMENT = judge(DEMO, NOW.date(), ZONE)
SLUGS = [each.client for each in JUDGEMENT.assessments]


@pytest.mark.parametrize("slug", SLUGS)
def test_trying_one_client_alone_equals_judging_everybody_anew(slug):
    before = JUDGEMENT.of(slug)
    stage = Stage(NOW.date(), NOW, str)
    together = panel(DEMO, NOW.date(), ZONE, busy=(NOW.date().toordinal(),))
    history = next(each for each in together.known.histories if each.client.client == slug)

    tried = list(candidates(history, before, stage, gates=True))

    assert tried or not history.complaints
    for act in tried:
        anew = judge(supposing(DEMO, slug, (act,)), NOW.date(), ZONE).of(slug)
        assert together.supposing(act.put_into(history)) == anew


@pytest.mark.parametrize("slug", SLUGS)
def test_at_most_three_acts_are_named_each_of_its_own_kind(slug):
    found = moves(DEMO, JUDGEMENT.of(slug), NOW, DEFAULT, gates=True)

    assert len(found) <= MOST
    assert len({each.act.what.key for each in found}) == len(found)


def test_what_opens_a_gate_is_worth_a_line():
    found = moves(DEMO, JUDGEMENT.of("pendragon"), NOW, DEFAULT, gates=True)

    assert found[0].opened == ("no-open-commitments",)
    assert found[0].act.command.startswith("clienthealth promise keep")
