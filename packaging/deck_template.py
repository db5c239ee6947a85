"""Makes the template of decks: eight layouts with named placeholders, in the house's typeface.

Run: python packaging/deck_template.py

The result, resources/templates/decks/default.pptx, is committed. Whoever wants another look copies
it, changes it in PowerPoint or Impress, and keeps the names of layouts and placeholders: AcctDesk
finds its places by them.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from xml.sax.saxutils import escape

from pptx import Presentation
from pptx.oxml import parse_xml

OUT = Path(__file__).resolve().parent.parent / "resources" / "templates" / "decks" / "default.pptx"
PIXEL = 6350
"""Of a slide that is 1920 wide, in the unit of the format."""
TEXT, SECONDARY, ACCENT = "1B1F24", "57606A", "0B5CAD"
COLOURS = {
    "dk1": TEXT, "lt1": "FFFFFF", "dk2": "3A424B", "lt2": "EDF0F3", "accent1": ACCENT,
    "accent2": "D55E00", "accent3": "009E73", "accent4": "CC79A7", "accent5": "57606A",
    "accent6": "828B95", "hlink": ACCENT, "folHlink": "57606A",
}  # fmt: skip
SPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)

Place = tuple[float, float, float, float]
Holder = tuple[str, str, int, Place, str]
"""Name, type, number, place in pixels, and how its words look."""

# How words look: size in points, weight, colour, side, where they stand upright.
LOOKS = {
    "title": (27, True, "tx1", "l", "t"), "cover": (44, True, "tx1", "l", "b"),
    "subtitle": (14, False, SECONDARY, "l", "t"), "body": (15, False, "tx1", "l", "t"),
    "facts": (16, False, SECONDARY, "l", "t"), "small": (11, False, SECONDARY, "l", "t"),
    "right": (11, False, SECONDARY, "r", "t"), "foot": (11, False, SECONDARY, "l", "b"),
    "footright": (11, False, SECONDARY, "r", "b"),
}  # fmt: skip
HEAD: list[Holder] = [
    ("Head line", "body", 13, (104, 56, 1452, 30), "small"),
    ("Slide number", "sldNum", 12, (1576, 56, 240, 30), "right"),
]
FOOT: list[Holder] = [
    ("Source", "body", 15, (104, 1002, 1027, 30), "foot"),
    ("Prepared for", "body", 16, (1200, 1002, 616, 30), "footright"),
]
FRAME: list[Holder] = [
    *HEAD,
    ("Title", "title", 0, (104, 104, 1712, 70), "title"),
    ("Subtitle", "body", 14, (104, 180, 1712, 36), "subtitle"),
    *FOOT,
]
TOP, HIGH = 256, 718
LAYOUTS: list[tuple[str, str, list[Holder]]] = [
    ("Title", "title", [
        ("Title", "ctrTitle", 0, (144, 290, 1672, 200), "cover"),
        ("Subtitle", "subTitle", 1, (144, 506, 1672, 50), "subtitle"),
        ("Facts", "body", 13, (144, 596, 1672, 200), "facts"),
        ("Client logo", "pic", 21, (144, 56, 360, 120), "body"),
        ("Our logo", "pic", 22, (1456, 56, 360, 120), "body"),
            FOOT[0],
    ]),
    ("Section", "secHead", [
        HEAD[1],
        ("Title", "title", 0, (144, 340, 1672, 200), "cover"),
        ("Subtitle", "body", 14, (144, 556, 1672, 50), "subtitle"),
        ("Head line", "body", 13, (144, 646, 1672, 40), "facts"),
        *FOOT,
    ]),
    ("Content", "obj", [*FRAME, ("Body", "body", 1, (104, TOP, 1712, HIGH), "body")]),
    ("Two content", "twoObj", [
        *FRAME,
        ("Left", "body", 1, (104, TOP, 820, HIGH), "body"),
        ("Right", "body", 17, (996, TOP, 820, HIGH), "body"),
    ]),
    ("Chart and text", "", [
        *FRAME,
        ("Chart", "chart", 18, (104, TOP, 991, HIGH), "body"),
        ("Text", "body", 1, (1183, TOP, 633, HIGH), "body"),
    ]),
    ("Table", "tbl", [*FRAME, ("Table", "tbl", 19, (104, TOP, 1712, HIGH), "body")]),
    ("Picture", "", [*FRAME, ("Picture", "pic", 20, (104, TOP, 1712, HIGH), "body")]),
    ("Blank", "blank", [*HEAD, *FOOT]),
]  # fmt: skip


def colour(name: str) -> str:
    if re.fullmatch("[0-9A-F]{6}", name):
        return f'<a:solidFill><a:srgbClr val="{name}"/></a:solidFill>'
    return f'<a:solidFill><a:schemeClr val="{name}"/></a:solidFill>'


def levels(look: str) -> str:
    """How the words of a placeholder look, on every level."""
    size, strong, tint, side, _anchor = LOOKS[look]
    fonts = "+mj" if strong else "+mn"
    return "".join(
        f'<a:lvl{level}pPr marL="0" indent="0" algn="{side}"><a:spcBef><a:spcPts val="0"/>'
        f'</a:spcBef><a:buNone/><a:defRPr sz="{size * 100}" b="{int(strong)}">{colour(tint)}'
        f'<a:latin typeface="{fonts}-lt"/><a:ea typeface="{fonts}-ea"/>'
        f'<a:cs typeface="{fonts}-cs"/></a:defRPr></a:lvl{level}pPr>'
        for level in range(1, 6)
    )


def holder_xml(number: int, holder: Holder) -> str:
    """A placeholder of a layout."""
    name, kind, index, (x, y, wide, high), look = holder
    of = "" if kind == "body" else f' type="{kind}"'
    of = ' type="body"' if kind == "body" else of
    at = f' idx="{index}"' if index else ""
    words = escape(name)
    text = f"<a:r><a:rPr/><a:t>{words}</a:t></a:r>"
    if kind == "sldNum":
        text = (
            '<a:fld id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}" type="slidenum"><a:rPr/>'
            "<a:t>‹#›</a:t></a:fld>"
        )
    return (
        f'<p:sp {SPACES}><p:nvSpPr><p:cNvPr id="{number}" name="{words}"/><p:cNvSpPr>'
        f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph{of}{at}/></p:nvPr></p:nvSpPr><p:spPr>'
        f'<a:xfrm><a:off x="{round(x * PIXEL)}" y="{round(y * PIXEL)}"/>'
        f'<a:ext cx="{round(wide * PIXEL)}" cy="{round(high * PIXEL)}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody>'
        f'<a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" '
        f'anchor="{LOOKS[look][4]}"><a:noAutofit/></a:bodyPr><a:lstStyle>{levels(look)}'
        f"</a:lstStyle><a:p>{text}</a:p></p:txBody></p:sp>"
    )


def band_xml() -> str:
    """The band of the accent at the left of a cover."""
    return (
        f'<p:sp {SPACES}><p:nvSpPr><p:cNvPr id="90" name="Band"/><p:cNvSpPr/><p:nvPr '
        f'userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{20 * PIXEL}" cy="{1080 * PIXEL}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        f"</a:prstGeom>{colour('accent1')}<a:ln><a:noFill/></a:ln></p:spPr><p:txBody><a:bodyPr/>"
        f"<a:lstStyle/><a:p/></p:txBody></p:sp>"
    )


def fill(tree: object, holders: list[Holder], *, band: bool = False) -> None:
    """Replace what stands on a layout or the master."""
    element: object = tree
    for child in list(element)[2:]:  # type: ignore[call-overload]
        element.remove(child)  # type: ignore[attr-defined]
    if band:
        element.append(parse_xml(band_xml()))  # type: ignore[attr-defined]
    for number, holder in enumerate(holders, 2):
        element.append(parse_xml(holder_xml(number, holder)))  # type: ignore[attr-defined]


def theme(data: bytes) -> bytes:
    """The theme with our colours and typeface; where that is missing, another without serifs."""
    text = data.decode()
    for name, value in COLOURS.items():
        text = re.sub(
            rf"<a:{name}>.*?</a:{name}>",
            f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>',
            text,
            flags=re.DOTALL,
        )
    for kind in ("major", "minor"):
        text = re.sub(
            rf"<a:{kind}Font>.*?</a:{kind}Font>",
            f'<a:{kind}Font><a:latin typeface="Inter" panose="020B0604020202020204"/>'
            f'<a:ea typeface=""/><a:cs typeface=""/></a:{kind}Font>',
            text,
            flags=re.DOTALL,
        )
    return re.sub(r'name="Office Theme"', 'name="AcctDesk"', text, count=1).encode()


def make(out: Path) -> None:
    """Make the template.

    Args:
        out: The file.
    """
    deck = Presentation()
    deck.slide_width, deck.slide_height = 1920 * PIXEL, 1080 * PIXEL
    master = deck.slide_masters[0]
    layouts = list(master.slide_layouts)
    for layout in layouts[len(LAYOUTS) :]:
        master.slide_layouts.remove(layout)
    body = ("Body", "body", 1, (104, TOP, 1712, HIGH), "body")
    fill(
        master.shapes._spTree, [FRAME[2], body, ("Slide number", "sldNum", 4, HEAD[1][3], "right")]
    )
    for layout, (name, kind, holders) in zip(layouts, LAYOUTS, strict=False):
        element = layout._element
        element.cSld.set("name", name)
        element.attrib.pop("type", None)
        if kind:
            element.set("type", kind)
        else:
            element.set("userDrawn", "1")
        fill(layout.shapes._spTree, holders, band=name in ("Title", "Section"))
    for part in deck.part.package.iter_parts():
        if part.partname.startswith("/ppt/theme/"):
            part._blob = theme(part.blob)
    drop(deck.part.package, "thumbnail", "extended-properties")
    drop(deck.part, "printerSettings")
    core = deck.core_properties
    core.title, core.author, core.last_modified_by = "AcctDesk deck", "", ""
    core.keywords = core.subject = core.comments = ""
    core.revision = 1
    core.created = core.modified = dt.datetime(2026, 1, 1)  # noqa: DTZ001 - the library asks for it
    out.parent.mkdir(parents=True, exist_ok=True)
    deck.save(str(out))


def drop(part: object, *kinds: str) -> None:
    """Leave out parts that tell of the machine the file came from."""
    rels = part._rels  # type: ignore[attr-defined]
    for key in [key for key, one in rels.items() if one.reltype.rpartition("/")[2] in kinds]:
        rels.pop(key)


if __name__ == "__main__":
    make(OUT)
