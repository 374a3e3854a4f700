"""What the environment says of the clock, the terminal and the editor."""

import pytest

from clienthealth.config import colour_wanted, editor, fixed_now
from clienthealth.errors import UsageError


@pytest.fixture(autouse=True)
def silence(monkeypatch):
    """An environment that says nothing."""
    names = ("CLIENTHEALTH_TODAY", "NO_COLOR", "TERM", "EDITOR", "VISUAL")
    _ = [monkeypatch.delenv(name, raising=False) for name in names]


@pytest.mark.parametrize(
    ("typed", "moment"),
    [("2026-03-04", "2026-03-04T12:00"), ("2026-03-04T07:05", "2026-03-04T07:05"), (" ", None)],
)
def test_the_clock_is_fixed_to_a_moment_or_to_noon(monkeypatch, typed, moment):
    monkeypatch.setenv("CLIENTHEALTH_TODAY", typed)

    assert fixed_now() == moment


@pytest.mark.parametrize(
    "typed", ["today", "2026-02-30", "04.03.2026", "2026-3-4", "2026-03-04T25:00", "2026-03-04T7:05", "20260304"]
)
def test_a_clock_that_cannot_be_read_is_a_usage_error(monkeypatch, typed):
    monkeypatch.setenv("CLIENTHEALTH_TODAY", typed)

    with pytest.raises(UsageError, match=f"CLIENTHEALTH_TODAY: '{typed}' is no day or moment"):
        fixed_now()


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("NO_COLOR", "1", False),
        ("NO_COLOR", "0", False),
        ("NO_COLOR", "", True),
        ("TERM", "dumb", False),
        ("TERM", "xterm", True),
    ],
)
def test_colour_is_given_up_for_no_color_and_dumb_terminals(monkeypatch, name, value, wanted):
    monkeypatch.setenv(name, value)

    assert colour_wanted() is wanted


def test_the_editor_is_visual_then_editor_then_none(monkeypatch):
    none = editor()
    monkeypatch.setenv("EDITOR", "ed")
    plain = editor()
    monkeypatch.setenv("VISUAL", "code --wait")

    assert (none, plain, editor()) == (None, "ed", "code --wait")
