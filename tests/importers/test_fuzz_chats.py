"""Any bytes, texts and entries that are nearly right: only items and our own refusal, in linear time."""

import io
import json
import time
import zipfile
from pathlib import Path

import pytest
from chats import FILES, answered
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clienthealth.errors import BadData
from clienthealth.importers.formats import reader
from clienthealth.importers.items import REASONS, Draft, Hint, Problem, Question, Settled, Skipped
from clienthealth.importers.source import Source

FORMS = ("whatsapp", "signal", "telegram", "slack")
QUICK = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
LONG = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

PIECES = [
    *("13.01.26, 09:00 - Ida: Hi\n", "1/13/26, 9:00 PM - Nele: ", "[13.01.26, 09:00:01] ~ Ole: \u200e<attached: x>\n"),
    *(
        "[2026-01-05, 09:00] Anna: Berg: x\n",
        "99/99/9999, 99:99 - A: b\n",
        "2026-01-05 09:00",
        "(- x: y -)\n",
        "![a](b)",
    ),
    *("\u200e", "\u202f", "[", "] ", ": ", " - ", "\n", "\r\n", "\x00", '"', "٢٣/٣/٢٢", "pm", "> ", "\ud800"),
]
FIELDS = ["id", "type", "date", "date_unixtime", "from", "from_id", "actor", "actor_id", "action", "duration_seconds"]
FIELDS += ["text", "photo", "ts", "user", "subtype", "bot_id", "thread_ts", "files", "user_profile"]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=30).map("".join)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=8)
    | st.sampled_from(["1772438400", "message", "Ida", "U1", "phone_call"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["text", "id", "name", "type"]), inner, max_size=3)
    ),
    max_leaves=5,
)
ENTRY = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(FIELDS, VALUES),
)
SOUND = st.builds(
    lambda number, more: {
        "id": number,
        "type": "message",
        "date_unixtime": str(1772438400 + 60 * number),
        "from": "Ida",
        "from_id": "user1",
        "ts": f"{1772438400 + 60 * number}.000100",
        "user": "U1",
        "text": "Hi",
        **more,
    },
    st.integers(0, 9),
    ENTRY,
)
ENTRIES = st.lists(SOUND | ENTRY | VALUES, max_size=8)
CHATS = st.fixed_dictionaries(
    {"messages": ENTRIES}, optional={"name": VALUES, "type": VALUES, "id": VALUES}
) | st.fixed_dictionaries(
    {
        "chats": st.fixed_dictionaries(
            {"list": st.lists(st.fixed_dictionaries({"messages": ENTRIES}, optional={"name": VALUES}) | VALUES)}
        )
    }
)


def survives(form: str, path: Path) -> None:
    """Read a file with no answer, with some and with all: it ends, in items or in a refusal that shows a way out."""
    refused = []
    for given_answers in (
        {"work": ""},
        {},
        {"me": "Ida, U1, user1", "order": "dmy", "chats": "all", "encoding": "cp1252", "preview": "9"},
    ):
        try:
            for item in reader(form).read(Source(path), answered(**given_answers)):
                assert isinstance(item, Draft | Problem | Skipped | Hint | Question | Settled)
                if isinstance(item, Draft):
                    assert item.parties
                    assert item.said["direction"] in {"in", "out"}
                    json.dumps(item.said, ensure_ascii=False).encode()
                    item.key.encode()
                assert not isinstance(item, Skipped) or item.reason in REASONS
        except BadData as error:
            refused.append(error)
    assert all(error.message and error.hint for error in refused)


def zip_of(days: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in days.items():
            archive.writestr(name, raw)
    return made.getvalue()


def check_bytes(path: Path, raw: bytes) -> None:
    path.write_bytes(raw)
    for form in FORMS:
        reader(form).recognises(Source(path))
        survives(form, path)


def check_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", errors="surrogatepass")
    for form in ("whatsapp", "signal"):
        survives(form, path)


def check_entries(path: Path, chats: object, days: list[object]) -> None:
    path.write_text(json.dumps(chats), encoding="utf-8")
    survives("telegram", path)
    lists = {
        "users.json": json.dumps([{"id": "U1", "name": "ida"}, *days]).encode(),
        "channels.json": json.dumps(days).encode(),
    }
    path.write_bytes(zip_of({**lists, "nord/2026-03-02.json": json.dumps(days).encode()}))
    survives("slack", path)


def check_mutation(path: Path, name: str, at: int, new: bytes, cut: int) -> None:
    raw = (FILES / name).read_bytes()
    if name.endswith(".json"):
        day = json.dumps([{"type": "message", "ts": "1772438400.000100", "user": "U1", "text": "Hi"}]).encode()
        zipped = zip_of(
            {"channels.json": b"[]", "nord/2026-03-02.json": day, "_chat.txt": b"13.01.26, 09:00 - Ida: Hi\n"}
        )
        at_zip = at % len(zipped)
        path.write_bytes(zipped[:at_zip] + new + zipped[at_zip + cut :])
        survives("slack", path)
        survives("whatsapp", path)
    at %= len(raw)
    check_bytes(path, raw[:at] + new + raw[at + cut :])


NAMES = st.sampled_from(sorted(each.name for each in FILES.iterdir() if each.is_file()))
MUTATION = (NAMES, st.integers(0, 1 << 16), st.binary(max_size=4), st.integers(0, 400))


@QUICK
@given(raw=st.binary(max_size=300))
def test_any_bytes(tmp_path, raw):
    check_bytes(tmp_path / "file", raw)


@QUICK
@given(text=TEXTS)
def test_texts_that_are_nearly_chats(tmp_path, text):
    check_text(tmp_path / "file", text)


@QUICK
@given(chats=CHATS, days=ENTRIES)
def test_entries_of_any_shape(tmp_path, chats, days):
    check_entries(tmp_path / "file", chats, days)


@QUICK
@given(*MUTATION)
def test_files_with_something_wrong(tmp_path_factory, name, at, new, cut):
    check_mutation(tmp_path_factory.mktemp("fuzz") / "file", name, at, new, cut)


@pytest.mark.slow
@LONG
@given(text=TEXTS, chats=CHATS, days=ENTRIES)
def test_longer(tmp_path, text, chats, days):
    check_text(tmp_path / "file", text)
    check_entries(tmp_path / "file", chats, days)


@pytest.mark.parametrize(
    "line",
    [
        "13.01.26, 09:00 - Ida: Hi\n",
        "[",
        "13.01.26, ",
        "\u200e",
        "a: ",
        "13.01.26, 09:00 - \n",
        "13.01.26, 09:00 aaaaaaaaa",
        '"',
        "\n",
        "(- ",
    ],
)
def test_time_grows_with_the_file_and_not_faster(tmp_path, line):
    path = tmp_path / "file"
    head = "13.01.26, 09:00 - Ida: Hi\n[2026-01-05, 09:00] Ida: Hi\n"

    def seconds(size: int) -> float:
        path.write_text(head + line * (size // len(line)), encoding="utf-8")
        began = time.perf_counter()
        for form in ("whatsapp", "signal"):
            survives(form, path)
        return time.perf_counter() - began

    seconds(1000)
    assert seconds(60_000) < 16 * seconds(15_000) + 0.5
