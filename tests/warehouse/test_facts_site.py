"""One inspection, many sources: the reports site first, management information weeks later, then the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest

from pipelines.warehouse.facts import RefusedReport, WithdrawnFile
from tests.warehouse.built_facts import Facts, Workshop
from tests.warehouse.parsed_rows import ParsedRows
from tests.warehouse.site_rows import Site, entry

URN, ACADEMY = 900101, 900102
DAY, PUBLISHED = date(2026, 9, 8), date(2026, 10, 6)
NIGHT = date(2026, 10, 7)
LISTED = date(2026, 11, 12)
FILE, NEW_FILE = 50310001, 50319999
CARD = "report_card_2025"
NEEDS = {"inclusion": "Needs attention", "achievement": "Expected standard"}
CLEAN = {"inclusion": "Expected standard", "achievement": "Expected standard"}


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    return Workshop(tmp_path)


def earlier_list() -> ParsedRows:
    """Management information of before, which knows the school and nothing of the inspection."""
    rows = ParsedRows("earlier", date(2026, 8, 31), NIGHT)
    rows.school(URN, "Invented Primary")
    return rows


def later_list(grades: dict[str, str] = NEEDS, *, day: date = DAY) -> ParsedRows:
    """The list that has the inspection."""
    rows = ParsedRows("as at 30 September", date(2026, 9, 30), LISTED)
    rows.school(URN, "Invented Primary")
    list_inspection(rows, URN, "10400001", day, grades=grades)
    return rows


def list_inspection(
    rows: ParsedRows, urn: int, number: str, day: date, *,
    at_inspection: int = URN, grades: dict[str, str] = NEEDS,
) -> None:  # fmt: skip
    """Printed a day early."""
    rows.inspection(
        urn, "latest_full", number, CARD, day, grades,
        urn_at_inspection=at_inspection, publication_date=PUBLISHED - timedelta(days=1),
        grade_dates=dict.fromkeys(grades, day),
    )  # fmt: skip


def site_of_the_first_night(grades: dict[str, str] = NEEDS) -> Site:
    site = Site(read_from=date(2026, 9, 1))
    site.page(URN, NIGHT, entry(FILE, DAY, PUBLISHED, grades))
    site.report(FILE, NIGHT, URN, DAY, grades)
    return site


def only_inspection(facts: Facts) -> str:
    (inspection,) = facts.values("SELECT inspection_id FROM inspection")
    return str(inspection)


def test_a_report_on_the_site_is_an_inspection_before_any_list_has_it(workshop: Workshop) -> None:
    with workshop.facts([earlier_list()], site_of_the_first_night()) as facts:
        (row,) = facts.rows(
            "SELECT kind, inspection_number, inspection_start_date, publication_date,"
            " publication_date_source, start_date_source, known_from, report_url FROM inspection"
        )
        assert row == (
            "report_card", None, DAY, PUBLISHED, "reports_site", "provider_page", NIGHT,
            f"https://files.example/v1/file/{FILE}",
        )  # fmt: skip
        assert facts.values("SELECT grade FROM judgement ORDER BY area") == [
            "Expected standard",
            "Needs attention",
        ]
        assert facts.broken_checks() == []


@dataclass(frozen=True)
class Confirmed:
    """A school whose report the list has under another day or another URN; its place among the others."""

    place: int
    days_off: int
    as_academy: bool

    @property
    def urn(self) -> int:
        return URN + 10 * self.place

    @property
    def listed_as(self) -> int:
        return self.urn + 1 if self.as_academy else self.urn

    @property
    def file(self) -> int:
        return FILE + self.place

    @property
    def number(self) -> str:
        return f"1040000{self.place}"


CONFIRMED = [
    Confirmed(place, days_off, as_academy)
    for place, (as_academy, days_off) in enumerate(product((False, True), (-2, 0, 2, 3)))
]


@pytest.fixture(scope="module")
def named_first_and_confirmed(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[dict[int, str], Facts]]:
    """The inspections as the site alone names them, by URN, and the facts once the list has them too."""
    before = ParsedRows("earlier", date(2026, 8, 31), NIGHT)
    after = ParsedRows("as at 30 September", date(2026, 9, 30), LISTED)
    site = Site(read_from=date(2026, 9, 1))
    for case in CONFIRMED:
        before.school(case.urn, "Invented Primary")
        site.page(case.urn, NIGHT, entry(case.file, DAY, PUBLISHED, NEEDS))
        site.report(case.file, NIGHT, case.urn, DAY, NEEDS)
        after.school(case.listed_as, "Invented Academy" if case.as_academy else "Invented Primary")
        day = DAY + timedelta(days=case.days_off)
        list_inspection(after, case.listed_as, case.number, day, at_inspection=case.urn)
    workshop = Workshop(tmp_path_factory.mktemp("confirmed"))
    with workshop.facts([before], site) as facts:
        named = dict(facts.rows("SELECT urn_at_inspection, inspection_id FROM inspection"))
    with workshop.facts([before, after], site) as facts:
        yield named, facts


@pytest.mark.parametrize("case", CONFIRMED, ids=str)
def test_the_list_confirms_it_under_another_day_and_another_urn(
    case: Confirmed, named_first_and_confirmed: tuple[dict[int, str], Facts]
) -> None:
    named, facts = named_first_and_confirmed
    told = facts.rows(
        "SELECT inspection_id, inspection_number, kind, inspection_start_date, publication_date, known_from"
        " FROM inspection WHERE urn_at_inspection IN (?, ?)",
        case.urn,
        case.listed_as,
    )
    assert told == [(named[case.urn], case.number, "report_card", DAY, PUBLISHED, NIGHT)]
    (inspection, *_) = told[0]
    gradings = "SELECT max(grading_no) FROM judgement WHERE inspection_id = ?"
    assert facts.values(gradings, inspection) == [1]
    directions = "SELECT DISTINCT direction FROM judgement_change WHERE inspection_id = ?"
    assert facts.values(directions, inspection) == ["first"]
    aliases = facts.values("SELECT alias FROM inspection_alias WHERE inspection_id = ?", inspection)
    assert {f"report_file:{case.file}", f"inspection_number:{case.number}"} <= set(aliases)


def test_what_the_list_confirms_breaks_no_check(
    named_first_and_confirmed: tuple[dict[int, str], Facts],
) -> None:
    _, facts = named_first_and_confirmed
    assert len(facts.inspections()) == len(CONFIRMED)
    assert facts.broken_checks() == []


def test_four_days_off_are_two_inspections(workshop: Workshop) -> None:
    far = later_list(day=DAY + timedelta(days=4))
    with workshop.facts([earlier_list(), far], site_of_the_first_night()) as facts:
        assert len(facts.inspections()) == 2


def test_the_order_of_arrival_does_not_change_what_stands(workshop: Workshop) -> None:
    question = (
        "SELECT inspection_number, kind, inspection_start_date, publication_date, category_of_concern"
        " FROM inspection"
    )
    with workshop.facts([earlier_list(), later_list()], site_of_the_first_night()) as facts:
        site_first = facts.rows(question)
    late = Site()
    late.page(URN, LISTED + timedelta(days=1), entry(FILE, DAY, PUBLISHED, NEEDS))
    late.report(FILE, LISTED + timedelta(days=1), URN, DAY, NEEDS)
    with workshop.facts([earlier_list(), later_list()], late) as facts:
        assert facts.rows(question) == site_first


def test_a_corrected_report_replaces_the_grade_and_keeps_the_inspection(workshop: Workshop) -> None:
    site = site_of_the_first_night()
    with workshop.facts([earlier_list()], site) as facts:
        first = only_inspection(facts)
    night = NIGHT + timedelta(days=10)
    site.page(URN, night, entry(NEW_FILE, DAY, night - timedelta(days=1)))
    site.report(NEW_FILE, night, URN, DAY, CLEAN)
    with workshop.facts([earlier_list()], site) as facts:
        assert only_inspection(facts) == first
        assert facts.values("SELECT publication_date FROM inspection") == [PUBLISHED], (
            "that of the first file"
        )
        assert set(facts.values("SELECT grade FROM judgement")) == {"Expected standard"}
        assert facts.values("SELECT max(grading_no) FROM judgement") == [1]
        assert facts.rows(
            "SELECT file_id, is_listed, replaced_on, replaced_by FROM report_file ORDER BY file_id"
        ) == [
            (FILE, False, night, NEW_FILE),
            (NEW_FILE, True, None, None),
        ]
        assert "evidence_replaced" in facts.values("SELECT code FROM finding")
        assert facts.values("SELECT report_url FROM inspection") == [
            f"https://files.example/v1/file/{NEW_FILE}"
        ]


def test_a_page_that_shows_no_grade_any_more_takes_none_away(workshop: Workshop) -> None:
    site = Site()
    site.page(URN, NIGHT, entry(FILE, DAY, PUBLISHED, NEEDS))
    site.page(URN, NIGHT + timedelta(days=30), entry(FILE, DAY, PUBLISHED))
    with workshop.facts([earlier_list()], site) as facts:
        assert sorted(facts.values("SELECT grade FROM judgement")) == ["Expected standard", "Needs attention"]


def test_sources_that_disagree_are_a_finding_and_the_page_stands(workshop: Workshop) -> None:
    with workshop.facts([earlier_list(), later_list(CLEAN)], site_of_the_first_night()) as facts:
        assert facts.values("SELECT grade FROM judgement WHERE area = 'inclusion'") == ["Needs attention"]
        assert "grades_disagree" in facts.values("SELECT code FROM finding")
        claims = facts.rows("SELECT source, value FROM source_claim WHERE area = 'inclusion' ORDER BY source")
        assert claims == [
            ("management_information", "Expected standard"),
            ("provider_page", "Needs attention"),
            ("report", "Needs attention"),
        ]


def test_a_withdrawn_report_keeps_its_history_and_says_so(workshop: Workshop) -> None:
    site = site_of_the_first_night()
    gone = NIGHT + timedelta(days=3)
    site.page(URN, gone)
    site.withdrawn.append(WithdrawnFile(URN, FILE, gone))
    with workshop.facts([earlier_list(), later_list()], site) as facts:
        assert facts.values("SELECT withdrawn_on FROM inspection") == [gone]
        assert facts.values("SELECT count(*) FROM judgement") == [2]


def test_a_page_that_leaves_open_what_it_was_is_settled_by_the_report(workshop: Workshop) -> None:
    site = Site()
    site.page(URN, NIGHT, entry(FILE, DAY, PUBLISHED, kind="ambiguous"))
    site.report(FILE, NIGHT, None, None, NEEDS)
    with workshop.facts([earlier_list()], site) as facts:
        assert facts.inspections() == [(None, "report_card", DAY)]


def test_infant_and_junior_school_of_the_same_day_stay_two(workshop: Workshop) -> None:
    site = site_of_the_first_night()
    site.page(URN + 5, NIGHT, entry(FILE + 5, DAY, PUBLISHED, CLEAN))
    with workshop.facts([earlier_list()], site) as facts:
        assert len(facts.inspections()) == 2


def test_a_conversion_letter_is_lineage_and_no_inspection(workshop: Workshop) -> None:
    site = Site()
    site.page(ACADEMY, NIGHT, entry(FILE, PUBLISHED, PUBLISHED, kind="conversion_letter"))
    site.report(FILE, NIGHT, ACADEMY, None, {}, kind="conversion_letter", predecessors=(URN,))
    with workshop.facts([earlier_list()], site) as facts:
        assert facts.inspections() == []
        assert facts.rows("SELECT * FROM school_link WHERE link_type = 'predecessor'") == [
            (ACADEMY, URN, "predecessor", "conversion_letter")
        ]


def test_a_link_that_jumps_over_a_school_is_no_merger(workshop: Workshop) -> None:
    site = Site()
    site.page(900300, NIGHT, events=(("predecessor", 900200), ("predecessor", 900100)))
    site.page(900200, NIGHT, events=(("predecessor", 900100),))
    with workshop.facts([earlier_list()], site) as facts:
        assert facts.predecessors() == [(900200, 900100), (900300, 900200)]


def test_links_in_a_circle_do_not_run_for_ever(workshop: Workshop) -> None:
    site = Site()
    site.page(900300, NIGHT, events=(("predecessor", 900200),))
    site.page(900200, NIGHT, events=(("predecessor", 900300),))
    with workshop.facts([earlier_list()], site) as facts:
        assert facts.predecessors() == [(900200, 900300), (900300, 900200)]
        assert facts.values("SELECT DISTINCT lineage_id FROM school WHERE urn IN (900200, 900300)") == [
            900200
        ]


def test_reports_in_doubt_wait_for_a_person(workshop: Workshop) -> None:
    site = Site()
    site.page(URN, NIGHT, entry(FILE, DAY, PUBLISHED), entry(FILE + 1, DAY - timedelta(days=400), DAY))
    site.report(FILE, NIGHT, URN, DAY, {}, doubts=("grades_unpaired", "safeguarding_not_found"))
    site.refused.append(
        RefusedReport(
            "ab" * 8, FILE + 1, f"https://files.example/v1/file/{FILE + 1}", "no_text", "A scan.", NIGHT
        )
    )
    with workshop.facts([earlier_list()], site) as facts:
        assert facts.rows("SELECT file_id, urn, reason_codes FROM awaiting_reading ORDER BY file_id") == [
            (FILE, URN, "grades_unpaired safeguarding_not_found"),
            (FILE + 1, URN, "no_text"),
        ]
        assert facts.values("SELECT count(*) FROM judgement") == [0]


def test_the_reconciliation_tells_what_each_source_lacks(workshop: Workshop) -> None:
    site = site_of_the_first_night()
    with workshop.facts([earlier_list()], site) as facts:
        assert facts.rows("SELECT found_in, lag_days, month FROM reconciliation") == [
            ("site_only", None, date(2026, 10, 1))
        ]
    with workshop.facts([earlier_list(), later_list()], site) as facts:
        assert facts.rows("SELECT found_in, lag_days FROM reconciliation") == [
            ("both", (LISTED - NIGHT).days)
        ]
    with workshop.facts([earlier_list(), later_list()], Site(read_from=date(2026, 9, 1))) as facts:
        assert facts.values("SELECT found_in FROM reconciliation") == ["lists_only"]


def test_a_letter_that_grades_on_another_scale_is_a_finding_and_stops_no_night(workshop: Workshop) -> None:
    site = Site()
    site.page(URN, NIGHT, entry(FILE, DAY, PUBLISHED, kind="monitoring"))
    site.report(FILE, NIGHT, URN, DAY, {"safeguarding": "Yes"}, kind="focused_monitoring")
    with workshop.facts([earlier_list()], site) as facts:
        assert facts.inspections() == [(None, "focused_monitoring", DAY)]
        assert facts.values("SELECT count(*) FROM judgement") == [0]
        assert "grade_off_scale" in facts.values("SELECT code FROM finding")
        assert facts.broken_checks() == []
