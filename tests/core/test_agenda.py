"""What a calendar is told: everything due once, as a task or as an appointment. Days count back from a Friday noon."""

from datetime import date, datetime, timedelta

import pytest
from build import DAY, ZONE, build, known

from clienthealth.core.gather import portfolio
from clienthealth.core.weekly.agenda import agenda
from clienthealth.core.weekly.desk import Desk
from clienthealth.core.working_time import WorkingHours

NOON = datetime(2026, 11, 20, 12, tzinfo=ZONE)
HOURS = WorkingHours.parse("mon-fri 09:00-17:00")
TODAY = "2026-11-20T15:00:00+01:00"
MORNING = "2026-11-20T10:00:00+01:00"
OURS = "0190f5c2-0000-7000-8000-000000000001"


def told(*records, me=None):
    return agenda(portfolio([*known(), *records], ZONE, until=DAY), Desk(NOON, HOURS), me)


def test_a_promise_far_ahead_is_there_as_a_task():
    (entry,) = told(build("promise", 1, due=-300))

    assert (entry.what, entry.day, entry.appointment) == ("promise", DAY + timedelta(days=300), False)


@pytest.mark.parametrize("kind", ["callback", None])
@pytest.mark.parametrize("due", [TODAY, MORNING])
def test_only_a_call_back_whose_hour_lies_ahead_is_an_appointment(kind, due):
    (entry,) = told(build("promise", 1, due=due, **({"kind": kind} if kind else {})))

    assert entry.appointment is (kind == "callback" and due == TODAY)
    assert entry.moment == datetime.fromisoformat(due)


def test_a_reminder_with_an_hour_is_an_appointment_and_one_without_a_task():
    entries = told(build("next", 1, due=TODAY, text="Coffee"), build("next", 1, due=-1, text="Ring the printer"))

    assert [(each.text, each.appointment) for each in entries] == [("Coffee", True), ("Ring the printer", False)]


def test_an_appointment_that_became_a_task_is_another_component():
    ahead, passed = (told(build("promise", 1, id=OURS, kind="callback", due=due))[0].uid for due in (TODAY, MORNING))

    assert ahead == f"{passed}:at"


def test_a_complaint_is_due_under_one_uid_and_without_its_words():
    fresh = build("complaint", 1, id=OURS, text="You are all crooks")
    stale = build("complaint", 30, id=OURS, text="You are all crooks")

    (first,), (later,) = told(fresh), told(stale)

    assert (first.what, later.what) == ("acknowledge", "answer")
    assert first.uid == later.uid
    assert (first.text, later.text) == ("", "")


def test_an_act_against_safety_is_nothing_for_a_calendar():
    threat = build("signal", 2, kind="threat", severity=3, quote="I know where you live")

    assert told(threat) == ()


def test_overdue_invoices_of_a_client_are_one_task():
    bills = [build("invoice", days, number=f"A-{days}", amount="100", net="100", due=days - 14) for days in (90, 60)]

    (entry,) = told(*bills)

    assert (entry.what, entry.text, entry.many) == ("invoice", "A-90", 2)


def test_the_day_an_ending_takes_effect_is_an_appointment_without_an_hour():
    end = build("next", 1, id="e", text="the ending takes effect", due=-14, ref="offboard:end:us:fit")
    step = build("next", 1, id="s", text="hand over", due=-10, ref="offboard:handover:e")

    found_step, found_end = told(end, step)

    assert (found_step.what, found_step.appointment) == ("reminder", False)
    assert (found_end.what, found_end.appointment, found_end.moment) == ("ending", True, None)
    assert found_end.command == "clienthealth offboard acme --finish"


def test_a_decision_is_looked_at_again_on_the_day_it_holds_until():
    decision = build("decision", 3, recommendation="offboard", choice="postponed", until="2026-12-01")

    (entry,) = told(decision)

    assert (entry.what, entry.day, entry.text) == ("decide", date(2026, 12, 1), "")


def test_mine_is_what_is_mine_and_what_is_nobodys():
    promises = [build("promise", 1, due=-1, id=who, owner=who) for who in ("robin", "kim")]

    assert [
        each.uid.rpartition(":")[2] for each in told(*promises, build("promise", 1, due=-2, id="x"), me="robin")
    ] == [
        "robin",
        "x",
    ]


def test_the_id_of_a_journal_is_only_unique_with_its_client():
    whole, short = told(build("promise", 1, id=OURS, due=-1), build("promise", 1, id="p-1", due=-2))

    assert whole.uid == OURS
    assert short.uid.endswith(":p-1")
    assert short.uid != "p-1"
