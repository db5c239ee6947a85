"""Slides of a deck as scenes, in the client profile: always light, read across a room.

`paginate` parts what doesn't fit, once; `slide_scene` then draws any slide of the parted deck.
"""

from acctdesk.drawing.slides.paging import SIZE, origins, paginate
from acctdesk.drawing.slides.scenes import deck_scenes, more_scene, slide_scene

__all__ = ["SIZE", "deck_scenes", "more_scene", "origins", "paginate", "slide_scene"]
