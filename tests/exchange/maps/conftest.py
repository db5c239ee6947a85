"""An empty workspace, and something that paints."""

from tests.services.conftest import blank, book, desk

__all__ = ["blank", "book", "desk"]
