"""A symbol font whose square bullet comes out of a PDF as U+F06E, as that of published reports does.

Belongs here: that one font. Does not belong here: where bullets stand (typesetting.py).
"""

from __future__ import annotations

from typing import Any

from reportlab.pdfbase import pdfdoc, pdfmetrics

BULLET_FONT = "ReportBullets"
#: The bullet's code in the font, as it is written in a page's contents.
BULLET = "n"

# Published reports use Wingdings, whose glyphs are no letters: programs find private characters there.
TO_UNICODE = f"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /{BULLET_FONT} def /CMapType 2 def
1 begincodespacerange <00> <FF> endcodespacerange
1 beginbfchar <{ord(BULLET):02X}> <F06E> endbfchar
endcmap CMapName currentdict /CMap defineresource pop end end"""


class _BulletFont(pdfmetrics.Font):  # type: ignore[misc]  # published without types
    def addObjects(self, doc: Any) -> None:  # noqa: N802  # the library's name
        super().addObjects(doc)
        font = doc.idToObject["BasicFonts"].dict[doc.fontMapping[self.fontName].lstrip("/")]
        font.ToUnicode = doc.Reference(pdfdoc.PDFStream(content=TO_UNICODE), f"{BULLET_FONT}ToUnicode")


def register_bullets() -> None:
    """Make the font known by its name."""
    pdfmetrics.registerFont(_BulletFont(BULLET_FONT, "ZapfDingbats", "ZapfDingbatsEncoding"))
