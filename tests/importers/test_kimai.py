import pytest
from reading import drafts, read, sample
from tracked import TIME, table

from clienthealth.importers.formats import recognised
from clienthealth.importers.items import Problem, Question, Skipped
from clienthealth.importers.source import Source

OWN = TIME / "kimai-da.csv"
HEADER = "Datum,Von,Bis,Dauer,Kunde,Projekt,Tätigkeit,ID"


def test_headers_in_danish_are_understood():
    found = drafts(read("kimai", OWN))

    assert found[0].said == {
        "at": "2026-02-02T09:00:00",
        "minutes": 90,
        "project": "Butik",
        "staff": "Mina Holt",
        "text": "Design: Skitser",
    }
    assert [each.key for each in found] == ["kimai:71", "kimai:72"]


def test_what_runs_and_the_line_of_sums_are_left_out():
    assert [(each.spot, each.reason) for each in read("kimai", OWN) if isinstance(each, Skipped)] == [
        ("line 4", "not-held"),
        ("line 5", "empty"),
    ]


@pytest.mark.parametrize(
    "header",
    [
        "Date,From,To,Duration,Customer,Project,Activity",
        HEADER,
        "Dato,Fra,Til,Varighet,Kunde,Prosjekt,Aktivitet",
        "Ημερομηνία,Από,Σε,Διάρκεια,Πελάτης,Εργασία,Δραστηριότητα",
    ],
)
def test_it_is_recognised_in_the_languages_of_its_users(tmp_path, header):
    path = table(tmp_path, header, "2026-03-02,09:00,10:30,1:30,Bakery,Shop,Design")

    assert recognised(Source(path)) == "kimai"
    assert drafts(read("kimai", path))[0].said["minutes"] == 90


@pytest.mark.parametrize("duration", ["1:30", "1.50", '"1,5"', "5400", "90", "1h 30m", "01:30:00", ""])
def test_a_duration_is_read_as_the_column_proves(tmp_path, duration):
    path = table(tmp_path, HEADER, f"2026-03-02,09:00,10:30,{duration},Bakery,Shop,Design,1")

    assert read("kimai", path)[0].said["minutes"] == 90


def test_a_duration_that_nothing_proves_is_asked_for(tmp_path):
    path = table(tmp_path, "Datum,Dauer,Kunde,Projekt,Tätigkeit", "2026-03-02,5400,Bakery,Shop,Design")

    found = read("kimai", path)

    assert isinstance(found[0], Question)
    assert (found[0].name, found[0].choices, found[0].shown) == ("duration", ("hours", "minutes", "seconds"), ("5400",))
    assert read("kimai", path, duration="seconds")[0].said["minutes"] == 90
    assert read("kimai", path, duration="minutes")[0].said["minutes"] == 5400


def test_one_id_with_two_contents_is_a_problem(tmp_path):
    row = "2026-03-02,09:00,10:30,1:30,Bakery,Shop,Design,1"
    path = table(tmp_path, HEADER, row, row.replace("10:30,1:30", "11:00,2:00"))

    found = read("kimai", path)

    assert len(drafts(found)) == 1
    assert [(each.spot, each.field) for each in found if isinstance(each, Problem)] == [("line 3", "id")]


def test_days_with_dots_begin_with_the_day_everywhere(tmp_path):
    path = table(tmp_path, HEADER, "04.03.2026,09:00,10:30,1:30,Bakery,Shop,Design,1")

    assert read("kimai", path)[0].said["at"] == "2026-03-04T09:00:00"


def test_the_sample_has_one_record_of_90_minutes():
    found = read("kimai", sample("time/own__kimai-de.csv"))

    assert [(each.said["at"][:10], each.said["minutes"]) for each in drafts(found)] == [("2026-03-04", 90)]
    assert [each.reason for each in found if isinstance(each, Skipped)] == ["not-held", "duplicate"]


def test_without_a_duration_the_end_may_be_of_the_next_day(tmp_path):
    path = table(tmp_path, HEADER, "2026-03-02,23:30,00:45,,Bakery,Shop,Design,1")

    assert read("kimai", path)[0].said["minutes"] == 75
