"""One command a file: parse, load, decide, show."""
