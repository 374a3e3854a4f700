"""A real browser, spoken to over a pair of pipes: no driver is installed, no port opened."""

import base64
import json
import os
import shutil
import subprocess
import sys
from itertools import count

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--remote-debugging-pipe")
LAUNCH = """
import os, sys
from fcntl import F_DUPFD, fcntl
ends = [fcntl(int(each), F_DUPFD, 10) for each in sys.argv[1:3]]
for place, end in enumerate(ends, start=3):
    os.dup2(end, place)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""Gives the browser its pipes as the descriptors 3 and 4, where it looks for them."""


def found():
    """Where a browser of that family is, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Browser:
    """One page in a browser; `events` is all that it told of, in order."""

    def __init__(self, program, profile):
        to_us, from_it = os.pipe()
        to_it, from_us = os.pipe()
        self.events = []
        self._numbers = count(1)
        self._process = subprocess.Popen(
            [sys.executable, "-c", LAUNCH, str(to_it), str(from_it), program, *FLAGS, f"--user-data-dir={profile}"],
            pass_fds=(to_it, from_it),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(to_it)
        os.close(from_it)
        self._in, self._out = os.fdopen(from_us, "wb"), os.fdopen(to_us, "rb")
        self._session = None
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Log", "Runtime"):
            self.ask(f"{domain}.enable")

    def ask(self, method, **given):
        """Ask for something and wait for the answer; what is told in between is kept."""
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": given}
        if self._session:
            message["sessionId"] = self._session
        self._in.write(json.dumps(message).encode() + b"\0")
        self._in.flush()
        while True:
            told = self._hear()
            if told.get("id") == number:
                assert "error" not in told, told
                return told["result"]

    def open(self, path):
        """Open a file, and wait until it is loaded."""
        self.ask("Page.navigate", url=path.as_uri())
        while not any(each["method"] == "Page.loadEventFired" for each in self.events):
            self._hear()

    def told(self, method):
        """What was told of one sort."""
        return [each["params"] for each in self.events if each["method"] == method]

    def value(self, script):
        """What an expression is worth on the page."""
        answer = self.ask("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def look(self, *, width=1280, dark=False, media=""):
        """See the page as on a screen of some width, in one of the colour schemes, or as on paper."""
        phone = {"deviceScaleFactor": 1, "mobile": width < 500, "height": 844, "width": width}
        self.ask("Emulation.setDeviceMetricsOverride", **phone)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.ask("Emulation.setEmulatedMedia", media=media, features=[scheme])

    def screenshot(self, path):
        """Keep what is seen, the whole page."""
        shot = self.ask("Page.captureScreenshot", captureBeyondViewport=True, format="png")
        path.write_bytes(base64.b64decode(shot["data"]))

    def printed(self):
        """The page as PDF."""
        return base64.b64decode(self.ask("Page.printToPDF", preferCSSPageSize=True)["data"])

    def close(self):
        self._session = None
        self.ask("Browser.close")
        self._process.wait(timeout=20)
        self._in.close()
        self._out.close()

    def _hear(self):
        heard = bytearray()
        while (byte := self._out.read(1)) not in (b"\0", b""):
            heard += byte
        assert byte, "the browser has ended"
        told = json.loads(heard)
        if "method" in told:
            self.events.append(told)
        return told
