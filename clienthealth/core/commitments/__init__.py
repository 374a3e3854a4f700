"""Commitments both ways: when each is due, whose clock stands still, and how many were kept in time."""
