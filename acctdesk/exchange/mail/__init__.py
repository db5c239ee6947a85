"""Mails to a client as drafts that any mail program opens, and meetings as calendar entries.

What is written comes from a `clientview.View` alone.
"""
