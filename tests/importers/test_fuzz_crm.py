from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mangled import changed, survives

DATA = Path(__file__).parents[1] / "data" / "import"
GOOD = {
    "hubspot": (DATA / "crm" / "hubspot.csv").read_bytes(),
    "pipedrive": (DATA / "crm" / "pipedrive.csv").read_bytes(),
    "zendesk": (DATA / "helpdesk" / "comments.csv").read_bytes(),
    "zendesk-tickets": (DATA / "helpdesk" / "tickets.csv").read_bytes(),
    "zendesk-history": (DATA / "helpdesk" / "history.csv").read_bytes(),
}
COLUMNS = {
    "hubspot": "Activity ID=id,Activity Type=type,Activity Date=at,Call Outcome=call,Meeting Outcome=meeting,"
    "Associated Contact Email=address,Associated Company=firm,Activity title=subject,Owner=staff",
    "pipedrive": "Activity - Type=type,Activity - Due date=at,Activity - Due time=clock,Activity - Done=done,"
    "Activity - Duration=duration,Person - Name=person,Person - Email - Work=address",
    "zendesk": "id=id,ticket_id=ticket,author_id=author,created_at=at,public=public,body=body",
    "zendesk-tickets": "id=id,created_at=at,status=status,requester_id=requester,type=type,priority=priority,"
    "subject=subject,satisfaction_rating=satisfaction,updated_at=changed,merged_into=merged",
    "zendesk-history": "ticket_id=ticket,field=field,value=value,updated_at=at",
}
FORMS = sorted(GOOD)


def answered(form):
    known = {"order": "dmy", "no-outcome": "held", "tickets": "none", "agents": "1", "preview": "5"}
    return {"columns": COLUMNS[form], **known}


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=15, deadline=None)
@given(content=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(form, content):
    survives(form, content)


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_good_files_with_changes_are_read_or_refused(form, data):
    survives(form, data.draw(changed(GOOD[form])), **answered(form))


@pytest.mark.slow
@settings(max_examples=1500, deadline=None)
@given(form=st.sampled_from(FORMS), data=st.data())
def test_many_files_with_changes_are_read_or_refused(form, data):
    survives(form, data.draw(changed(GOOD[form])), **answered(form))
