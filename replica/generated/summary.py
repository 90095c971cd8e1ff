"""The generated country in numbers, for a person to see whether it is plausible.

Belongs here: counting and printing. Does not belong here: what the numbers should be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from replica.generated.country import GeneratedCountry
from replica.generated.files import month_ends, monthly_files_published_on
from replica.generated.school_year import is_school_day
from replica.generated.truth import Finding
from replica.schools import School

TIERS = (1, 2, 3, None)


def summary(country: GeneratedCountry) -> str:
    """Some screens of text."""
    return "\n".join(
        [
            *_schools(country),
            "",
            *_inspections(country),
            "",
            *_weeks(country),
            "",
            *_nights(country),
            "",
            *_monthly_files(country),
        ]
    )


def _schools(country: GeneratedCountry) -> Iterator[str]:
    listed = country.open_schools(country.first_night)
    closed = len(country.schools) - len(listed)
    yield f"{len(listed):,} schools open on {country.first_night.isoformat()}, {closed:,} closed or to open"
    yield from _shares(_phase(school) for school in listed)
    yield from _shares(school.location.place.region for school in listed if school.location)
    in_trust = sum(school.trust is not None for school in listed)
    follows = sum(bool(school.predecessors) for school in listed)
    in_federation = sum(school.federation is not None for school in listed)
    yield f"  in a trust {in_trust:,}; after another URN {follows:,}; in a federation {in_federation:,}"


def _phase(school: School) -> str:
    return "Independent" if school.independent else school.phase


def _shares(words: Iterable[str]) -> Iterator[str]:
    yield "  " + ", ".join(f"{word} {number:,}" for word, number in Counter(words).most_common())


def _inspections(country: GeneratedCountry) -> Iterator[str]:
    counted = Counter(
        (inspection.framework.name, inspection.kind)
        for school in country.schools.values()
        for inspection in school.inspections
        if inspection.published <= country.last_night
    )
    yield "Inspections by framework and kind"
    for (framework, kind), number in sorted(counted.items()):
        yield f"  {framework:28}{kind:12}{number:8,}"


def _weeks(country: GeneratedCountry) -> Iterator[str]:
    """Report cards a week with their tiers, from the first to the last night's."""
    cards = [finding for finding in country.findings if finding.kind == "card" and finding.what == "report"]
    by_week: dict[date, Counter[int | None]] = {}
    for finding in cards:
        by_week.setdefault(_monday(finding.published), Counter())[finding.tier] += 1
    yield "Report cards published a week (tier 1, tier 2, tier 3, none); * all days are school days"
    for monday, tiers in sorted(by_week.items()):
        full = all(is_school_day(monday + timedelta(days=day)) for day in range(5))
        yield f"  {monday.isoformat()}{'*' if full else ' '} {tiers.total():5}  " + " ".join(
            f"{tiers[tier]:4}" for tier in TIERS
        )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _nights(country: GeneratedCountry) -> Iterator[str]:
    yield "Each night: published that day; must be open (tier 1, 2, 3); must not be; adverse and withdrawn"
    for night in country.nights():
        tiers = _tiers(country.must_be_open(night))
        yield (
            f"  {night:%a %Y-%m-%d} {len(country.published_on(night)):5}  "
            + " ".join(f"{tiers[tier]:4}" for tier in TIERS[:3])
            + f" {len(country.must_not_be_open(night)):6} {len(country.withdrawn_by(night)):4}"
        )


def _tiers(findings: Iterable[Finding]) -> Counter[int | None]:
    return Counter(finding.tier for finding in findings)


def _monthly_files(country: GeneratedCountry) -> Iterator[str]:
    yield "Management information"
    for month_end in reversed(month_ends(country)):
        yield f"  as at {month_end.isoformat()}, out on {monthly_files_published_on(month_end).isoformat()}"
