"""Tell a problem client from a client with a problem, from a record instead of a mood."""

__version__ = "0.1.0"
