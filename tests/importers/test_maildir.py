"""Maildirs: folders of mails, and what lies about in them."""

import os

import pytest
from mails import mail, stored
from reading import drafts, read

from clienthealth.errors import BadData
from clienthealth.importers.items import Item, Problem, Question, Skipped
from clienthealth.importers.mail import maildir
from clienthealth.importers.source import Source


@pytest.fixture
def box(tmp_path):
    """A Maildir with one mail."""
    root = tmp_path / "Maildir"
    for part in ("cur", "new", "tmp"):
        (root / part).mkdir(parents=True)
    stored(root, mail(), "cur/1.host:2,S")
    return root


def spots(items: list[Item], kind: type) -> list[str]:
    return [item.spot for item in items if isinstance(item, kind)]


def test_mails_are_read_in_every_folder_and_nowhere_else(box):
    stored(box, mail(message_id="<2@x>"), "new/2.host")
    stored(box, mail(message_id="<3@x>"), "tmp/3.host")
    stored(box, mail(message_id="<4@x>"), ".Work.Acme/cur/4.host!2,")
    stored(box, mail(message_id="<5@x>"), "Clients/2026/new/5.host")
    stored(box, b"", "Clients/2026/tmp/6.host")
    stored(box, mail(), "tmp/half/cur/7.host")
    stored(box, b"3 V1", "dovecot-uidlist")
    stored(box, b"x", "cur/.hidden")

    found = drafts(read("maildir", box))

    assert [each.key for each in found] == ["a1@acme.example", "2@x", "4@x", "5@x"]
    assert [each.spot for each in found][2:] == [".Work.Acme/cur/4.host!2,", "Clients/2026/new/5.host"]


def test_several_maildirs_in_a_folder_are_read_as_one(box):
    os.renames(box, box.parent / "mail" / "INBOX")

    assert len(drafts(read("maildir", box.parent / "mail"))) == 1


@pytest.mark.parametrize(
    "folder",
    [
        ".Trash",
        ".INBOX.Drafts",
        ".Junk.2025",
        "[Gmail]/Spam",
        ".Entw&APw-rfe",
        ".Papirkurv",
        ".S&APg-ppel",
        ".&A5oDrAO0A78Dwg-",
    ],
)
def test_folders_that_hold_no_contact_are_left_out_in_every_language(box, folder):
    stored(box, mail(), f"{folder}/cur/9.host:2,S")

    items = read("maildir", box)

    assert spots(items, Skipped) == [f"{folder}/cur/9.host:2,S"]
    assert len(drafts(items)) == 1


def test_a_maildir_that_is_itself_such_a_folder_is_left_out(box):
    os.renames(box, box.parent / "Drafts")

    assert [item.reason for item in read("maildir", box.parent / "Drafts")] == ["folder"]


@pytest.mark.parametrize(("flags", "reason"), [("T", "deleted"), ("DS", "folder"), ("ST", "deleted"), ("FRS", "")])
def test_flags_tell_drafts_and_what_is_trashed(box, flags, reason):
    stored(box, mail(message_id="<2@x>"), f"cur/2.host:2,{flags}")

    assert getattr(read("maildir", box)[1], "reason", "") == reason


def test_links_that_lead_out_are_refused_and_named(box, tmp_path):
    secret = stored(tmp_path, mail(message_id="<secret@x>"), "elsewhere/cur/1.host")
    (box / "cur" / "2.host").symlink_to(secret)
    (box / "cur" / "3.host").symlink_to(tmp_path / "nowhere")
    (box / "cur" / "4.host").symlink_to(box / "cur" / "4.host")
    (box / ".Linked").symlink_to(secret.parent.parent)
    (box / ".Half").mkdir()
    (box / ".Half" / "cur").symlink_to(secret.parent)

    items = read("maildir", box)

    refused = ["cur/2.host", "cur/3.host", "cur/4.host", ".Linked", ".Half/cur"]
    assert spots(items, Problem) == refused
    assert all("symbolic link" in item.what for item in items if isinstance(item, Problem))
    assert [each.key for each in drafts(items)] == ["a1@acme.example"]


def test_a_link_that_stays_inside_is_followed_once(box):
    (box / "new" / "2.host").symlink_to(box / "cur" / "1.host:2,S")
    (box / ".Again").symlink_to(box)

    items = read("maildir", box)

    assert [each.spot for each in drafts(items)] == ["cur/1.host:2,S", "new/2.host"]
    assert len(items) == 2


def test_what_is_no_plain_file_is_named_and_not_waited_for(box):
    os.mkfifo(box / "cur" / "2.pipe")

    assert spots(read("maildir", box), Problem) == ["cur/2.pipe"]


def test_folders_in_folders_without_end_are_left_alone(box):
    stored(box, mail(), "/".join("d" * 12) + "/cur/1.host")

    assert len(read("maildir", box)) == 1


def test_who_is_me_is_asked_once_for_all_folders(box):
    [question] = read("maildir", box, me=frozenset())

    assert isinstance(question, Question)
    assert question.shown[0] == "anna@acme.example: 1 written, 0 received"


def test_a_folder_of_anything_else_is_none(tmp_path):
    (tmp_path / "new").mkdir()
    stored(tmp_path, mail(), "a.eml")

    assert not maildir.recognises(Source(tmp_path))
    with pytest.raises(BadData, match="no Maildir"):
        read("maildir", tmp_path)
