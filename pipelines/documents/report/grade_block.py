"""Finds the table of grades of a report and reads it, or says why it cannot be read with certainty.

Belongs here: labels and grades as neighbours, as separate columns, wrapped, or run together on one line; the
headings further on that repeat a grade.
Does not belong here: which areas a layout has (reference/report_areas.csv).

A reading is certain when the first table gives each required area exactly once, no label of it is without a
grade, every digit means its word, and no heading further on says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipelines.documents.report.dates import DAYS
from pipelines.documents.report.document import Doubt, ReportJudgement
from pipelines.documents.report.text import ReportText
from pipelines.documents.report.vocabulary import (
    HEADING,
    PREVIOUS,
    grade_of,
    grade_words,
    titles,
    wording,
)

# What may stand between a label and its grade, and between two rows; where all labels come before all values,
# the value of "Inspection dates" stands among the grades.
BETWEEN = re.compile(rf"[\s:.|]*(?:{DAYS}[\s:.|]+)?")
VERB = r"(?:\s+(?:is|are))?"


@dataclass(frozen=True)
class GradeStyle:
    """How a layout prints grades: pattern has the groups ``word`` and ``digit``; either may be absent.

    capital: whether a grade always begins with a capital, so that wrapped prose is none.
    """

    scale: str
    pattern: str
    capital: bool = False

    @staticmethod
    def words(scale: str, *, capital: bool = False) -> GradeStyle:
        """Good"""
        return GradeStyle(scale, rf"(?P<word>{grade_words(scale)})(?P<digit>(?!))?", capital)

    @staticmethod
    def words_with_digits(scale: str) -> GradeStyle:
        """Good 2"""
        return GradeStyle(scale, rf"(?P<word>{grade_words(scale)})(?:\s+(?P<digit>[1-4]))?(?!\s*\d)")

    @staticmethod
    def digits(scale: str, before: str = "") -> GradeStyle:
        """2, or with words before it: Grade: 2"""
        return GradeStyle(scale, rf"{before}(?P<word>(?!))?(?P<digit>[1-4])(?![\d/%-])(?!\s+of\b)")


@dataclass(frozen=True)
class Found:
    """A label with its grade, and where each stands."""

    area: str
    word: str | None
    digit: str | None
    label_span: tuple[int, int]
    grade_span: tuple[int, int]


def read_block(
    report: ReportText, layout: str, style: GradeStyle, *, until: int
) -> tuple[tuple[ReportJudgement, ...], tuple[Doubt, ...]]:
    """The judgements of the first table of grades before a position, with what makes them doubtful.

    Where anything does, no judgement is returned.
    """
    pairs, end, doubts = _first_table(report, layout, style, until)
    if not pairs and not doubts:
        doubts = [Doubt("grades_not_found", "The table of grades was not found.")]
    elif _goes_on(report, layout, style, end, until):
        doubts.append(Doubt("table_goes_on", "More labels or grades follow its table than could be read."))
    doubts += _doubts_of(pairs, layout, style)
    if not doubts:
        doubts += _contradictions(pairs, standing_lines(report, layout, style, start=end), style)
    return (() if doubts else tuple(_judgement(report, pair, style) for pair in pairs)), tuple(doubts)


def read_lines(
    report: ReportText, layout: str, style: GradeStyle
) -> tuple[tuple[ReportJudgement, ...], tuple[Doubt, ...]]:
    """The judgements of lines that hold an area and its grade and nothing else, wherever they stand.

    A repeated line that says the same is one judgement.
    """
    lines = standing_lines(report, layout, style)
    first = {pair.area: pair for pair in reversed(lines)}
    pairs = [pair for pair in lines if first[pair.area] is pair]
    doubts = _doubts_of(pairs, layout, style) or _contradictions(pairs, lines, style)
    return (() if doubts else tuple(_judgement(report, pair, style) for pair in pairs)), tuple(doubts)


def standing_lines(report: ReportText, layout: str, style: GradeStyle, *, start: int = 0) -> list[Found]:
    """Every line with a label, at most a verb, and a grade, wrapped or not: headings, and rows of tables."""
    found = []
    for match in _line_pattern(layout, style).finditer(report.folded, start):
        first, grade = report.text[match.start()], report.text[match.start("grade")]
        if not (first.islower() or (style.capital and grade.islower())):
            area = wording(layout).area_of(match["label"])
            found.append(Found(area, match["word"], match["digit"], match.span("label"), match.span("grade")))
    return found


def _goes_on(report: ReportText, layout: str, style: GradeStyle, start: int, end: int) -> bool:
    """Whether a label or grade of a table stands between two positions; those in small letters are prose."""
    return any(
        not report.text[token.start()].islower()
        for token in _token_pattern(layout, style).finditer(report.folded, start, end)
    )


@cache
def _line_pattern(layout: str, style: GradeStyle) -> re.Pattern[str]:
    labels = wording(layout).labels
    return re.compile(
        rf"^(?:the\s+)?(?P<label>{labels}){VERB}[\s:]+(?P<grade>{style.pattern})[ .]*$", re.MULTILINE
    )


@cache
def _token_pattern(layout: str, style: GradeStyle) -> re.Pattern[str]:
    labels = wording(layout).labels
    return re.compile(rf"(?<![\w-])(?:(?P<label>{labels})|(?P<grade>{style.pattern}))(?![\w-])")


def _first_table(
    report: ReportText, layout: str, style: GradeStyle, until: int
) -> tuple[list[Found], int, list[Doubt]]:
    for table, grade_stands_first in _tables(report, layout, style, until):
        pairs = None if grade_stands_first else _pairs(layout, table)
        if pairs is None:
            return [], until, [Doubt("grades_unpaired", "The labels and grades of its table do not pair.")]
        if pairs:
            return pairs, min(table[-1].end(), until), []
    return [], 0, []


def _tables(
    report: ReportText, layout: str, style: GradeStyle, until: int
) -> Iterator[tuple[list[re.Match[str]], bool]]:
    """Runs of labels and grades with nothing between them that begin with a label and hold a grade.

    With each: whether a grade stands right before it, so that grades may belong to the label that follows
    them.
    """
    run: list[re.Match[str]] = []
    for token in _token_pattern(layout, style).finditer(report.folded, 0, until):
        if run and not BETWEEN.fullmatch(report.folded, run[-1].end(), token.start()):
            yield from _table_in(run)
            run = []
        run.append(token)
    yield from _table_in(run)


def _table_in(run: list[re.Match[str]]) -> Iterator[tuple[list[re.Match[str]], bool]]:
    first = next((at for at, token in enumerate(run) if token["label"]), len(run))
    if any(token["grade"] for token in run[first:]):
        yield run[first:], first > 0


def _pairs(layout: str, table: list[re.Match[str]]) -> list[Found] | None:
    """Each label with its grade, those of the previous inspection left out; None where they do not pair."""
    areas = wording(layout)
    tokens = [(areas.area_of(token["label"]) if token["label"] else "", token) for token in table]
    headless = [
        (area, token)
        for (area, token), (following, _) in zip(tokens, [*tokens[1:], ("", table[-1])], strict=True)
        if not (area == HEADING and following)
    ]
    if headless[-1][0] == PREVIOUS:
        headless.pop()
    labels = [(area, token) for area, token in headless if area]
    grades = [token for area, token in headless if not area]
    shape = "".join("L" if area else "G" for area, _ in headless)
    if shape not in ("LG" * len(labels), "L" * len(labels) + "G" * len(labels)):
        return None
    return [
        Found(area, grade["word"], grade["digit"], label.span(), grade.span())
        for (area, label), grade in zip(labels, grades, strict=True)
        if area != PREVIOUS
    ]


def _doubts_of(pairs: list[Found], layout: str, style: GradeStyle) -> list[Doubt]:
    doubts = []
    areas = [pair.area for pair in pairs]
    if HEADING in areas:
        doubts.append(Doubt("grades_unpaired", "A heading of its table of grades stands beside a grade."))
    missing = wording(layout).required - set(areas)
    if missing:
        doubts.append(Doubt("required_area_missing", f"Without a grade that can be read: {titles(missing)}."))
    repeated = {area for area in areas if areas.count(area) > 1} - {HEADING}
    if repeated:
        doubts.append(Doubt("area_repeated", f"In its table of grades more than once: {titles(repeated)}."))
    for pair in pairs:
        if pair.area != HEADING and _meaning(pair, style) is None:
            doubts.append(
                Doubt("unknown_grade", f"The grade of {titles([pair.area])} is no single grade of its scale.")
            )
    return doubts


def _contradictions(pairs: list[Found], repeats: list[Found], style: GradeStyle) -> list[Doubt]:
    known = {pair.area: _meaning(pair, style) for pair in pairs}
    contradicted = {
        pair.area
        for pair in repeats
        if pair.area not in (HEADING, PREVIOUS) and known.get(pair.area) != _meaning(pair, style)
    }
    return [
        Doubt("repeat_disagrees", f"Further on it gives another grade: {titles([area])}.")
        for area in sorted(contradicted)
    ]


def _meaning(pair: Found, style: GradeStyle) -> tuple[str | None, int | None, str] | None:
    """Grade, rank and status; None where the word is not of the scale or the digit means another."""
    meanings = {
        (meaning.grade, meaning.rank, meaning.status) if meaning else None
        for printed in (pair.word, pair.digit)
        if printed
        for meaning in [grade_of(style.scale, pair.area, printed)]
    }
    return meanings.pop() if len(meanings) == 1 else None


def _judgement(report: ReportText, pair: Found, style: GradeStyle) -> ReportJudgement:
    meaning = _meaning(pair, style)
    assert meaning is not None
    grade, rank, status = meaning
    (start, label_end), (grade_start, end) = pair.label_span, pair.grade_span
    if BETWEEN.fullmatch(report.folded, label_end, grade_start):
        locator = report.locator(start, end)
    else:  # label and grade in separate columns, or a verb between them
        quoted = f"{report.quote(start, label_end)} … {report.quote(grade_start, end)}"
        locator = f"page {report.page_of(start)}: '{quoted}'"
    return ReportJudgement(pair.area, grade, rank, status, locator)
