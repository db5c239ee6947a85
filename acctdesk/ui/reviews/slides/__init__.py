"""The slides of a review: chosen, written, looked at, presented, and left behind as files.

Here alone the window joins what is kept with what presents it: `acctdesk.ui.presenting` is handed a
deck and plain texts, and knows nothing of where they come from.
"""
