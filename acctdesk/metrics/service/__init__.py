"""Service levels: what was promised, what happened, and what follows from it.

Everything takes plain values and the instant until which is known; nothing here asks a clock, a
database or a window. `docs/service-levels.md` tells the rules in words, with three tickets told by
hand.
"""
