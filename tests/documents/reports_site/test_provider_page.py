"""A provider page before report cards: who the provider is, its outcome and its reports."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.documents.reports_site.provider_page import Trust
from tests.documents.reports_site.pages import (
    KEY_JUDGEMENTS,
    REPORTS,
    ProviderMarkup,
    Report,
    event,
    outcome_with_overall,
    outcome_without_overall,
    result,
    search_page,
)
from tests.documents.reports_site.reading import (
    all_grades,
    by_file,
    codes,
    grades,
    read,
    refusal_of_provider_page,
)


def test_school_is_told_by_its_header_and_its_facts():
    page = read()
    assert (page.urn, page.name, page.category_id) == (199001, "Fernhollow Primary School", 21)
    assert (page.status, page.layout) == ("open", "before_report_cards")
    assert (page.phase, page.local_authority, page.region) == ("Primary", "Nowhereshire", "West Midlands")
    assert (page.pupils, page.postcode) == (102, "NW1 9ZZ")
    assert not page.findings


def test_trust_is_read_and_an_empty_link_is_none():
    link = '<a class="title-block__mat-link" href="/provider/1000/15999">THE INVENTED TRUST</a>'
    assert read(ProviderMarkup(trust=link)).trust == Trust("15999", "THE INVENTED TRUST")
    assert read().trust is None
    unclear = '<a class="title-block__mat-link" href="/provider/1000/">THE INVENTED TRUST</a>'
    page = read(ProviderMarkup(trust=unclear))
    assert (page.trust, codes(page)) == (None, ["trust_unclear"])


def test_page_without_canonical_address_has_no_category():
    page = read(ProviderMarkup(canonical=None))
    assert (page.urn, page.category_id) == (199001, None)
    general = "http://reports.ofsted.gov.uk/inspection-reports/find-inspection-report"
    assert read(ProviderMarkup(canonical=general)).category_id is None


@pytest.mark.parametrize(
    "status, expected", [("Closed", "closed"), ("Proposed to open", "proposed_to_open"), ("Painted", None)]
)
def test_status_is_the_last_word_of_the_title(status, expected):
    page = read(ProviderMarkup(name="St Ann's - Upper - Open School", status=status))
    assert page.status == expected
    assert codes(page) == ([] if expected else ["unknown_status"])


def test_key_judgements_belong_to_the_report_of_their_day_and_make_it_graded():
    page = read(ProviderMarkup(outcome=outcome_without_overall(KEY_JUDGEMENTS)))
    entry, inspection = page.timeline[0], by_file(page)[50270001]
    assert (entry.kind, inspection.kind) == ("ambiguous", "graded")
    assert inspection.framework == "education_inspection_2024"
    assert grades(inspection) == {
        "quality_of_education": "Requires improvement",
        "behaviour_and_attitudes": "Good",
        "personal_development": "Good",
        "leadership_and_management": "Inadequate",
        "early_years": "Good",
        "sixth_form": "Outstanding",
    }
    assert {judgement.grade_date for judgement in inspection.judgements} == {date(2025, 3, 18)}


def test_overall_outcome_is_said_once_with_the_timeline():
    outcome = outcome_with_overall(
        "Requires improvement", {"Quality of education": "Good"}, "14 January 2020"
    )
    inspection = by_file(read(ProviderMarkup(outcome=outcome)))[50130003]
    assert grades(inspection) == {
        "overall_effectiveness": "Requires improvement",
        "quality_of_education": "Good",
    }
    assert inspection.framework == "education_inspection_2019"


def test_outcome_that_contradicts_the_timeline_gives_no_grade():
    page = read(ProviderMarkup(outcome=outcome_with_overall("Good", {}, "14 January 2020")))
    judgement = by_file(page)[50130003].judgements[0]
    assert (judgement.grade, judgement.grade_rank, judgement.status) == (None, None, "unknown")
    assert "grades_differ" in codes(page)


def test_outcome_of_a_day_without_a_report_stands_alone():
    page = read(ProviderMarkup(outcome=outcome_with_overall("Inadequate", {}, "16 May 2023")))
    alone = by_file(page)[None]
    assert (alone.kind, alone.inspection_date, alone.report_url) == ("graded", date(2023, 5, 16), None)
    assert grades(alone) == {"overall_effectiveness": "Inadequate"}
    assert codes(page) == ["grades_without_report"]


def test_outcome_is_not_given_to_a_visit_of_its_day_that_has_no_grades():
    page = read(ProviderMarkup(outcome=outcome_without_overall(KEY_JUDGEMENTS, day="02 May 2018")))
    assert not by_file(page)[2770004].judgements
    assert codes(page) == ["grades_without_report"]


def test_outcome_is_given_to_neither_of_two_reports_that_could_have_it():
    twin = Report(50270099, "School inspection", "18 March 2025", "07 May 2025")
    items = [report.item() for report in (twin, *REPORTS)]
    page = read(ProviderMarkup(outcome=outcome_without_overall(KEY_JUDGEMENTS), items=items))
    assert not by_file(page)[50270001].judgements
    assert not by_file(page)[50270099].judgements
    assert codes(page) == ["two_reports_of_one_day"]


@pytest.mark.parametrize("day", ["soon", "31 February 2025"])
def test_outcome_without_a_day_is_not_read(day):
    page = read(ProviderMarkup(outcome=outcome_without_overall(KEY_JUDGEMENTS, day=day)))
    assert "Inadequate" not in all_grades(page)
    assert codes(page) == ["outcome_without_date"]


def test_unknown_grade_or_area_of_the_outcome_is_told_and_gives_no_grade():
    outcome = outcome_without_overall({"Quality of education": "Splendid", "Cooking": "Good"})
    page = read(ProviderMarkup(outcome=outcome))
    assert [(j.area, j.grade, j.status) for j in by_file(page)[50270001].judgements] == [
        ("quality_of_education", None, "unknown")
    ]
    assert codes(page) == ["unknown_grade", "unknown_area"]


def test_judgement_that_ran_into_the_next_one_gives_no_grade():
    outcome = outcome_without_overall({"Quality of education": "Good", "Personal development": "Outstanding"})
    page = read(ProviderMarkup(outcome=outcome.replace("<strong>Good</strong></div>", "")))
    assert grades(by_file(page)[50270001])["quality_of_education"] is None


def test_digits_and_not_judged_are_no_grades_of_the_site():
    outcome = outcome_without_overall({"Quality of education": "4", "Personal development": "Not judged"})
    assert set(grades(by_file(read(ProviderMarkup(outcome=outcome)))[50270001]).values()) == {None}


def test_grade_of_another_time_is_unknown():
    late = Report(50130003, "School inspection", "14 January 2020", "02 March 2020", "Satisfactory")
    page = read(ProviderMarkup(items=[late.item()]))
    assert (all_grades(page), codes(page)) == ([None], ["unknown_grade"])


def test_rating_of_the_provider_is_kept_apart():
    page = read(ProviderMarkup(rating="Outstanding"))
    assert page.rating == "Outstanding"
    assert "Outstanding" not in all_grades(page)


def test_page_of_an_independent_school_has_its_frameworks():
    standard = Report(50270001, "Standard inspection", "18 March 2025", "06 May 2025", "Good")
    markup = ProviderMarkup(
        canonical="https://reports.ofsted.gov.uk/provider/27/199001", items=[standard.item()]
    )
    assert read(markup).inspections[0].framework == "education_inspection_2019"
    # Where the category is not known, the two kinds of schools differ: none is said.
    assert read(ProviderMarkup(canonical=None, items=[standard.item()])).inspections[0].framework is None


def test_page_with_openings_only_is_sound():
    page = read(ProviderMarkup(items=[event("opened", "Opened")]))
    assert (page.timeline, page.inspections) == ((), ())


BUILT = ProviderMarkup().build()


@pytest.mark.parametrize(
    "content, reason",
    [
        (b"", "empty_file"),
        (b"%PDF-1.4", "not_a_web_page"),
        (BUILT[: len(BUILT) // 2], "page_cut_off"),
        (BUILT.replace(b"Fernhollow", b"Fernh\xf6llow"), "undecodable_bytes"),
        (BUILT + b"\0" * 10 + b"</html>", "not_a_web_page"),
        (b"<!DOCTYPE html><html><body><h1>Page not found</h1></body></html>", "not_a_provider_page"),
        (search_page([result()]), "not_a_provider_page"),
        (BUILT.replace(b"title-block__heading", b"name"), "not_a_provider_page"),
        (BUILT.replace(b"URN: 199001", b"Number: 199001"), "not_a_provider_page"),
        (ProviderMarkup(urn="SC023666", canonical=None).build(), "not_a_school"),
        (ProviderMarkup(urn="59144", canonical=None).build(), "not_a_school"),
        (ProviderMarkup(canonical="/provider/16/199001").build(), "not_a_school"),
        (ProviderMarkup(canonical="/provider/21/199002").build(), "identifiers_disagree"),
        (BUILT.replace(b'<ol class="timeline">', b'<ol class="reports">'), "no_timeline"),
        (ProviderMarkup(items=[]).build(), "empty_timeline"),
        (ProviderMarkup(items=["<li>Hello</li>"]).build(), "empty_timeline"),
        (BUILT.replace(b"/v1/file/", b"/v2/document/"), "timeline_not_understood"),
    ],
)
def test_what_is_no_whole_provider_page_is_refused(content, reason):
    assert refusal_of_provider_page(content) == reason
