"""A handover: whose a client and its open records are afterwards."""

import pytest
from build import build

from clienthealth.core.changes.handover import given_to, passed_on
from clienthealth.errors import InvalidField, Refused


def test_the_client_is_the_new_owners_and_nothing_else_of_it_changes():
    client = build("client", 300, owner="robin", note="kept")

    after = given_to(client, "anna")

    assert (after.owner, after.note, after.id) == ("anna", "kept", client.id)


def test_the_same_owner_and_nobody_are_refused():
    with pytest.raises(Refused, match="is anna's already"):
        given_to(build("client", 300, owner="anna"), "anna")
    with pytest.raises(InvalidField, match="owner"):
        given_to(build("client", 300), "  ")


@pytest.mark.parametrize("kind", ["promise", "complaint", "next"])
@pytest.mark.parametrize("owner", [None, "robin", "cleo"])
def test_what_somebody_has_to_do_is_named_the_new_owners(kind, owner):
    assert passed_on(build(kind, 10, owner=owner), "anna").owner == "anna"


@pytest.mark.parametrize("kind", ["expectation", "hardship", "invoice"])
def test_what_only_holds_goes_with_the_client_unless_it_names_somebody(kind):
    assert passed_on(build(kind, 10), "anna").owner is None
    assert passed_on(build(kind, 10, owner="cleo"), "anna").owner == "anna"
