"""A relationship over time: how it was judged day by day, what moved it, and what was said of it then."""
