"""The small surface that builds filters, and the editors of its values."""
