from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from reading import drafts, read
from tracked import TIME, table

from clienthealth.errors import BadData
from clienthealth.importers.formats import recognised
from clienthealth.importers.items import Problem, Question, Skipped, Who
from clienthealth.importers.source import Source

TABLES = {path.name: path.read_text() for path in sorted((TIME / "solidtime").iterdir())}


def folder(tmp_path, without=()):
    for name, text in TABLES.items():
        if name not in without:
            (tmp_path / name).write_text(text)
    return tmp_path


def archive(tmp_path, tables=TABLES):
    path = tmp_path / "export.zip"
    with ZipFile(path, "w", ZIP_DEFLATED) as packed:
        for name, text in tables.items():
            packed.writestr(name, text)
    return path


def test_an_entry_is_time_of_the_client_whose_id_it_holds(tmp_path):
    first = read("solidtime", archive(tmp_path))[0]

    assert first.parties == (Who(name="Bakery"),)
    assert first.key == "solidtime:e1"
    assert first.said == {
        "at": "2026-02-02T08:00:00+00:00",
        "minutes": 90,
        "billable": True,
        "project": "Shop",
        "staff": "Mina Holt",
        "text": "Sketches",
    }


def test_without_a_client_it_is_known_by_its_project(tmp_path):
    assert read("solidtime", archive(tmp_path))[1].parties == (Who(name="Own site"),)


def test_breaks_what_runs_and_unknown_ids_are_named(tmp_path):
    found = read("solidtime", archive(tmp_path))

    assert [(each.spot, each.reason) for each in found if isinstance(each, Skipped)] == [
        ("line 4", "not-contact"),
        ("line 5", "not-held"),
    ]
    assert [each.spot for each in found if isinstance(each, Problem)] == ["line 6"]


def test_zip_folder_and_table_say_the_same(tmp_path):
    packed, unpacked = archive(tmp_path), folder(tmp_path)

    assert recognised(Source(packed)) == recognised(Source(unpacked)) == "solidtime"
    assert recognised(Source(unpacked / "time_entries.csv")) == "solidtime"
    assert read("solidtime", packed) == read("solidtime", unpacked) == read("solidtime", unpacked / "time_entries.csv")


def test_entries_alone_are_refused(tmp_path):
    with pytest.raises(BadData, match=r"clients\.csv is not there"):
        read("solidtime", folder(tmp_path, {"clients.csv"}) / "time_entries.csv")


@pytest.mark.parametrize("name", [".", "../clients.csv"])
def test_what_has_no_place_in_a_zip_is_named(tmp_path, name):
    found = read("solidtime", archive(tmp_path, {name: "id", **TABLES}))

    assert isinstance(found[0], Problem)
    assert found[0].spot == name
    assert len(drafts(found)) == 2


def test_people_may_be_missing(tmp_path):
    assert "staff" not in read("solidtime", folder(tmp_path, {"members.csv"}))[0].said


def test_a_zip_without_its_tables_is_refused(tmp_path):
    path = archive(tmp_path, {name: text for name, text in TABLES.items() if name != "projects.csv"})

    with pytest.raises(BadData, match=r"projects\.csv is not there"):
        read("solidtime", path)


def test_a_damaged_zip_is_refused(tmp_path):
    path = archive(tmp_path)
    packed = bytearray(path.read_bytes())
    packed[60:160] = b"\xff" * 100
    path.write_bytes(packed)

    with pytest.raises(BadData):
        read("solidtime", path)


def test_a_zip_of_something_else_is_not_recognised(tmp_path):
    path = archive(tmp_path, {"time.csv": "id"})

    with pytest.raises(BadData, match="no format"):
        recognised(Source(path))


def test_dates_that_were_saved_anew_by_a_spreadsheet_are_asked_for(tmp_path):
    path = folder(tmp_path) / "time_entries.csv"
    path.write_text(path.read_text().replace("2026-02-02T", "02/02/2026 ").replace("2026-02-03T", "03/02/2026 "))

    assert [each.name for each in read("solidtime", path) if isinstance(each, Question)] == ["order"]


def test_the_detailed_report_names_clients_itself(tmp_path):
    header = "Description,Task,Project,Client,User,Start,End,Duration,Duration (decimal),Billable,Tags"
    path = table(
        tmp_path, header, "Sketches,,Shop,Bakery,Mina,2026-02-02 09:00:00,2026-02-02 10:30:00,1:30:00,1.5,Yes,"
    )

    assert recognised(Source(path)) == "solidtime"
    assert drafts(read("solidtime", path))[0].said["minutes"] == 90


def test_an_export_whose_columns_are_not_there_is_asked_about(tmp_path):
    path = folder(tmp_path) / "time_entries.csv"
    path.write_text(path.read_text().replace("start", "begun", 1))

    assert [each.name for each in read("solidtime", tmp_path)] == ["columns"]
