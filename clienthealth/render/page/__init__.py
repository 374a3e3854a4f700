"""The review as one page for a browser: a file that needs no network, no script and nothing beside it."""
