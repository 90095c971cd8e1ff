"""Academy conversion letters: which school a new academy replaces. Lineage, and no inspection.

Evidence: "Existing academy: …", "URN: …", "Predecessor school: …", "URN: …" at the head of the page [REAL
2026, a whole letter].
Certain when one URN follows the academy and at least one, another, follows each predecessor.
"""

from __future__ import annotations

import re

from pipelines.documents.report.document import Doubt, ParsedReport
from pipelines.documents.report.opening import LONGEST_OPENING
from pipelines.documents.report.text import ReportText

ACADEMY = re.compile(r"\bexisting academy ?:(?P<name>.{0,200}?)\burn ?:? ?(?P<urn>\d{6})(?!\d)")
PREDECESSOR = re.compile(r"\bpredecessor schools? ?:")
URN = re.compile(r"\burn ?:? ?(\d{6})(?!\d)")


def recognises(report: ReportText) -> bool:
    """Whether it names an academy and its predecessor."""
    return (
        "existing academy" in report.flat[:LONGEST_OPENING]
        and PREDECESSOR.search(report.flat, 0, LONGEST_OPENING) is not None
    )


def read(report: ReportText) -> ParsedReport:
    """The academy's URN and those of the schools that it replaces."""
    academy = ACADEMY.search(report.flat, 0, LONGEST_OPENING)
    predecessors = list(PREDECESSOR.finditer(report.flat, 0, LONGEST_OPENING))
    urns = tuple(dict.fromkeys(map(int, URN.findall(report.flat, predecessors[0].end(), LONGEST_OPENING))))
    certain = (
        academy is not None
        and not PREDECESSOR.search(academy["name"])
        and academy.end() <= predecessors[0].start()
        and len(urns) >= len(predecessors)
        and int(academy["urn"]) not in urns
    )
    if academy is None or not certain:
        doubt = Doubt(
            "lineage_unclear", "Which URN is the academy's and which its predecessor's is not certain."
        )
        return ParsedReport(framework=None, kind="conversion_letter", doubts=(doubt,))
    return ParsedReport(
        framework=None, kind="conversion_letter", urn=int(academy["urn"]), predecessor_urns=urns
    )
