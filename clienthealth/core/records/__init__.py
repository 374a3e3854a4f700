"""Every type of the journal as a frozen value that refuses what can never be true.

One module a family, because a command should define only the values it makes; `types.py` has all of them.
"""
