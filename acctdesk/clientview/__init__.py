"""What a client may see: frozen shapes of plain text, and nothing else.

`services` makes them from released fields; whatever presents, draws or exports for a client takes
these alone, so that it can't show what it was never given. No shape holds an id, one of our codes,
or a reference to anything else, and numbers only where something is drawn from them.
"""

from acctdesk.clientview.deck import Brand, Deck, Slide
from acctdesk.clientview.figures import (
    Dots,
    Figure,
    Gauge,
    Line,
    Roadmap,
    Series,
    Share,
    Stack,
    Stretch,
)
from acctdesk.clientview.shapes import (
    Contact,
    Node,
    Part,
    Picture,
    Quote,
    Table,
    Text,
    Tree,
    View,
)

__all__ = [
    "Brand",
    "Contact",
    "Deck",
    "Dots",
    "Figure",
    "Gauge",
    "Line",
    "Node",
    "Part",
    "Picture",
    "Quote",
    "Roadmap",
    "Series",
    "Share",
    "Slide",
    "Stack",
    "Stretch",
    "Table",
    "Text",
    "Tree",
    "View",
]
