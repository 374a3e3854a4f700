"""Core values in, text out: never prints, never opens a user's file."""
