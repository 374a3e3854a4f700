"""Bytes of mail as text: charsets that are missing, wrong or unknown, encoded words, characters that would act."""

import binascii
import re

WORD = re.compile(r"=\?([^?\s]{1,80})\?([BbQq])\?([^?]*)\?=")
"""An encoded word (RFC 2047); what it holds ends at the next question mark, so looking for it takes linear time."""

NOT_OF_MAIL = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"})
"""Text encodings of Python that no mail is in, the slow ones among them."""

WIDER = {"ascii": "", "iso8859-1": "cp1252", "gb2312": "gb18030", "euc_kr": "cp949", "shift_jis": "cp932"}
"""What is declared, and what it is in practice: the larger set of the same family, or not known at all."""

JOINERS = frozenset("\u200c\u200d")
"""Invisible, and needed by several scripts and by emoji."""


def text_of(content: bytes, charset: str = "") -> str:
    """Return bytes as text, by the charset that is declared if it fits, else UTF-8, else Windows-1252; never fails."""
    for name in (_codec(charset), "utf-8"):
        if name:
            try:
                return content.decode(name)
            except (ValueError, LookupError):
                continue
    return content.decode("cp1252", "replace")


def header_text(raw: str) -> str:
    """Return a header's text: encoded words read, folding undone, white space squeezed, nothing in it that acts."""
    if "=?" not in raw:
        return visible(_plain(raw))
    said, held, charset, end = [], b"", "", 0
    for found in WORD.finditer(raw):
        between = raw[end : found.start()]
        name, kind, text = found.groups()
        name = name.partition("*")[0].casefold()
        if end and not between.strip() and name == charset:
            held += _decoded(kind, text)  # a letter may be cut in two by the end of a word
        else:
            said.append(text_of(held, charset))
            said.append("" if end and not between.strip() else _plain(between))
            held, charset = _decoded(kind, text), name
        end = found.end()
    said += [text_of(held, charset), _plain(raw[end:])]
    return visible("".join(said))


def visible(text: str) -> str:
    """Return text in one line, without control characters and without those that turn its direction."""
    line = " ".join(text.split())
    if line.isprintable():
        return line
    return " ".join("".join(sign for sign in line if sign.isprintable() or sign in JOINERS).split())


def transferred(content: bytes, encoding: str) -> bytes:
    """Undo a transfer encoding as far as it goes; what is broken in it stays as it is."""
    match encoding:
        case "base64":
            return _base64(content)
        case "quoted-printable":
            return binascii.a2b_qp(content)
        case _:
            return content


def _codec(charset: str) -> str:
    """Return the codec of a declared charset, or nothing where there is none that text may be in."""
    import codecs

    try:
        name = codecs.lookup(charset).name if charset else ""
    except (LookupError, ValueError):
        return ""
    return "" if name in NOT_OF_MAIL else WIDER.get(name, name)


def _plain(raw: str) -> str:
    """Return a header as it stands, its 8-bit bytes read as text."""
    return raw if raw.isascii() else text_of(raw.encode("utf-8", "surrogateescape"))


def _decoded(kind: str, text: str) -> bytes:
    content = text.encode("utf-8", "surrogateescape")
    return _base64(content) if kind in "Bb" else binascii.a2b_qp(content, header=True)


def _base64(content: bytes) -> bytes:
    """Decode base64; of what is cut off or littered, as much as there is."""
    try:
        return binascii.a2b_base64(content)
    except binascii.Error:
        whole = re.sub(rb"[^A-Za-z0-9+/]", b"", content)
        whole = whole[:-1] if len(whole) % 4 == 1 else whole
        return binascii.a2b_base64(whole + b"=" * (-len(whole) % 4))
