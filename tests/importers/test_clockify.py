import pytest
from reading import drafts, read, sample
from tracked import TIME, table

from clienthealth.importers.formats import recognised
from clienthealth.importers.items import Problem, Question, Skipped, Who
from clienthealth.importers.source import Source

OWN = TIME / "clockify.csv"
SHORT = "Project,Description,Task,User,Group,Email,Tags,Billable,Start Date,Start Time,End Date,End Time,Client"


def test_a_row_is_time_to_the_second():
    first = read("clockify", OWN)[0]

    assert first.said["at"] == "2026-02-13T10:23:00"
    assert first.said["minutes"] == pytest.approx(60.87)
    assert first.said["text"] == "Design: Sketches"


def test_a_break_is_no_work():
    assert read("clockify", OWN)[1] == Skipped("line 3", "not-contact", "break")


def test_work_over_midnight_belongs_to_the_day_it_began():
    assert read("clockify", OWN)[2].said["at"] == "2026-02-14T23:00:00"


def test_it_is_recognised_with_and_without_durations(tmp_path):
    assert recognised(Source(OWN)) == "clockify"
    assert recognised(Source(table(tmp_path, SHORT, "Shop"))) == "clockify"


def test_a_row_that_lacks_its_last_cells_is_taken_if_it_says_enough(tmp_path):
    path = table(tmp_path, SHORT, "Shop,Sketches,,Mina,,,,Yes,02/13/2026,10:23 AM,02/13/2026,11:23 AM")

    found = read("clockify", path)

    assert found[0].said["minutes"] == 60
    assert found[0].parties == (Who(name="Shop"),)


def test_a_kind_of_time_that_is_not_known_is_a_problem(tmp_path):
    path = table(
        tmp_path, f"{SHORT},Type", "Shop,x,,Mina,,,,Yes,02/13/2026,10:23 AM,02/13/2026,11:23 AM,Bakery,Sabbatical"
    )

    assert [each.field for each in read("clockify", path) if isinstance(each, Problem)] == ["Type"]


def test_an_order_that_nothing_proves_is_asked_for():
    found = read("clockify", sample("time/own__clockify-ambiguous.csv"))

    assert [each.name for each in found if isinstance(each, Question)] == ["order"]
    assert not drafts(found)


@pytest.mark.parametrize(("order", "day"), [("mdy", "2026-03-04"), ("dmy", "2026-04-03")])
def test_the_answered_order_is_taken(order, day):
    found = drafts(read("clockify", sample("time/own__clockify-ambiguous.csv"), order=order))

    assert [each.said["minutes"] for each in found] == [60.87, 750]
    assert found[0].said["at"][:10] == day


def test_the_order_that_a_thirteenth_proves_is_not_asked_for():
    found = read("clockify", sample("time/own__clockify-dmy-proven.csv"))

    assert [(each.said["at"][:10], each.said["minutes"]) for each in drafts(found)] == [
        ("2026-04-03", 60),
        ("2026-04-13", 45),
    ]
    assert [each.spot for each in found if isinstance(each, Problem)] == ["line 4"]
