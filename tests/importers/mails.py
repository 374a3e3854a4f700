"""Mails as bytes, for tests: as they should be, with what a test is about in place of it."""

from pathlib import Path

HEADERS = {
    "From": "Anna Berg <anna@acme.example>",
    "To": "Ida <me@studio.example>",
    "Date": "Mon, 12 Jan 2026 09:00:00 +0100",
    "Message-ID": "<a1@acme.example>",
    "Subject": "Logo draft",
}


def mail(body: bytes = b"Could you send the draft?\n", **changed: str | bytes | None) -> bytes:
    """Return a mail; `content_type="text/html"` sets a header, None takes one away."""
    said: dict[str, str | bytes | None] = {**HEADERS}
    for name, value in changed.items():
        said["-".join("ID" if part == "id" else part.capitalize() for part in name.split("_"))] = value
    lines = [_line(name, value) for name, value in said.items() if value is not None]
    return b"".join(lines) + b"\n" + body


def mailbox(*mails: bytes) -> bytes:
    """Return mails as a mailbox."""
    return b"".join(b"From MAILER-DAEMON Mon Jan 12 08:00:00 2026\n" + each + b"\n" for each in mails)


def multipart(*parts: bytes, boundary: str = "b") -> bytes:
    """Return parts, each with its headers, as the body of a multipart mail."""
    mark = b"--" + boundary.encode()
    return b"".join(mark + b"\n" + part + b"\n" for part in parts) + mark + b"--\n"


def stored(folder: Path, content: bytes, name: str = "a.eml") -> Path:
    """Write a file and return where it is."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def _line(name: str, value: str | bytes) -> bytes:
    return name.encode() + b": " + (value if isinstance(value, bytes) else value.encode()) + b"\n"
