"""Presenting to a client: what is checked before, the client's window, and the second screen.

Everything here is made of a `clientview.Deck` and of plain texts that were handed in. It can't name
models or services, nor a page that could (contract "presenting" in pyproject.toml), so that it
can't show what it was never given.
"""
