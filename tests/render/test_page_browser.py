"""The page in a real browser: it opens from a file, asks for nothing, fits a phone, prints, and axe finds nothing.

Needs Chromium; axe-core is found through AXE (the path of `axe.min.js`) or in `node_modules`, after
`npm install axe-core`.
"""

import json
import os
from pathlib import Path

import pytest
from browser import Browser, found

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(found() is None, reason="no Chromium is installed: apt-get install chromium"),
]
IN_MODULES = Path("node_modules/axe-core/axe.min.js")
SCREENS = [(1280, False), (1280, True), (390, False), (390, True)]


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    started = Browser(found(), tmp_path_factory.mktemp("profile"))
    yield started
    started.close()


@pytest.fixture(params=["en_GB.UTF-8", "de_DE.UTF-8"])
def file(request, run, later, monkeypatch, tmp_path):
    """The page of the demo as a file, with a client that would like to run a program."""
    monkeypatch.setenv("LANG", request.param)
    later("2026-11-20")
    run.ok("demo", str(tmp_path / "demo"))
    run.db = tmp_path / "demo" / "clients.db"
    run.ok("add --slug bobby", "<script>document.title = 'taken'</script>")
    run.ok("promise add bobby --due 2026-11-19", "<img src=http://example.invalid/x.png onerror=alert(1)>")
    out = tmp_path / "week.html"
    run.ok(f"review --format html --out {out}")
    return out


@pytest.fixture
def opened(browser, file):
    browser.events.clear()
    browser.look()
    browser.open(file)
    return browser


def test_nothing_but_the_file_is_asked_for_and_nobody_complains(opened, file):
    asked = [each["request"]["url"] for each in opened.told("Network.requestWillBeSent")]

    assert asked == [file.as_uri()]
    assert [each["entry"]["text"] for each in opened.told("Log.entryAdded")] == []
    assert opened.told("Runtime.exceptionThrown") == []
    assert "taken" not in opened.value("document.title")
    assert "<script>document.title" in opened.value("document.body.innerText + document.body.textContent")


def test_the_style_is_in_force_and_follows_the_colour_scheme(opened):
    def paper():
        return opened.value("getComputedStyle(document.documentElement).backgroundColor")

    light = paper()
    opened.look(dark=True)

    assert light == "rgb(255, 255, 255)"
    assert paper() == "rgb(20, 23, 27)"


def test_the_policy_keeps_out_what_somebody_puts_in(opened):
    opened.value("document.body.setAttribute('style', 'color: red')")
    opened.value("document.body.append(Object.assign(document.createElement('img'), {src: 'http://example.invalid/'}))")

    assert opened.value("getComputedStyle(document.body).color") == "rgb(27, 31, 36)"
    assert (
        opened.value("new Promise(done => setTimeout(() => done(document.querySelector('img').naturalWidth), 200))")
        == 0
    )
    told = [each["entry"]["text"] for each in opened.told("Log.entryAdded")]
    assert len(told) == 2
    assert all("Content Security Policy" in each for each in told)


@pytest.mark.parametrize("width", [320, 390, 800, 1280, 2000])
def test_no_width_has_to_be_scrolled_sideways(opened, width):
    opened.look(width=width)

    assert opened.value("document.documentElement.scrollWidth") <= width


NAMES = """JSON.stringify([...document.querySelectorAll('section[aria-labelledby=quadrant] text.name')]
    .map(each => each.getBoundingClientRect()).map(box => [box.left, box.top, box.right, box.bottom]))"""


@pytest.mark.parametrize("width", [390, 1280])
def test_names_in_the_quadrant_overlap_in_no_font_that_is_here(opened, width):
    opened.look(width=width)
    boxes = json.loads(opened.value(NAMES))

    assert len(boxes) >= 10
    for place, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[:place]:
            # The line height of a font reaches beyond its letters: a sixth of it may be shared.
            slack = (bottom - top) / 6
            apart = left >= other[2] or other[0] >= right or top + slack >= other[3] or other[1] + slack >= bottom
            assert apart, boxes


def test_it_prints_to_some_pages(opened):
    printed = opened.printed()

    assert printed.startswith(b"%PDF-")
    assert 2 <= printed.count(b"/Type /Page\n") + printed.count(b"/Type /Page ") <= 12


def axe():
    """The source of axe-core, or None."""
    named = os.environ.get("AXE")
    path = Path(named) if named else IN_MODULES
    return path.read_text(encoding="utf-8") if path.is_file() else None


@pytest.mark.skipif(axe() is None, reason="no axe-core: npm install axe-core, or name axe.min.js in AXE")
@pytest.mark.parametrize(("width", "dark"), SCREENS)
def test_axe_finds_no_violation(opened, width, dark):
    opened.look(width=width, dark=dark)
    opened.value("document.querySelectorAll('details').forEach(each => { each.open = true })")
    opened.value(f"{axe()};1")

    said = opened.value("axe.run().then(found => JSON.stringify(found.violations.map(each => [each.id, each.help])))")
    assert json.loads(said) == []
