"""The hand-over page: giving accounts to a colleague, taking them over, what is still to be done."""
