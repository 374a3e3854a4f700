"""Time that tools have tracked, one module a tool: work, never contact."""
