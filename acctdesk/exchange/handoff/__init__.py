"""Hand-over workbooks: readable by anybody, and exact for the program that takes them over."""
