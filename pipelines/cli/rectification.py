"""``welfare-monitor rectification``: what was shown of a school and is another now.

Belongs here: finding whom the question is about. Does not belong here: the comparison, and how it reads
(pipelines/subject).
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from pipelines.cli.common import data_option, format_option, print_json
from pipelines.settings import BadUsage


@click.command(epilog="What the published data say of a flag now: welfare-monitor explain FLAG_ID.")
@click.argument("name", metavar="URN|FLAG_ID")
@format_option
@data_option
def rectification(name: str, form: str, data: Path) -> None:
    """What was shown of a school and is another now: from which night to which, and in which files.

    \b
    Examples:
        welfare-monitor rectification 900178
        welfare-monitor rectification f8b803fe7690032b      the school of a flag

    Flags that were retracted or whose evidence, tier or school changed; grades and categories that earlier
    builds state otherwise; what a source said and no longer says. Each with the value then and now.
    """
    from pipelines.layout import DataFolder
    from pipelines.subject.forms import as_text
    from pipelines.subject.letter import corrections_letter
    from pipelines.subject.rectification import corrections
    from pipelines.subject.subject import find_subject
    from pipelines.warehouse.explain import FlagExplanation, NotFound, explain
    from pipelines.warehouse.published import open_published

    with open_published(data) as connection:
        try:
            named = explain(connection, name)
        except NotFound as error:
            raise BadUsage(str(error)) from error
        about = named.flag if isinstance(named, FlagExplanation) else named.school
        subject = find_subject(connection, about["urn"])
        found = corrections(connection, DataFolder(data), subject)
    if form == "json":
        print_json([asdict(one) for one in found])
    else:
        click.echo(as_text(corrections_letter(subject, found)), nl=False)
