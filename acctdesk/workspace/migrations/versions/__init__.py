"""One module a step; each names literal tables."""
