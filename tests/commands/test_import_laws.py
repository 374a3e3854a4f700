"""Laws of imports, whatever was done before them: sums, nothing twice, everything back, and a sound store."""

import contextlib
import io
import json
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clienthealth.cli import main

PEOPLE = ("anna@acme.example", "nora@nora.example", "kim@else.example", "me@studio.example")
OUTCOMES = ("new", "changed", "known", "removed", "undecided", "bad", "skipped")

MAILS = st.lists(
    st.tuples(
        st.integers(0, 5),
        st.sampled_from(PEOPLE),
        st.sets(st.sampled_from(PEOPLE), min_size=1, max_size=3),
        st.integers(0, 6),
        st.sampled_from(["Logo", "Re: Logo", "Colours", ""]),
        st.integers(0, 40),
    ),
    min_size=1,
    max_size=5,
)
"""Number, sender, receivers, number of what it answers (6: nothing), subject, hour."""

ROWS = st.lists(
    st.tuples(st.integers(1, 3), st.sampled_from(["Acme", "Nora", "Kim", ""]), st.sampled_from(["50", "80", "x"])),
    min_size=1,
    max_size=4,
)
"""Invoice number, customer, amount."""

IMPORTS = st.one_of(
    st.tuples(st.just("mail"), MAILS, st.sampled_from(["", "--no-subjects", "--client kim@else.example=acme"])),
    st.tuples(st.just("table"), ROWS, st.sampled_from(["", "--create-clients"])),
)
STEPS = st.one_of(
    IMPORTS,
    st.sampled_from(
        [
            ("do", "edit i1 --tone=-1"),
            ("do", "edit i2 --subject Other"),
            ("do", "rm i1 --yes"),
            ("do", "rm i3 --yes"),
            ("do", "rm v1 --yes"),
            ("do", "edit acme --slug apex"),
            ("do", "merge nora acme --yes"),
            ("do", "log nora Something"),
            ("do", "log kim Something"),
            ("do", "imports undo m1"),
            ("do", "imports undo m2"),
            ("do", "undo"),
            ("again", ""),
        ]
    ),
)


class Office:
    """A store that is copied from a prepared one, and what was imported into it."""

    def __init__(self, folder):
        self.folder = folder
        self.last = None

    def __call__(self, *words):
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = int(main(["--db", str(self.folder / "clients.db"), *words]))
        assert code in {0, 2, 3, 4}, f"{words}: {err.getvalue()}"
        return code, out.getvalue()

    def bring(self, step):
        """Import a file, hold the sums against each other, and return the report."""
        kind, content, line = step
        file = self.folder / kind
        file.write_text(mbox(content) if kind == "mail" else table(content))
        options = ["--me", PEOPLE[3]] if kind == "mail" else ["--answer", "unpaid=yes", "--answer", "currency=EUR"]
        code, out = self("import", str(file), "--yes", "--json", "--skip-bad", *options, *line.split())
        if code:
            return None
        told = json.loads(out)
        assert told["found"] == sum(told[each] for each in OUTCOMES)
        assert all(told[each] >= 0 for each in OUTCOMES)
        assert all(count > 0 for count in told["records"].values())
        return told

    def step(self, step):
        """Do one thing, whatever it comes to."""
        if step[0] == "do":
            self(*step[1].split())
        elif step[0] == "again":
            if self.last:
                self.bring(self.last)
        elif self.bring(step):
            self.last = step

    def export(self):
        """Return the whole record."""
        return self("export")[1]


def mbox(mails):
    return "".join(
        f"From x@y Mon Jan  5 09:00:00 2026\nFrom: {sender}\nTo: {', '.join(sorted(to))}\n"
        + (f"Date: {5 + hour // 24} Jan 2026 {hour % 24:02}:00:00 +0100\n" if hour < 40 else "")
        + f"Message-ID: <{number}@x.example>\n"
        + (f"In-Reply-To: <{parent}@x.example>\n" if parent < 6 else "")
        + f"Subject: {subject}\n\nText {number}\n\n"
        for number, sender, to, parent, subject, hour in mails
    )


def table(rows):
    lines = [f"{number},{customer},2026-01-0{number},2026-02-0{number},{amount}" for number, customer, amount in rows]
    return "\n".join(["Number,Customer,Invoice date,Due date,Amount", *lines, ""])


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """Return a maker of offices, each with a store of its own that has two clients."""
    prepared = tmp_path_factory.mktemp("prepared")

    @contextlib.contextmanager
    def opened():
        if not (prepared / "clients.db").exists():
            made = Office(prepared)
            for name, address in (("acme", PEOPLE[0]), ("nora", PEOPLE[1])):
                made("add", name.title(), "--since", "2025-06-01")
                made("contact", "add", name, f"{name.title()} Berg", "--email", address)
        with tempfile.TemporaryDirectory(dir=prepared) as folder:
            shutil.copy(prepared / "clients.db", folder)
            yield Office(Path(folder))

    return opened


def check(office, steps, last):
    """After any steps, an import of `last`: again it adds nothing, taken back it leaves no trace, and all is sound."""
    for step in steps:
        office.step(step)
    before = office.export()
    told = office.bring(last)
    if told is None:
        return
    after = office.export()
    again = office.bring(last)
    assert (again["new"], again["changed"], again["batch"]) == (0, 0, None)
    assert office.export() == after
    if told["batch"]:
        assert office("imports", "undo", told["batch"])[0] == 0
    assert office.export() == before
    assert office("doctor")[0] == 0


def in_turn(office, *steps):
    """Return the ids on record after several imports."""
    for step in steps:
        office.bring(step)
    told = (json.loads(line) for line in office.export().splitlines())
    return sorted((each["type"], each["client"], each["id"]) for each in told if each["type"] != "client")


@given(steps=st.lists(STEPS, max_size=3), last=IMPORTS)
@settings(max_examples=16)
def test_an_import_holds_its_laws_after_anything(office, steps, last):
    with office() as one:
        check(one, steps, last)


@pytest.mark.slow
@given(steps=st.lists(STEPS, max_size=8), last=IMPORTS)
@settings(max_examples=150)
def test_an_import_holds_its_laws_after_anything_at_length(office, steps, last):
    with office() as one:
        check(one, steps, last)


@given(one=IMPORTS, other=IMPORTS)
@settings(max_examples=5)
def test_the_order_of_imports_does_not_matter_in_the_end(office, one, other):
    with office() as here, office() as there:
        assert in_turn(here, one, other, one, other) == in_turn(there, other, one, other, one)


@pytest.mark.slow
@given(one=IMPORTS, other=IMPORTS)
@settings(max_examples=150)
def test_the_order_of_imports_does_not_matter_in_the_end_at_length(office, one, other):
    with office() as here, office() as there:
        assert in_turn(here, one, other, one, other) == in_turn(there, other, one, other, one)
