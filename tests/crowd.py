"""A client with far more on record than one page holds, all of it in the same words."""

import json

PAGE, WIDE = 66, 80
"""Lines and columns of a page."""


def crowd(run, tmp_path, words="Words that fill the line and run on into the next one, twice over"):
    """Put a client on record of whom there is far more than a page holds."""
    journal = [
        {"type": "client", "client": "acme", "at": "2026-01-01", "name": words * 2, "owner": words, "note": words}
    ]
    for day in range(1, 29):
        at = f"2026-10-{day:02d}"
        base = {"client": "acme", "at": at, "text": words, "owner": f"{words}{day}"}
        complaint = {"remedy_sought": words, "heard": words, "summary": words, "offered": words, "staff": words}
        journal += [
            {**base, "type": "complaint", "id": f"c{day}", "contact": words, "project": words, **complaint},
            {**base, "type": "promise", "id": f"p{day}", "due": at, "by": words},
            {**base, "type": "expectation", "id": f"x{day}"},
            {**base, "type": "boundary", "id": f"b{day}", "step": "reset-talk"},
            {**base, "type": "interaction", "id": f"i{day}", "channel": "email", "direction": "in"},
            {
                "type": "effort",
                "client": "acme",
                "at": at,
                "id": f"e{day}",
                "kind": "escalation",
                "complaint": f"c{day}",
            },
            {"type": "signal", "client": "acme", "at": at, "id": f"s{day}", "kind": "threat", "quote": words},
        ]
    people = [{"name": f"{words}{n}", "role": words, "email": [f"{n}{'x' * 70}@acme.example"]} for n in range(9)]
    journal[0] |= {"contacts": people, "contact_hours": words, "contract": words}
    path = tmp_path / "crowd.jsonl"
    path.write_text("".join(f"{json.dumps(each)}\n" for each in journal), encoding="utf-8")
    run.ok(f"import {path} --yes")
    return run
