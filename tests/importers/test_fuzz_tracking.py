from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mangled import changed, survives
from tracked import TIME

GOOD = {
    "toggl": (TIME / "toggl.csv").read_bytes(),
    "clockify": (TIME / "clockify.csv").read_bytes(),
    "harvest-time": (TIME / "harvest.csv").read_bytes(),
    "kimai": (TIME / "kimai-da.csv").read_bytes(),
    "watson": (TIME / "watson-frames").read_bytes(),
    "timewarrior": (TIME / "timewarrior" / "2026-01.data").read_bytes(),
    "solidtime": b"Project,Client,User,Start,End,Duration\nShop,Bakery,Mina,2026-02-02 09:00,2026-02-02 10:00,1:00\n",
}
FORMS = sorted(GOOD)


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=15, deadline=None)
@given(content=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(form, content):
    survives(form, content)


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_good_files_with_changes_are_read_or_refused(form, data):
    survives(form, data.draw(changed(GOOD[form])), order="dmy", decimal=".", duration="hours")


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_exports_with_changes_are_read_or_refused(data):
    survives("timewarrior", data.draw(changed((TIME / "timewarrior-export.json").read_bytes())))


def packed():
    """Return a small export of solidtime."""
    archive = BytesIO()
    with ZipFile(archive, "w", ZIP_DEFLATED) as file:
        entries = "id,description,start,end,billable,client_id,project_id\n"
        file.writestr(
            "time_entries.csv", entries + "e1,Sketches,2026-02-02T08:00:00Z,2026-02-02T09:30:00Z,true,c1,\n" * 9
        )
        file.writestr("clients.csv", "id,name\nc1,Bakery\n")
        file.writestr("projects.csv", "id,name\np1,Shop\n")
    return archive.getvalue()


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_archives_with_changes_are_read_or_refused(data):
    survives("solidtime", data.draw(changed(packed())))


@pytest.mark.slow
@settings(max_examples=3000, deadline=None)
@given(data=st.data())
def test_many_archives_with_changes_are_read_or_refused(data):
    survives("solidtime", data.draw(changed(packed())))


@pytest.mark.slow
@settings(max_examples=1500, deadline=None)
@given(form=st.sampled_from(FORMS), data=st.data())
def test_many_files_with_changes_are_read_or_refused(form, data):
    survives(form, data.draw(changed(GOOD[form])), order="dmy", decimal=".", duration="hours")
