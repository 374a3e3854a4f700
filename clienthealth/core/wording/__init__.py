"""Slips of wording in a text that is to go out, or into the record: insults, threats, blame, leaks.

What is looked for stands in data, `render/languages/*/wording.toml`; `docs/wording.md` tells its format. It
catches slips that are known; it does not hear tone.
"""
