"""The hand-over page: giving accounts, taking them over, and what is still to be done."""
