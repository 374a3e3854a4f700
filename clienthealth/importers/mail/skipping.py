"""Which mail is left out, and why: what a machine wrote, what went to everybody, and folders that hold no contact."""

import base64
import re
import unicodedata
from collections.abc import Iterable

from clienthealth.importers.answers import Answers
from clienthealth.importers.mail.headers import Mail
from clienthealth.importers.mail.people import sender
from clienthealth.importers.mail.text import header_text
from clienthealth.importers.source import Source

FOLDERS = {
    "en": (
        *("spam", "junk", "junk e-mail", "junk email", "junk mail", "bulk mail", "trash", "bin", "deleted", "drafts"),
        *("deleted items", "deleted messages", "draft", "chat", "chats", "outbox", "templates"),
    ),
    "de": (
        *("junk-e-mail", "papierkorb", "gelöscht", "gelöschte elemente", "gelöschte objekte", "entwurf", "entwürfe"),
        *("unerwünscht", "postausgang", "vorlagen"),
    ),
    "da": (
        *("papirkurv", "slettet", "slettet post", "slettede elementer", "kladde", "kladder", "uønsket mail", "udbakke"),
        *("uønsket post", "uønskede mails", "skabeloner"),
    ),
    "nb": ("søppel", "søppelpost", "søppel-e-post", "uønsket e-post", "slettede", "utkast", "utboks", "maler"),
    "el": (
        *("ανεπιθύμητα", "ανεπιθύμητη αλληλογραφία", "κάδος", "κάδος απορριμμάτων", "απορρίμματα", "διαγραμμένα"),
        *("διαγραμμένα στοιχεία", "πρόχειρα", "εξερχόμενα", "συνομιλίες", "συζητήσεις"),
    ),
    "fr": ("brouillons", "corbeille", "indésirables", "courrier indésirable"),
    "es": ("borradores", "papelera", "correo no deseado"),
    "it": ("bozze", "cestino", "posta indesiderata"),
    "nl": ("concepten", "prullenbak", "ongewenst", "ongewenste e-mail"),
    "sv": ("papperskorg", "papperskorgen", "skräppost", "borttaget"),
}
"""What programs call spam, trash, drafts, chats and what was not sent yet, by language; folded."""

LABEL = re.compile(r'"([^"]*)"|([^,]+)')
ENCODED = re.compile(r"&([A-Za-z0-9+,]*)-")
NO_REPLY = re.compile(
    r"(.*[-_.+])?(no|non|do[-_.]?not|nicht|keine?|ikke|ej|ne)[-_.]?"
    r"(reply|respond|response|antwort(en)?|svar[ae]?|repondre)(?![a-z]).*"
    r"|(.*[-_.+])?(notification|newsletter|bounce)s?([-_+.].*)?|news([-_+.].*)?"
)
MACHINE = re.compile(r"(mailer[-_.]?daemon|postmaster)(?![a-z]).*")
BULK = frozenset({"bulk", "list", "junk"})
EXPUNGED = 0x0008
"""Thunderbird's mark of a mail that is deleted and only waits for its folder to be compacted."""


def skipped_folders(answers: Answers) -> frozenset[str]:
    """Return the names of folders that are left out, with those the user added; `-Name` takes one in after all."""
    added = [_folded(each) for each in answers.get("folders").split(",") if each.strip()]
    taken = {each[1:].strip() for each in added if each.startswith("-")}
    known = {_folded(each) for names in FOLDERS.values() for each in names}
    return frozenset(known | {each for each in added if not each.startswith("-")}) - taken


def is_skipped(names: Iterable[str], folders: frozenset[str]) -> bool:
    """Whether one of the names a mail is filed under is one that is left out."""
    return any(_folded(each) in folders for each in names)


def folder_names(path: str) -> list[str]:
    """Return the names in the path of a Maildir folder: nested by points or as folders, written as IMAP writes them."""
    return [_imap(each) for part in path.split("/") for each in (part, *part.split(".")) if each]


def filed_under(source: Source) -> list[str]:
    """Return the names of the folders a source lies in, as far as they were named, and of a folder its own."""
    own = source.path.resolve().name if source.is_folder else ""
    return [*folder_names(own), *folder_names(source.within)]


def labels(mail: Mail) -> list[str]:
    """Return Gmail's labels; they are decoded as a whole, since a word may hold several of them."""
    raw = mail.first("x-gmail-labels")
    return [quoted or bare for quoted, bare in LABEL.findall(header_text(raw))] if raw else []


def reason(mail: Mail, folders: frozenset[str], *, lists: bool, mine: bool) -> str:
    """Return why a mail is no contact with its sender, by what it says itself; nothing where it may be one.

    `mine` is one that we sent: however our address reads, it is no machine's.
    """
    if is_skipped(labels(mail), folders):
        return "folder"
    said = _marked(mail) or _automatic(mail)
    if not said and not lists and is_list(mail):
        return "newsletter"
    name = "" if mine else sender(mail).address.partition("@")[0]
    if not said and MACHINE.fullmatch(name):
        return "bounce"
    return said or ("no-reply" if is_role(name) else "")


def is_list(mail: Mail) -> bool:
    """Whether a mail went to a list, or to everybody."""
    return "list-id" in mail.headers or mail.word("precedence") in BULK


def is_role(name: str) -> bool:
    """Whether nobody reads what is sent to an address, by the part of it before the @."""
    return bool(NO_REPLY.fullmatch(name))


def _marked(mail: Mail) -> str:
    """Return what the program that kept a mail in an mbox wrote on it."""
    try:
        expunged = int(mail.word("x-mozilla-status") or "0", 16) & EXPUNGED
    except ValueError:
        expunged = 0
    if expunged or "D" in mail.first("x-status"):
        return "deleted"
    if "T" in mail.first("x-status"):
        return "folder"
    return "not-contact" if "FOLDER INTERNAL DATA" in mail.first("subject") else ""


def _automatic(mail: Mail) -> str:
    if mail.word("content-type") == "multipart/report":
        receipt = "disposition-notification" in mail.first("content-type").casefold()
        return "automatic" if receipt else "bounce"
    if mail.word("auto-submitted") not in {"", "no"} or mail.word("precedence") == "auto_reply":
        return "automatic"
    return "automatic" if "x-autoreply" in mail.headers or "x-autorespond" in mail.headers else ""


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _imap(name: str) -> str:
    """Return the name of a folder written in the UTF-7 of IMAP (RFC 3501): `Entw&APw-rfe`."""
    return ENCODED.sub(lambda found: _utf16(found.group(1)), name) if "&" in name else name


def _utf16(coded: str) -> str:
    if not coded:
        return "&"
    content = coded.replace(",", "/")
    try:
        return base64.b64decode(content + "=" * (-len(content) % 4)).decode("utf-16-be")
    except ValueError:
        return f"&{coded}-"
