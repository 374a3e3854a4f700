"""A sheet as Markdown: headings, lists, commands as code; what people wrote is never markup."""

import re

from clienthealth.render.sheet import Line, Section, Sheet

SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&$@]|:(?=//)|(?<=\bwww)\.)", re.IGNORECASE)
"""What is markup in CommonMark, in GitHub's tables and bare links, and what notebooks take for a formula."""

LINE_START = re.compile(r"^(\s*\d*)([-+.)](?=\s|$)|-(?=[-\s]*$)|=(?==*\s*$))")
"""What begins a list, a rule or, below other text, a heading."""

NUMBER = re.compile(r"[0-9]{1,3}\.")
"""The lead of a line that is one of a numbered list; no slug, name or day looks like it."""


def markdown(sheet: Sheet) -> str:
    """Return the sheet as Markdown."""
    parts = [f"# {escaped(sheet.title)}", *map(escaped, sheet.opening)]
    for section in sheet.sections:
        parts += [f"## {escaped(section.title)}", *map(escaped, section.intro)]
        parts += [_lines(section)] if section.lines else []
    parts += map(escaped, sheet.closing)
    if sheet.command:
        parts.append(code(sheet.command))
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """Return text that Markdown shows as it was written."""
    return LINE_START.sub(r"\1\\\2", SPECIAL.sub(r"\\\1", text))


def code(command: str) -> str:
    """Return a command as code, whatever stands in it."""
    longest = max((len(run) for run in re.findall("`+", command)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if command.startswith("`") or command.endswith("`") else ""
    return f"{fence}{pad}{command}{pad}{fence}"


def _lines(section: Section) -> str:
    return "\n".join(_line(each) for each in section.lines)


def _line(line: Line) -> str:
    if NUMBER.fullmatch(line.lead):
        return f"{line.lead} {escaped(line.text)}"
    lead = f"**{escaped(line.lead)}**: " if line.lead else ""
    body = f"- {lead}{escaped(line.text)}"
    more = [f"  {escaped(each)}" for each in line.more]
    command = [f"  {code(line.command)}"] if line.command else []
    return "  \n".join([body, *more, *command])
