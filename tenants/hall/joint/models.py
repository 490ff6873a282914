"""Parallel approval: the parts of a joint case, each with its department and limit."""
