"""Who a mail is from and to, read from headers that follow no grammar."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from clienthealth.importers.answers import Answers
from clienthealth.importers.items import Question, Who
from clienthealth.importers.mail.headers import LONG, Mail
from clienthealth.importers.mail.text import header_text

MOST_PEOPLE = 500
"""So many of a header are looked at: a mail to more of them is no conversation."""

SHOWN = 30
COUNTED = 50_000
"""Addresses that are counted at once; beyond that the rare ones are let go."""

LONGEST = 320
"""Characters of an address (RFC 3696); of a name no more are kept either."""

# Nothing in it may be long: one that never closes is looked for anew from every place in it.
PIECE = re.compile(r'"(?:[^"\\]|\\.){0,400}"|\((?:[^()\\]|\\.){0,400}\)|<[^<>]*>|[,;:]|[^\s"(<,;:]+|\S', re.DOTALL)
SIMPLE = re.compile(r'\s*([^\s"()<>,;:@=\\][^"()<>,;:@=\\]*)?<([^\s"()<>,;:@\\]+@[^\s"()<>,;:@\\]+)>\s*')
BARE = re.compile(r"[^\s@<>()\",;:]+@[^\s@<>()\",;:]+")
SPELT_OUT = re.compile(
    r"^\s*(?:(?P<name>[^<>]*)<)?(?P<user>[\w.+-]{1,64})(?: at |\(a\))(?P<host>[\w.-]{1,255})(?:>|(?=\s|$))"
)
"""`anna at acme.example (Anna)` and `Anna <anna(a)acme.example>`, as archives on the web write it."""

PEOPLE = ("from", "to", "cc")

FEW = 3
"""From so many mails on it is odd if none of them names us anywhere in its headers."""

HEADERS = 1 << 14
"""Bytes of a mail in which an address of ours is looked for."""


def people(mail: Mail, *names: str) -> tuple[Who, ...]:
    """Return everybody in some headers, each address once."""
    found: dict[str, Who] = {}
    for name in names:
        for raw in mail.headers.get(name, [])[:MOST_PEOPLE]:
            for who in addresses(raw):
                found.setdefault(who.address, who)
    return tuple(found.values())[:MOST_PEOPLE]


def sender(mail: Mail) -> Who:
    """Return who wrote it: the address in `From`, never the name beside it; nobody where none can be read."""
    for name in ("from", "sender"):
        for who in people(mail, name):
            return who
    return Who()


def addresses(raw: str) -> list[Who]:
    """Return the people of an address header; what is no address is passed over."""
    raw = " ".join(raw[:LONG].split())  # of blanks alone a pattern would try every part
    simple = SIMPLE.fullmatch(raw) if raw.isascii() else None
    if simple:
        return [_who(simple.group(2), simple.group(1) or "")]
    if "@" in raw:
        return _listed(raw) or _spelt_out(raw)
    return _spelt_out(raw) or (_listed(header_text(raw)) if "=?" in raw else [])


def who_are_you(mails: Iterable[Mail]) -> Question:
    """Return the question for one's own addresses, with the most frequent correspondents of a file."""
    sent: Counter[str] = Counter()
    got: Counter[str] = Counter()
    for mail in mails:
        sent.update({who.address for who in people(mail, "from")})
        got.update({who.address for who in people(mail, "to", "cc")})
        if len(sent) + len(got) > COUNTED:
            sent, got = _frequent(sent), _frequent(got)
    both = sorted((sent + got).items(), key=lambda each: (-each[1], each[0]))[:SHOWN]
    shown = tuple(f"{address}: {sent[address]} written, {got[address]} received" for address, _ in both)
    return Question(
        "me", "Which of these addresses are your own? All of them, aliases too, with commas between.", (), shown
    )


def knows_me(answers: Answers) -> bool:
    """Whether an address of ours is known: without one nobody can say who wrote to whom."""
    return any("@" in each for each in answers.me)


class Ourselves:
    """Looks out for an address of ours while mails go by: a slip in it would make all that we wrote theirs."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self._mails = 0
        # On a list a month without a word of ours is nothing odd.
        self._seen = answers.says("not-ours") or answers.says("lists")
        addresses = [each for each in answers.me if "@" in each]
        spelt = [each.replace("@", " at ") for each in addresses]
        self._wanted = [each.encode() for each in (*addresses, *spelt)]

    def look(self, raw: bytes) -> bytes:
        """Take note of a mail, and return it."""
        self._mails += 1
        if not self._seen:
            head = raw[:HEADERS].lower()
            self._seen = any(each in head for each in self._wanted)
        return raw

    def question(self, mails: Iterable[Mail]) -> Iterator[Question]:
        """Yield what has to be asked where none of the mails named us; the addresses anew after a no."""
        if self._seen or self._mails < FEW:
            return
        if self._answers.get("not-ours") == "no":
            yield who_are_you(mails)
            return
        ours = ", ".join(sorted(each for each in self._answers.me if "@" in each))
        text = f"None of these mails is from or to you ({ours}). Go on, and take all of them as written by others?"
        yield Question("not-ours", text, ("yes", "no"))


def _listed(raw: str) -> list[Who]:
    """Return the people of a list, piece by piece: a phrase before an address in angle brackets is its name."""
    found: list[Who] = []
    phrase: list[str] = []
    for piece in [*PIECE.findall(raw), ","]:
        if piece.startswith("<") and piece.endswith(">"):
            found.append(_who(piece[1:-1], " ".join(phrase)))
            phrase = []
        elif piece in {",", ";"}:
            found += _alone(phrase)
            phrase = []
        elif piece.startswith(":"):
            phrase = []  # the name of a group, or `mailto`
        else:
            phrase.append(_unquoted(piece))
    return [who for who in found if who.address]


def _alone(phrase: list[str]) -> list[Who]:
    """Return the person of a phrase without angle brackets: an address, its name in a comment."""
    for place, piece in enumerate(phrase):
        if BARE.fullmatch(piece):
            rest = phrase[place + 1 :]
            return [_who(piece, _comment(" ".join(rest)))]
    return []


def _comment(text: str) -> str:
    """Return what stands in brackets after an address."""
    return text[1:-1] if text[:1] == "(" and text[-1:] == ")" else ""


def _spelt_out(raw: str) -> list[Who]:
    found = SPELT_OUT.match(raw)
    if not found:
        return []
    name = found["name"].strip(' "') if found["name"] else _comment(raw[found.end() :].strip())
    return [who for who in [_who(f"{found['user']}@{found['host']}", name)] if who.address]


def _who(address: str, name: str) -> Who:
    """Return one person; nobody where what should be the address is none. A route before it is dropped."""
    plain = header_text(address).rpartition(":")[2].strip(" .'\"").lower()
    if len(plain) > LONGEST or not BARE.fullmatch(plain):
        return Who()
    said = header_text(name.strip())[:LONGEST].strip()
    if len(said) > 1 and said[0] == said[-1] == "'":  # as Outlook writes it; a single one is of the name
        said = said[1:-1].strip()
    # Somebody's address as the name of another one misleads whoever reads it.
    return Who(plain, "" if BARE.fullmatch(said) else said)


def _unquoted(piece: str) -> str:
    return re.sub(r"\\(.)", r"\1", piece[1:-1]) if len(piece) > 1 and piece[0] == piece[-1] == '"' else piece


def _frequent(counts: Counter[str]) -> Counter[str]:
    """Return the more frequent half of what is counted."""
    return Counter(dict(counts.most_common(COUNTED // 4)))
