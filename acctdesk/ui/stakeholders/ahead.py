"""What a map needs later than at its opening: loaded while the window rests.

The ways to people are found by a graph library whose loading takes longer than a map's opening,
and holds it up even from another thread.
"""

from __future__ import annotations

import networkx  # noqa: F401  # Whoever asks for a way imports it again, which costs nothing then.
