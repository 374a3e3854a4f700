"""Our own topics: steps by name, commands, letters and days; the words are in `render/languages/*/guide.toml`."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from clienthealth.core.guides.guide import CLIENT

CONDUCT = "conduct"
"""The topic that is no playbook."""


class Due(NamedTuple):
    """Something that is due so many days after (or before) what its phrase names; working days unless it says not."""

    what: str
    days: int


class Topic(NamedTuple):
    """One topic: `instead` names those that fit where this one does not; `write` maps phrases to commands."""

    topic: str
    steps: tuple[str, ...]
    instead: tuple[str, ...] = ()
    write: Mapping[str, str] = MappingProxyType({})
    letters: tuple[str, ...] = ()
    due: tuple[Due, ...] = ()


LETTERS = MappingProxyType(
    {
        "acknowledgement": f"complaint handle {CLIENT}",
        "expectations": f"expect sheet {CLIENT}",
        "offboarding-conduct": f"letter {CLIENT} offboarding --situation conduct",
        "offboarding-non-payment": f"letter {CLIENT} offboarding --situation non-payment",
    }
)
"""The commands of letters that are not simply `letter CLIENT KIND`: the walk drafts an acknowledgement."""

TARGETS = ("acknowledge", "answer", "follow-up")
"""What is due as the configuration says; the days here are those that hold where it says nothing."""

REMIND = f'next add {CLIENT} "…" --due 5d'
"""How anything that is due becomes a reminder."""

TOPICS = (
    Topic(
        CONDUCT,
        (
            "our-share",
            "courtesy",
            "listening",
            "patience",
            "empathy",
            "persons",
            "mistakes",
            "promises",
            "thanks",
            "break",
            "parting",
        ),
        write={"log": f'log {CLIENT} "…" --via call --tone 1', "mirror": "score --mirror"},
    ),
    Topic(
        "angry-client",
        (
            "calm",
            "not-personal",
            "listen",
            "summarise",
            "sympathise",
            "apologise",
            "solution",
            "limits",
            "thank",
            "break",
        ),
        instead=("abusive-conduct",),
        write={
            "handle": f"complaint handle {CLIENT}",
            "remedy": f"effort add {CLIENT} fix --level 2 --min 45",
            "promise": f'promise add {CLIENT} "…" --due fri',
        },
        letters=("acknowledgement",),
        due=(Due("acknowledge", 1), Due("answer", 5), Due("follow-up", 5)),
    ),
    Topic(
        "our-mistake",
        ("verify", "own-first", "apologise", "fix", "cause", "change", "follow-up"),
        instead=("complaint-unclear",),
        write={
            "complaint-ours": f'complaint add {CLIENT} "…" --cause ours --severity 2',
            "apology": f"effort add {CLIENT} apology --level 1",
            "remedy": f"effort add {CLIENT} redo --level 2 --min 1h30 --cost 80",
            "resolved": f"complaint resolve {CLIENT}",
        },
        letters=("apology",),
        due=(Due("apology", 1), Due("follow-up", 5)),
    ),
    Topic(
        "complaint-unclear",
        ("acknowledge", "known-unknown", "questions", "interim", "answer"),
        instead=("angry-client",),
        write={
            "complaint": f'complaint add {CLIENT} "…" --topic quality --severity 2',
            "acknowledged": f"complaint ack {CLIENT}",
            "answer-day": f'promise add {CLIENT} "…" --due 5d',
        },
        letters=("acknowledgement",),
        due=(Due("acknowledge", 1), Due("interim", 1), Due("answer", 5)),
    ),
    Topic(
        "saying-no",
        ("thank", "restate", "reason", "possible", "authority", "written"),
        instead=("scope-drift",),
        write={
            "refused": f'complaint handle {CLIENT} --heard "…" --no "…" --instead "…"',
            "made-clear": f'expect add {CLIENT} "…" --topic scope --via email',
        },
        letters=("acknowledgement",),
        due=(Due("written", 1),),
    ),
    Topic(
        "scope-drift",
        ("compare", "name", "offer", "wait", "log"),
        instead=("expectations",),
        write={
            "change": f'signal add {CLIENT} unpaid-change --quote "…"',
            "change-agreed": f'expect add {CLIENT} "…" --topic scope --confirmed',
            "unpaid-time": f'time add {CLIENT} 1h30 "…" --unbilled',
        },
        letters=("expectations", "boundary"),
        due=(Due("reply", 2),),
    ),
    Topic(
        "limits",
        ("told", "own-side", "talk", "agree", "confirm", "watch", "warn"),
        instead=("abusive-conduct", "scope-drift", "expectations"),
        write={
            "talk": f'boundary add {CLIENT} reset-talk "…"',
            "crossed": f'signal add {CLIENT} breach --quote "…"',
            "warning": f'boundary add {CLIENT} written-warning "…"',
        },
        letters=("boundary",),
        due=(Due("talk", 2), Due("look-again", 20)),
    ),
    Topic(
        "late-payment",
        ("own-invoice", "note", "reminder", "call", "last-date", "pause", "end"),
        instead=("complaint-unclear", "hard-time"),
        write={
            "invoice": f"invoice add {CLIENT} NUMBER --amount 1190 --due 14d",
            "reminded": f'boundary add {CLIENT} reminder "…"',
            "last-date": f'boundary add {CLIENT} written-warning "…" --until 2w',
            "paid": "invoice pay NUMBER",
        },
        letters=("boundary", "offboarding-non-payment"),
        due=(Due("note", 3), Due("reminder", 10), Due("call", 14), Due("last-date", 20)),
    ),
    Topic(
        "hard-time",
        ("kind-word", "lighten", "sorry", "useful", "sparing", "look-in"),
        instead=("late-payment",),
        write={
            "hardship": f"hardship add {CLIENT} --until 8w",
            "extra": f"effort add {CLIENT} extra --min 30",
            "look-in": f'next add {CLIENT} "…" --due 4w',
        },
        letters=("hardship",),
        due=(Due("kind-word", 1), Due("look-in", 20)),
    ),
    Topic(
        "abusive-conduct",
        ("safety", "evidence", "wait", "second-person", "letter", "channel", "access", "care"),
        instead=("angry-client",),
        write={
            "abuse": f'signal add {CLIENT} abusive --severity 3 --quote "…"',
            "owner": f'edit {CLIENT} --owner "…"',
            "last-notice": f'boundary add {CLIENT} final-notice "…"',
            "decision": f'decide {CLIENT} followed --reason "…"',
        },
        letters=("offboarding-conduct",),
        due=(Due("decision", 2), Due("letter", 1)),
    ),
    Topic(
        "expectations",
        ("process", "deliverables", "needs", "reach", "limits", "yes"),
        instead=("limits",),
        write={
            "sheet-sent": f"expect sheet {CLIENT} --sent",
            "confirmed": "expect confirm x1 x2",
            "theirs": f'promise add {CLIENT} "…" --theirs --due 5d',
        },
        letters=("expectations",),
        due=(Due("sheet", 2), Due("renew", 90)),
    ),
    Topic(
        "goodwill",
        ("concrete", "name", "extra", "no-request"),
        instead=("angry-client",),
        write={"extra": f"effort add {CLIENT} extra --min 15", "thanked": f'log {CLIENT} "…" --out'},
        letters=("thanks",),
        due=(Due("thanks", 3), Due("thanks-at-most", 60)),
    ),
    Topic(
        "survey",
        ("three", "moment", "low-score", "tell"),
        instead=("follow-up",),
        write={
            "survey-due": "survey due",
            "asked": f"survey add {CLIENT} csat",
            "answered": f'survey add {CLIENT} csat 4 "…"',
        },
        letters=("survey",),
        due=(Due("survey", 5), Due("low-score", 1), Due("survey-at-most", 90)),
    ),
    Topic(
        "end-relationship",
        ("owed", "contract", "talk", "finish", "letter", "handover", "money", "receipt", "archive", "rest"),
        instead=("abusive-conduct",),
        write={
            "decision": f'decide {CLIENT} followed --reason "…"',
            "begun": f"offboard {CLIENT} --start",
            "ticked": f"offboard {CLIENT} --tick handover",
            "finished": f"offboard {CLIENT} --finish",
            "outcome": f"outcome {CLIENT} ended-by-us",
        },
        letters=("offboarding",),
        due=(Due("ending-letter", 2), Due("data", 30)),
    ),
    Topic(
        "follow-up",
        ("once", "question", "note", "thank", "close"),
        instead=("angry-client",),
        write={
            "taken": f"effort outcome {CLIENT} satisfied",
            "settled": f"complaint confirm {CLIENT} satisfied",
            "unsettled": f"complaint reopen {CLIENT}",
        },
        letters=("follow-up",),
        due=(Due("follow-up", 5),),
    ),
)
"""The code of conduct, then the playbooks by situation."""

BY_NAME = MappingProxyType({each.topic: each for each in TOPICS})


def letter_command(kind: str) -> str:
    """Return the command that drafts a letter, without the program's name."""
    return LETTERS.get(kind, f"letter {CLIENT} {kind}")
