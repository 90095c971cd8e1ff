"""Invented heads of the invented schools, so that what must not be kept is there to be taken out.

Belongs here: the five columns of the register that name people. Does not belong here: any other column.
"""

from __future__ import annotations

from datetime import date

from replica.formats import Row
from replica.schools import School

#: No name that anybody has, so that a search for one of them finds only what was left behind.
FIRST_NAMES = (
    "Zorabel",
    "Quenlin",
    "Ostrafina",
    "Brumlow",
    "Ysolenne",
    "Thaddlewick",
    "Merrivane",
    "Oddfrey",
)
LAST_NAMES = (
    "Vintlesham",
    "Ockenbrooke",
    "Tamblethorn",
    "O'Quillaver",
    "Dr. Fennigrew",
    "Marsh-Wendlow",
    "Larkenstowe",
)
TITLES = ("Mx", "Ms", "Mr", "Headteacher", "")
EMPTY = {
    "HeadTitle (name)": "",
    "HeadFirstName": "",
    "HeadLastName": "",
    "HeadPreferredJobTitle": "",
    "PropsName": "",
}
#: One school in so many has a new head with the school year.
ONE_CHANGES_IN = 11


def head_columns(school: School, day: date) -> Row:
    """Title, names and job title; an independent school's proprietor; nobody at a closed school."""
    if school.closes is not None and school.closes <= day:
        return dict(EMPTY)
    school_year = day.year if day.month >= 9 else day.year - 1
    turn = school.urn + (school_year if school.urn % ONE_CHANGES_IN == 0 else 0)
    first = FIRST_NAMES[turn % len(FIRST_NAMES)]
    last = LAST_NAMES[turn // 3 % len(LAST_NAMES)]
    return {
        "HeadTitle (name)": TITLES[turn % len(TITLES)],
        "HeadFirstName": first,
        "HeadLastName": last,
        "HeadPreferredJobTitle": "Headteacher" if turn % 4 else "Executive Headteacher",
        "PropsName": f"{first} {last} Limited" if school.independent else "",
    }
