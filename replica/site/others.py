"""Providers of the reports site that are no schools, to be told apart from them.

Belongs here: a few invented ones, each with what makes it easy to take for a school.
Does not belong here: schools (scenario.txt).
"""

from __future__ import annotations

from datetime import date

from replica.site.categories import EDUCATION, FURTHER_EDUCATION, PRIMARY, SECONDARY
from replica.site.model import OPEN, Listing

CHILDCARE, SOCIAL_CARE = 2, 3
ADDRESS = "2 Mill Bank, Nether Dunlinshire, Dunlinshire, ZZ4 2ZB"
PLACE = (994, "E12000004")

OTHER_PROVIDERS = (
    # Under the searches for schools: boarding and residential registrations of social care.
    Listing(1, "SC990112", "Boarding School", "Wyverncroft Boarding", ADDRESS, OPEN, EDUCATION, SECONDARY,
            *PLACE, "Good", date(2026, 5, 14)),
    Listing(10, "SC990166", "Residential special school", "Petrel Court Residence", ADDRESS, OPEN,
            EDUCATION, PRIMARY, *PLACE, "", date(2026, 5, 13)),
    # Further education: one has a number like a URN.
    Listing(46, "900901", "16-19 academy", "Quillmarsh Sixth Form College ", ADDRESS, OPEN, EDUCATION,
            SECONDARY, *PLACE, "Outstanding", date(2026, 5, 12)),
    Listing(39, "59901", "Independent Specialist College", "Otterbeck Specialist College", ADDRESS, OPEN,
            EDUCATION, FURTHER_EDUCATION, *PLACE, "Good", date(2026, 6, 3)),
    # A childminder whose number is a school's URN.
    Listing(17, "900101", "Childminder", "Provider 900101", ADDRESS, OPEN, CHILDCARE, 0, *PLACE, "",
            date(2026, 5, 15)),
    Listing(44, "80901", "Local authority children's services", "Dunlinshire", ADDRESS, OPEN, SOCIAL_CARE, 12,
            *PLACE, "", date(2026, 5, 11)),
)  # fmt: skip
