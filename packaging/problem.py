"""The one thing that ends the bootstrap early."""


class CannotGoOn(Exception):  # noqa: N818 - read as a sentence
    """The checkout can't be made ready; the text says why, and the command that helps."""
