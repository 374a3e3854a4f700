"""Identifiers made by us, before anything is written: a retry carries the same one."""

import os


def uuid7(milliseconds: int) -> str:
    """Return a UUIDv7 (RFC 9562): 48 bits of Unix time in milliseconds, then randomness."""
    noise = int.from_bytes(os.urandom(10), "big")
    value = (milliseconds & (1 << 48) - 1) << 80 | 7 << 76 | (noise >> 68 & 0xFFF) << 64
    value |= 0b10 << 62 | noise & (1 << 62) - 1
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
