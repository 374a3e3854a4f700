"""What a sheet that went out puts on record: what it said that was not on record yet, topic by topic."""

from collections.abc import Callable
from typing import NamedTuple

from clienthealth.core.expected.first_sheet import Entry, FirstSheet
from clienthealth.core.expected.items import REF
from clienthealth.core.kinds import Topic
from clienthealth.core.records.agreed import Expectation


class Told(NamedTuple):
    """What an expectation is to say, what it is about, and which item it is, if it is one."""

    text: str
    topic: str
    ref: str | None = None


def told(
    sheet: FirstSheet, held: tuple[Expectation, ...], worded: Callable[[Entry], str], between: str = "; "
) -> tuple[Told, ...]:
    """Return what to record: each item said for the first time, and one text a topic that nothing is in force about.

    `held` are the expectations in force. What covers everything covers each topic, as it does in the score. A blank
    tells nothing. `between` stands between the lines of a topic, which in Greek is no semicolon.
    """
    known = {each.about for each in held}
    items = [each for each in sheet.entries if each.item and each.topic and not each.blank]
    found = [Told(worded(each), each.topic, f"{REF}{each.item}") for each in items]
    if Topic.ALL in known:
        return tuple(found)
    by_topic: dict[str, list[str]] = {}
    for each in sheet.entries:
        if each.topic and each.topic not in known and not each.item and not each.blank:
            by_topic.setdefault(each.topic, []).append(worded(each))
    return (*found, *(Told(between.join(lines), topic) for topic, lines in by_topic.items()))
