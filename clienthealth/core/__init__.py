"""The part that decides: pure functions over frozen values."""
