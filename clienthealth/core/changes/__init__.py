"""How open things move on: each change a pure function of a record."""
