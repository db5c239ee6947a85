"""Reviews with a client: from what is kept to slides they may see, and those slides kept as held.

What is read of our own stays in `reading`, which hands out released fields and nothing else; a
block (`blocks`) turns those into slides; `decks` puts the slides of a meeting together; `freezing`
keeps a deck as it was shown.
"""
