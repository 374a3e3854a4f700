"""Messages of theirs that hold a word of the user's own list; literal matches, nothing is understood."""

from collections.abc import Iterable, Iterator, Sequence

from clienthealth.core.kinds import Direction
from clienthealth.core.moments import text_of
from clienthealth.core.records.contact import Interaction
from clienthealth.core.suggesting.suggestion import Suggestion


def with_words(held: Iterable[Interaction], words: Sequence[str]) -> Iterator[Suggestion]:
    """Yield a suggestion for each message of theirs and each word of the list that its subject or text holds.

    Case, accents and width do not matter, whole words do: `refund` is not found in `refunding`.
    """
    wanted = {_folded(each): " ".join(each.split()) for each in words}
    wanted.pop(" ", None)
    if not wanted:
        return
    for each in held:
        if each.direction is Direction.IN:
            told = _folded(f"{each.subject or ''} {each.text or ''}")
            for folded, word in wanted.items():
                if folded in told:
                    yield _suggestion(each, word, folded.strip())


def _suggestion(message: Interaction, word: str, folded: str) -> Suggestion:
    subject = message.subject or message.text or ""
    complaint = {"type": "complaint", "text": subject, "at": text_of(message.at), "channel": message.channel.value}
    if message.contact:
        complaint["contact"] = message.contact
    values = {"word": word, "subject": subject}
    return Suggestion("word", f"{message.id} {folded}", text_of(message.at), values, complaint)


def _folded(text: str) -> str:
    """Return a text as its words in small letters, a space around each."""
    from clienthealth.core.matching import fold

    letters = "".join(each if each.isalnum() else " " for each in fold(text))
    return f" {' '.join(letters.split())} "
