"""``welfare-monitor explain``: why one flag stands, or what is known of one school and why it is on no list.

Belongs here: how the answer looks. Does not belong here: gathering it (pipelines/warehouse/explain.py), and
the part that says why not (explain_why_not.py).
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelines.cli.common import (
    console,
    count_in_words,
    data_option,
    day_in_words,
    event_in_words,
    format_option,
    kind_in_words,
    print_json,
    school_line,
    show,
    show_pairs,
)
from pipelines.cli.explain_why_not import print_why_not
from pipelines.plain_text import plain
from pipelines.settings import BadUsage
from pipelines.texts import document_in_words, in_words, say, texts

if TYPE_CHECKING:
    from datetime import date

    from rich.console import Console

    from pipelines.casework_port import Objection
    from pipelines.warehouse.explain import FlagExplanation, SchoolExplanation
    from pipelines.warehouse.published import Row

_EFFECTS = {
    "trigger": "command.why_it_stands",
    "modifier": "command.what_lifted_it",
    "shown": "command.shown_beside_it",
    "suppressor": "command.what_ended_or_moved_it",
}


@click.command(epilog="A flag's id stands at the end of its entry in `welfare-monitor flags`.")
@click.argument("name", metavar="FLAG_ID|URN")
@format_option
@data_option
def explain(name: str, form: str, data: Path) -> None:
    """Why a flag stands, or all that is known of a school and why it is not on the list.

    \b
    Examples:
        welfare-monitor explain faadac33cc969635      a flag (its first six characters are enough)
        welfare-monitor explain 900101                a school, by URN
        welfare-monitor explain 10910302              an inspection, by its number

    For a flag: what was published, every reason with its evidence, the values that it rests on with document,
    row and column, the rules, the days, and what happened to the flag so far. For a school: its flags, open
    or not, and its inspections, each on its own scale. Where no flag is open: which rules came nearest at its
    latest publications, and what was missing.
    """
    from pipelines.casework_port import objection_about, open_casework
    from pipelines.layout import DataFolder
    from pipelines.warehouse.explain import FlagExplanation, NotFound
    from pipelines.warehouse.explain import explain as find
    from pipelines.warehouse.published import open_published

    with open_published(data) as connection:
        try:
            found = find(connection, name)
        except NotFound as error:
            raise BadUsage(str(error)) from error
        about = found.flag if isinstance(found, FlagExplanation) else found.school
        objection = objection_about(connection, open_casework(DataFolder(data)), about["urn"])
    if form == "json":
        told = (
            {name: getattr(objection, name) for name in ("urn", "since", "review_on")} if objection else None
        )
        print_json(asdict(found) | {"do_not_contact": told})
    elif isinstance(found, FlagExplanation):
        _print_flag(console(), found, objection)
    else:
        _print_school(console(), found, objection)


def _print_objection(out: Console, objection: Objection | None, urn: int) -> None:
    """First of all, and without who asked or why: those stand in `do-not-contact list`."""
    from rich.text import Text

    if objection is None:
        return
    own = objection.urn == urn
    told = "do_not_contact.in_force" if own else "do_not_contact.in_force_as_predecessor"
    days = (in_words(objection.since), in_words(objection.review_on))
    show(out, Text(say(told, f"URN {urn}", *days, objection.urn), style="bold"))
    show(out, say("do_not_contact.still_a_flag"))


def _print_flag(out: Console, found: FlagExplanation, objection: Objection | None) -> None:
    flag = found.flag
    _print_school_heading(out, flag["school_name"], flag["urn"], school_line(flag, "trust_name"))
    _print_objection(out, objection, flag["urn"])
    deadline = f", respond by {day_in_words(flag['respond_by'])}" if flag["respond_by"] else ""
    lifted = f" (lifted from tier {flag['base_tier']})" if flag["tier"] != flag["base_tier"] else ""
    late = ", late discovery" if flag["late_discovery"] else ""
    show(out, f"Flag {flag['flag_id']}: tier {flag['tier']}{lifted}, {flag['status']}{deadline}{late}")
    _print_published(out, found)
    _print_previous(out, found.previous)
    for effect, title in _EFFECTS.items():
        reasons = [reason for reason in found.reasons if reason["effect"] == effect]
        if reasons:
            _section(out, say(title))
            for reason in reasons:
                _print_reason(out, reason)
    if flag["unknowns"]:
        _section(out, "Not known")
        show(out, plain(flag["unknowns"]), indent=2)
    _section(out, "Days")
    show_pairs(out, _days(flag))
    _section(out, "Documents")
    for document in found.documents:
        _print_document(out, document)
    _section(out, say("command.what_happened"))
    show_pairs(
        out,
        [
            (day_in_words(event["event_on"]), f"{event['event'].replace('_', ' ')}: {plain(event['reason'])}")
            for event in found.history
        ],
    )
    show(out, "")
    show(
        out,
        f"Ruleset {flag['ruleset_version']}, settings {flag['settings_hash']}. "
        f"Build {flag['build_id']}, as of {day_in_words(flag['as_of'])}.",
    )


def _print_published(out: Console, found: FlagExplanation) -> None:
    flag = found.flag
    _section(out, "What was published")
    event = event_in_words(flag["event_kind"], flag["inspection_kind"], flag["publication_date"])
    show(out, f"{event}.", indent=2)
    lines: list[tuple[str, str]] = []
    if flag["inspection_start_date"]:
        lines.append(("Inspected", _span(flag["inspection_start_date"], flag["inspection_end_date"])))
    if flag["inspection_number"]:
        lines.append(("Inspection number", plain(flag["inspection_number"])))
    if flag["inspection_kind"]:
        lines.append(("Category of concern", _category(flag)))
    if flag["outcome"]:
        lines.append(("Outcome", plain(flag["outcome"])))
    lines += _judged(found.judgements)
    if flag["report_url"]:
        lines.append(("Report", plain(flag["report_url"])))
    if flag["withdrawn_on"]:
        lines.append(("Withdrawn", day_in_words(flag["withdrawn_on"])))
    show_pairs(out, lines)


def _print_previous(out: Console, previous: Row | None) -> None:
    if previous is None:
        return
    _section(out, "The graded report before")
    event = event_in_words("report", previous["inspection_kind"], previous["publication_date"])
    predecessor = f", as URN {previous['urn_at_inspection']}" if previous["via_predecessor"] else ""
    show(out, f"{event}{predecessor}.", indent=2)
    lines = [("Inspected", _span(previous["inspection_start_date"], previous["inspection_end_date"]))]
    if previous["framework"]:
        lines.append(("Framework", _framework_title(previous["framework"])))
    lines.append(("Category of concern", _category(previous)))
    show_pairs(out, lines + _judged(previous["judgements"]))


def _judged(judgements: list[Row]) -> list[tuple[str, str]]:
    """Each judgement with row and column; the document once, where there is only one."""
    documents = {judged["document_id"] for judged in judgements}
    named = len(documents) > 1
    lines = [
        (
            _area(judged),
            f"{_grade(judged)} · {plain(judged['locator'])}"
            + (f", document {judged['document_id']}" if named else ""),
        )
        for judged in judgements
    ]
    return lines if named else lines + [("Document", document) for document in documents]


def _print_reason(out: Console, reason: Row) -> None:
    from rich.text import Text

    show(out, Text(plain(reason["evidence"]), style="bold"), indent=2)
    lines = [
        (
            "Published value",
            f"{plain(quoted['what'])}: “{plain(quoted['value'])}” · {plain(quoted['locator'])}, document "
            f"{reason['document_id']}",
        )
        for quoted in reason["quoted"]
    ]
    if not lines and reason["locator"]:
        lines.append(("Read from", f"{plain(reason['locator'])}, document {reason['document_id']}"))
    lines.append(("Rule", f"{reason['rule_id']}: {plain(reason['title'] or 'not in this ruleset')}"))
    if reason["tier"] is not None:
        last = f", here until {day_in_words(reason['last_day'])}" if reason["last_day"] else ""
        lines.append(
            ("Tier and days", f"tier {reason['tier']}, {reason['window_days']} days from publication{last}")
        )
    if reason["rationale"]:
        lines.append(("Why the rule exists", f"{plain(reason['rationale'])} ({plain(reason['source'])})"))
    lines.append(("Rule text", _rule_file(reason)))
    show_pairs(out, lines, indent=4)


def _rule_file(reason: Row) -> str:
    if reason["rule_file"] is None:
        return "no longer in sql/rules"
    changed = "" if reason["rule_unchanged"] else " (changed since this build)"
    return f"{reason['rule_file']}{changed}"


def _days(flag: Row) -> list[tuple[str, str]]:
    named = (
        ("First on the list", "detected_on"),
        ("Day 0", "day_0"),
        ("Counted from", "turn_on"),
        ("Respond by", "respond_by"),
        ("On the list until", "expires_on"),
    )
    lines = [(label, day_in_words(flag[column])) for label, column in named if flag[column]]
    counted = (
        ("From inspection to publication", "days_to_publication"),
        ("Since the inspection", "days_since_inspection"),
        ("Since publication", "days_since_publication"),
        (say("command.since_it_came"), "days_since_detection"),
    )
    return lines + [
        (label, count_in_words(flag[column], "day")) for label, column in counted if flag[column] is not None
    ]


def _print_document(out: Console, document: Row) -> None:
    called = plain(document_in_words(document["title"], document["series"]))
    show(out, f"{document['document_id']}  {called}", indent=2)
    show_pairs(
        out,
        [
            ("Address", plain(document["url"])),
            ("Fetched", f"{day_in_words(document['fetched_at'])}, {document['fetched_at']:%H:%M} UTC"),
            ("sha256", document["sha256"]),
            ("Read by", f"{document['parser']}, version {document['parser_version']}"),
        ],
        indent=4,
    )


def _print_school(out: Console, found: SchoolExplanation, objection: Objection | None) -> None:
    school = found.school
    _print_school_heading(out, school["name"], school["urn"], school_line(school, "trust_name"))
    _print_objection(out, objection, school["urn"])
    if school["status"] != "open":
        show(out, say("command.in_an_earlier_list" if school["status"] else "command.in_no_list"))
    for link in found.links:
        name = f"{plain(link['name'])}, " if link["name"] else ""
        show(out, f"{link['link_type'].capitalize()}: {name}URN {link['linked_urn']}")
    _section(out, "Flags")
    if not found.flags:
        show(out, say("command.no_flag"), indent=2)
    for flag in found.flags:
        deadline = f", respond by {day_in_words(flag['respond_by'])}" if flag["respond_by"] else ""
        show(
            out,
            f"{flag['flag_id']}  tier {flag['tier']}, {flag['status']}{deadline}, published "
            f"{day_in_words(flag['publication_date'])}",
            indent=2,
        )
        for reason in flag["reasons"] or []:
            show(out, plain(reason), indent=4)
    if found.why_not or found.awaiting_reading:
        _section(out, say("why_not.title"))
        print_why_not(out, found.why_not, int(school["urn"]), found.awaiting_reading)
    _section(out, "Inspections, newest first")
    if not found.inspections:
        show(out, say("command.no_inspection"), indent=2)
    for inspection in found.inspections:
        _print_inspection(out, inspection, int(school["urn"]))
    if len(found.inspections) > 1:
        show(out, say("command.grades_are_not_compared"))
    show(out, f"Build {found.build['build_id']}, as of {day_in_words(found.build['as_of'])}.")


def _print_inspection(out: Console, inspection: Row, urn: int) -> None:
    published = inspection["publication_date"]
    heading = f"{kind_in_words(inspection['kind'])}, {_span(inspection['inspection_start_date'], None)}"
    heading += f", published {day_in_words(published)}" if published else ", publication date not known"
    if inspection["urn_at_inspection"] != urn:
        heading += f", as URN {inspection['urn_at_inspection']}"
    show(out, heading, indent=2)
    lines = []
    if inspection["framework"]:
        lines.append(("Framework", _framework_title(inspection["framework"])))
    if inspection["category_title"]:
        lines.append(("Category of concern", inspection["category_title"]))
    if inspection["outcome"]:
        lines.append(("Outcome", plain(inspection["outcome"])))
    if inspection["judgements"]:
        lines.append(
            (
                "Judgements",
                "; ".join(f"{_area(judged)}: {_grade(judged)}" for judged in inspection["judgements"]),
            )
        )
    if inspection["withdrawn_on"]:
        lines.append(("Withdrawn", day_in_words(inspection["withdrawn_on"])))
    show_pairs(out, lines, indent=4)
    show(out, "")


def _framework_title(framework: str) -> str:
    return texts().get(f"framework.{framework}", framework)


def _category(flag: Row) -> str:
    if not flag["category_known"]:
        return say("command.not_stated")
    return plain(flag["category_title"] or "none")


def _area(judgement: Row) -> str:
    again = "" if judgement["grading_no"] == 1 else ", re-graded"
    return f"{plain(judgement['area_title'])}{again}"


def _grade(judgement: Row) -> str:
    grade = plain(judgement["grade"] or say(f"judgement_status.{judgement['status']}"))
    regraded = judgement["grading_no"] > 1 and judgement["grade_date"]
    dated = f", {day_in_words(judgement['grade_date'])}" if regraded else ""
    if not judgement["previous_grade"]:
        return f"{grade}{dated}"
    caveat = say("command.across_frameworks") if judgement["comparability"] == "legacy_scale" else ""
    return f"{grade}{dated} ({plain(judgement['previous_grade'])} before{caveat})"


def _span(first: date, last: date | None) -> str:
    return day_in_words(first) if last in (None, first) else f"{day_in_words(first)} to {day_in_words(last)}"


def _print_school_heading(out: Console, name: str | None, urn: int, line: str) -> None:
    from rich.text import Text

    show(out, Text.assemble((plain(name or "Name not known"), "bold"), f"  URN {urn}"))
    if line:
        show(out, line)


def _section(out: Console, title: str) -> None:
    from rich.text import Text

    show(out, "")
    show(out, Text(title, style="bold"))
