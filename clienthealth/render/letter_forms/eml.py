"""A letter as a draft that a mail program opens for sending (RFC 5322).

Paragraphs are not wrapped: quoted-printable keeps the lines of the file short, and the mail program that shows
them knows how wide its window is. There is no date and no message id: the mail is not sent yet.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from clienthealth.errors import UsageError
from clienthealth.render.letter_page import HARD, Page

if TYPE_CHECKING:
    from email.headerregistry import Address
    from email.message import EmailMessage


def eml(page: Page) -> bytes:
    """Return the draft as the bytes of an .eml file; raises UsageError for an address no mail can have."""
    from email.message import EmailMessage
    from email.policy import SMTP

    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    message["Subject"] = page.title.replace(HARD, " ")
    if page.sender_mail:
        message["From"] = _address(page.sender_name, page.sender_mail)
    if page.addressee_mail:
        message["To"] = _address(page.addressee_name, page.addressee_mail)
    message.set_content("\n\n".join(_sections(page)) + "\n", charset="utf-8", cte="quoted-printable")
    message["Content-Language"] = page.language
    return _written(message)


def _sections(page: Page) -> Iterator[str]:
    yield page.salutation
    for paragraph in page.paragraphs:
        yield "\n".join([paragraph.text, *(f"- {entry}" for entry in paragraph.entries)])
    yield page.closing + "\n" + "\n".join(page.signature)


def _address(name: str, mail: str) -> "Address":
    from email.errors import MessageError
    from email.headerregistry import Address

    try:
        mail.encode("ascii")
        return Address(display_name=name, addr_spec=mail)
    except (MessageError, ValueError, IndexError) as error:
        hint = "correct it, or use --format txt"
        raise UsageError(f"{mail!r} is no mail address that every mail program takes", hint) from error


def _written(message: "EmailMessage") -> bytes:
    from email.generator import BytesGenerator
    from io import BytesIO

    file = BytesIO()
    BytesGenerator(file, policy=message.policy).flatten(message)
    return file.getvalue()
