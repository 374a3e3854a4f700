"""Calendars as other programs export them."""
