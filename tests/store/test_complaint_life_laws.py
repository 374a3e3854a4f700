"""Laws of the life of a complaint, by commands as they are typed on days that go on."""

import json
from datetime import datetime, timedelta

import pytest
from commands import Played, playground
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

EXAMPLES = [pytest.param(5, id="some"), pytest.param(40, id="all", marks=pytest.mark.slow)]
BEGIN = datetime(2026, 3, 2, 9)
START = [
    "add Acme --slug acme --agreed 'In writing' --since 2026-01-01",
    "promise add acme Draft --due fri --topic quality",
    "complaint add acme The export is empty --topic quality",
    "complaint add acme Nobody calls back",
]
TYPED = [
    "complaint ack c{n}",
    "complaint assess c{n} --cause ours --severity 3 --against p1",
    "complaint assess c2 --repeat-of c{n}",
    "complaint answer c{n}",
    "complaint answer c{n} --response denied --apology regret",
    "complaint resolve c{n}",
    "complaint confirm c{n} satisfied",
    "complaint confirm c{n} unsatisfied",
    "complaint confirm c{n} no-answer",
    "complaint reopen c{n}",
    "complaint pause c{n} --until 3d --reason files",
    "complaint pause c{n} --until today --reason came",
    "complaint pause c{n} --until 2026-03-04 --reason files",
    "complaint handle c{n} --heard Again --proposal Anew --due fri --acknowledged",
    "effort add acme fix --complaint c{n} --outcome satisfied",
    "effort add acme apology --complaint c{n}",
    "log acme Called --complaint 'The export is empty again'",
    "promise keep p1",
    "promise move p1 --due 2w",
    "offboard acme --situation fit --start",
    "offboard acme --finish",
    "letter acme offboarding --sent",
    "undo",
]
WHENS = ["", "", "", " --when yesterday", " --when 3d", " --when 2026-01-02", " --when 08:00"]
SAYS_HOW_IT_ENDED = ("complaint confirm", "undo")


def typed():
    """A command, and so many hours after the one before."""
    line = st.builds(lambda line, n, when: (line.format(n=n), when), TYPES, st.integers(1, 3), st.sampled_from(WHENS))
    with_when = line.map(lambda each: each[0] + (each[1] if " c" in each[0] and "assess" not in each[0] else ""))
    return st.tuples(with_when, st.sampled_from([0, 1, 26, 100, 300]))


TYPES = st.sampled_from(TYPED)


@pytest.mark.parametrize("examples", EXAMPLES)
def test_any_order_of_commands_leaves_a_valid_store_and_closes_nothing_by_itself(examples):
    checked = settings(max_examples=examples, suppress_health_check=list(HealthCheck))
    checked(given(st.lists(typed(), min_size=1, max_size=10))(every_command_is_done_or_refused))()


def every_command_is_done_or_refused(life):
    now, before = BEGIN, ""
    with playground() as played, pytest.MonkeyPatch.context() as clock:
        for line, hours in [*((line, 1) for line in START), *life]:
            now += timedelta(hours=hours)
            clock.setenv("CLIENTHEALTH_TODAY", now.strftime("%Y-%m-%dT%H:%M"))
            code, _, err = played.do(line)
            after = played.export()
            assert code in {0, 2, 3, 4}, f"{line}: {err}"
            if code:
                assert after == before, f"{line} was refused, and yet it changed something"
                assert len(err.strip().splitlines()) >= 2
            closed = {each for each, how in ends(after).items() if how and not ends(before).get(each)}
            assert not closed or line.startswith(SAYS_HOW_IT_ENDED), f"{line} closed {closed}"
            before = after
        again = Played(played.folder, "again.db")
        assert again.take(*after.splitlines())[0] == 0
        assert again.export() == after


def ends(journal):
    """How each complaint ended, none where it did not; by its id."""
    lines = map(json.loads, journal.splitlines())
    return {each["id"]: each.get("confirmed") for each in lines if each["type"] == "complaint"}
