"""The contact log: writing down what was said, and reading it again."""
