"""The register of schools (GIAS): its extract of all fields, its links, and which trust a school is in.

Belongs here: three CSV files as on a day. Does not belong here: addresses and the Downloads form
(replica/server/gias_host.py), people's names (heads.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from replica.columns import AGES
from replica.formats import Row, csv_bytes, read_headers
from replica.heads import head_columns
from replica.places import laestab, place_of, postcode, telephone, website
from replica.schools import School

#: Types as the register spells them; management information writes capitals.
KEPT_CAPITALS = ("LA ", "UTC")
NOT_APPLICABLE = "Not applicable"
PHASES = ("Primary", "Secondary", "Nursery", "All-through")
RELIGIOUS = {
    "Catholic": ("Roman Catholic", "Roman Catholic Diocese of Ashmarsh"),
    "Church": ("Church of England", "Diocese of Corvendale"),
}


def extract(schools: Iterable[School], day: date) -> bytes:
    """All fields of every school, closed ones and proposed ones too; Windows-1252."""
    columns = read_headers("gias_2026")
    blank = dict.fromkeys(columns, "")
    return csv_bytes(columns, [blank | _school(school, day) for school in schools])


def links(schools: Iterable[School], day: date) -> bytes:
    """Predecessors and successors, a row from each side; several predecessors were merged."""
    rows = [
        {
            "URN": str(listed.urn),
            "LinkURN": str(linked.urn),
            "LinkName": linked.name_on(day),
            "LinkType": kind,
            "LinkEstablishedDate": _day(school.opens),
        }
        for school in schools
        if school.opens is not None and school.opens <= day
        for predecessor in school.predecessors
        for listed, linked, kind in _both_ways(school, predecessor)
    ]
    return csv_bytes(read_headers("gias_links"), rows)


def trust_membership(schools: Iterable[School], day: date) -> bytes:
    """A row for each school in a trust; the published file names heads here too."""
    rows = [_membership(school, day) for school in schools if school.trust is not None]
    return csv_bytes(read_headers("gias_trust_membership"), rows)


#: Name of each file before its day, the tag that the Downloads form has for it, and what writes it.
Writer = Callable[[Iterable[School], date], bytes]
FILES: dict[str, tuple[str, Writer]] = {
    "edubasealldata": ("all.edubase.data", extract),
    "links_edubasealldata": ("all.edubase.data.links", links),
    "academiesmatmembership": ("academies.mat.membership", trust_membership),
}


def file_name(beginning: str, day: date) -> str:
    return f"{beginning}{day:%Y%m%d}.csv"


def _both_ways(school: School, predecessor: School) -> tuple[tuple[School, School, str], ...]:
    merged = " - merged" if len(school.predecessors) > 1 else ""
    return (
        (school, predecessor, f"Predecessor{merged}"),
        (predecessor, school, f"Successor{merged}"),
    )


def _school(school: School, day: date) -> Row:
    place = place_of(school)
    code, status = _status(school, day)
    lowest, highest = AGES.get(school.phase, (5, 16))
    character, diocese = next(
        (found for word, found in RELIGIOUS.items() if word in school.name),
        ("Does not apply", NOT_APPLICABLE),
    )
    is_closed = school.closes is not None and school.closes <= day
    return (
        {
            "URN": str(school.urn),
            "LA (code)": str(place.authority_code),
            "LA (name)": place.local_authority,
            "EstablishmentNumber": laestab(school)[3:],
            "EstablishmentName": school.name_on(day),
            "TypeOfEstablishment (name)": type_name(school),
            "EstablishmentTypeGroup (name)": _type_group(school),
            "EstablishmentStatus (code)": code,
            "EstablishmentStatus (name)": status,
            "OpenDate": _day(school.opens),
            "CloseDate": _day(school.closes),
            "ReasonEstablishmentClosed (name)": "Closure" if is_closed else NOT_APPLICABLE,
            "PhaseOfEducation (name)": _phase(school),
            "StatutoryLowAge": str(lowest),
            "StatutoryHighAge": "18" if school.has_sixth_form else str(highest),
            "Boarders (name)": "No boarders",
            "Gender (name)": "Mixed",
            "ReligiousCharacter (name)": character,
            "Diocese (name)": diocese,
            "SchoolCapacity": str(school.pupils + 15),
            "NumberOfPupils": "" if is_closed else str(school.pupils),
            "LastChangedDate": _day(date(day.year, day.month, 1)),
            "Street": f"{school.urn % 90 + 1} School Lane",
            "Town": f"Nether {place.local_authority}",
            "Postcode": postcode(school),
            "SchoolWebsite": website(school),
            "TelephoneNum": telephone(school),
            "GOR (name)": place.region,
            "ParliamentaryConstituency (name)": place.constituency,
        }
        | _belonging(school)
        | head_columns(school, day)
    )


def _belonging(school: School) -> Row:
    trust, federation = school.trust, school.federation
    return {
        "TrustSchoolFlag (name)": "Supported by a multi-academy trust" if trust else NOT_APPLICABLE,
        "Trusts (code)": trust.uid if trust else "",
        "Trusts (name)": trust.name if trust else "",
        "SchoolSponsorFlag (name)": NOT_APPLICABLE,
        "FederationFlag (name)": "Supported by a federation" if federation else "Not under a federation",
        "Federations (code)": federation.uid if federation else "",
        "Federations (name)": federation.name if federation else "",
    }


def type_name(school: School) -> str:
    """Community school, LA nursery school: only the first word has a capital."""
    name = school.type_of_education
    kept = next((word for word in KEPT_CAPITALS if name.startswith(word)), name[:1])
    words = kept + name.removeprefix(kept).lower()
    return "Local authority" + words.removeprefix("LA") if words.startswith("LA ") else words


def _type_group(school: School) -> str:
    if school.independent:
        return "Independent schools"
    return (
        "Academies" if "academy" in school.type_of_education.lower() else "Local authority maintained schools"
    )


def _phase(school: School) -> str:
    """Special schools, pupil referral units and independent schools have none in the register."""
    known = school.phase in PHASES and not school.independent
    return school.phase if known else NOT_APPLICABLE


def _status(school: School, day: date) -> tuple[str, str]:
    if school.closes is not None:
        return ("2", "Closed") if school.closes <= day else ("3", "Open, but proposed to close")
    if school.opens is not None and day < school.opens:
        return "4", "Proposed to open"
    return "1", "Open"


def _membership(school: School, day: date) -> Row:
    assert school.trust is not None
    heads = head_columns(school, day)
    return {
        "Group UID": school.trust.uid,
        "Group ID": f"TR{school.trust.uid}",
        "Group Name": school.trust.name,
        "Companies House Number": "",
        "Group Type": "Multi-academy trust",
        "Group Status": "Open",
        "Date Joined Group": _day(school.opens),
        "Date Left Group": _day(school.closes) if school.closes and school.closes <= day else "",
        "URN": str(school.urn),
        "EstablishmentName": school.name_on(day),
        "EstablishmentStatus (name)": _status(school, day)[1],
        "Establishment OpenDate": _day(school.opens),
        "Establishment CloseDate": _day(school.closes),
    } | {column: heads[column] for column in heads if column != "PropsName"}


def _day(day: date | None) -> str:
    """dd-mm-yyyy, as the register writes days; empty for none."""
    return day.strftime("%d-%m-%Y") if day else ""
