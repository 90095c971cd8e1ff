"""An invented school as the register's extract lists one.

Does not belong here: whole files (replica/gias.py).
"""

from __future__ import annotations

GOOD_SCHOOL = {
    "URN": "900001",
    "LA (code)": "990",
    "LA (name)": "Borsetshire",
    "EstablishmentName": "Fernhollow Primary School",
    "TypeOfEstablishment (name)": "Community school",
    "EstablishmentStatus (name)": "Open",
    "PhaseOfEducation (name)": "Primary",
    "OpenDate": "01-09-2001",
    "CloseDate": "",
    "Postcode": "ZZ1 1AA",
    "NumberOfPupils": "120",
    "TrustSchoolFlag (name)": "Not supported by a trust",
    "Trusts (name)": "",
    "FederationFlag (name)": "Not under a federation",
    "Federations (name)": "",
    "Diocese (name)": "Not applicable",
    "HeadFirstName": "",
    "HeadLastName": "",
}
