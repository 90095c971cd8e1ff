"""The list that officers read: one row per open flag, in the order of work."""

from __future__ import annotations

from datetime import date

from tests.rules.facts import PUBLISHED, URN, Facts, days

SINCE = PUBLISHED + days(6)


def listed(facts: Facts, as_of: date = SINCE) -> list[dict[str, object]]:
    return facts.flags(as_of).rows("SELECT * FROM flag_list")


def test_a_row_says_what_an_officer_needs() -> None:
    facts = Facts()
    facts.school(name="Invented Primary", trust_uid="5", trust_name="Invented Trust")
    facts.add(
        "source_document",
        document_id="list",
        url="https://files.example/list.csv",
        fetched_at=SINCE,
        sha256="0",
        bytes=1,
        series="state_funded_latest",
        as_at=date(2026, 4, 30),
        era="latest",
        parser="management_information",
        parser_version="1",
        rows_read=1,
        rows_rejected=0,
    )
    facts.legacy("earlier", published=date(2019, 3, 5))
    facts.card("now", category_of_concern="special_measures", grades={"achievement": "Urgent improvement"})
    facts.before("now", "earlier")
    facts.category_change("now", "earlier", None, "special_measures")
    facts.change("now", "earlier", "achievement", None, "Urgent improvement", "not_comparable")
    (row,) = listed(facts)
    assert row["school"] == "Invented Primary"
    assert row["trust"] == "Invented Trust"
    assert (row["phase"], row["pupils"], row["local_authority"]) == ("Primary", 300, "Sampleshire")
    assert (row["category_before"], row["category_after"]) == ("none", "Special measures")
    assert str(row["reasons"]).startswith(
        "Enters special measures (report published 21 April 2026). Urgent improvement"
    )
    assert row["rules"] == "special-measures, urgent-improvement"
    assert (row["days_since_inspection"], row["days_since_publication"], row["days_since_detection"]) == (
        33,
        6,
        0,
    )
    assert row["days_to_publication"] == 27
    assert row["leaders_have_known"] == "Leaders have probably known since about 25 March 2026."
    assert row["respond_by"] == date(2026, 4, 28)
    assert row["comparability"] == "Report-card grades cannot be compared with the grades before."
    assert row["report_url"] == "https://reports.example/now"
    assert row["data_as_at"] == date(2026, 4, 30)


def test_leaving_a_category_is_told_first() -> None:
    facts = Facts()
    facts.school()
    facts.legacy("earlier", published=date(2023, 3, 7), category_of_concern="special_measures")
    facts.card("now", grades={"achievement": "Needs attention"})
    facts.before("now", "earlier")
    facts.category_change("now", "earlier", "special_measures", None)
    (row,) = listed(facts)
    assert row["reasons"] == "Left the category special measures. Needs attention: Achievement."
    assert (row["category_before"], row["category_after"]) == ("Special measures", "none")


def test_the_list_is_in_the_order_of_tier_deadline_and_urn() -> None:
    facts = Facts()
    for urn, grade in (
        (900003, "Needs attention"),
        (900002, "Urgent improvement"),
        (900001, "Urgent improvement"),
    ):
        facts.school(urn)
        facts.card(f"i{urn}", urn=urn, grades={"achievement": grade})
    assert [row["urn"] for row in listed(facts)] == [900001, 900002, 900003]


def test_only_open_flags_are_listed() -> None:
    facts = Facts()
    facts.school()
    facts.card("old", published=PUBLISHED - days(100), grades={"achievement": "Needs attention"})
    facts.card("withdrawn", grades={"achievement": "Needs attention"}, withdrawn_on=PUBLISHED)
    assert listed(facts) == []


def test_other_open_flags_of_the_trust_and_of_the_same_school_are_named() -> None:
    facts = Facts()
    grades = {"achievement": "Needs attention"}
    for urn, trust in ((900001, "5"), (900002, "5"), (900003, None)):
        facts.school(urn, trust_uid=trust, name=f"Invented {urn}")
        facts.card(f"i{urn}", urn=urn, grades=grades)
    facts.card("again", urn=900001, grades=grades, published=PUBLISHED + days(2))
    others = {row["flag_id"]: row["other_open_flags"] for row in listed(facts)}
    flags = facts.flags(SINCE)
    beside = str(others[flags.flag("i900001")["flag_id"]])
    assert "Invented 900002 (same trust)" in beside
    assert "Invented 900001 (same school, before or after a change of URN)" in beside
    assert others[flags.flag("i900003")["flag_id"]] is None


def test_a_school_that_no_list_names_is_listed_by_its_urn() -> None:
    facts = Facts()
    facts.card("now", grades={"achievement": "Needs attention"})
    (row,) = listed(facts)
    assert (row["urn"], row["school"]) == (URN, None)
