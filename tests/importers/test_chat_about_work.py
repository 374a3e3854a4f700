"""That a chat is about work is kept of that chat, as far as its file says which one it is."""

from chats import question, reasons, settled
from reading import drafts, read


def test_what_was_said_of_one_chat_holds_for_it_and_for_no_other(tmp_path):
    named, bare = tmp_path / "WhatsApp Chat mit Nele (1).txt", tmp_path / "chat.txt"
    for path in (named, bare):
        path.write_text("13.03.26, 09:00 - Nele Nord: Hi\n13.03.26, 09:30 - Ida: Hi\n")
    assert settled("whatsapp", named) == {"work:Nele": "yes"}
    assert settled("whatsapp", bare) == {"work:Nele Nord": "yes"}
    assert drafts(read("whatsapp", named, **{"work:Nele": "yes"}))
    assert drafts(read("whatsapp", bare, **{"work:Nele Nord": "yes"}))
    assert question(read("whatsapp", named, **{"work:Ole": "yes", "work:": "yes"})).name == "work"
    assert reasons(read("whatsapp", named, **{"work:Nele": "yes", "work": "no"})) == {"private": 1}


def test_of_a_group_without_a_title_nothing_says_which_one_it_is(tmp_path):
    path = tmp_path / "chat.txt"
    path.write_text("13.03.26, 09:00 - Nele: Hi\n13.03.26, 09:30 - Ida: Hi\n13.03.26, 09:40 - Ole: Hi\n")
    assert settled("whatsapp", path) == {}
