"""What it looks like: maps and charts made of plain values, without Qt and without the database.

`geometry` and `nearby` are the floor; `tree` places the cards of a map and `routes` draws the lines
between them; `scene` holds the frozen shapes a picture is made of, which `svg` writes and the
window paints. Lengths are in pixels of a screen at 100 %, x to the right, y downwards.
"""
