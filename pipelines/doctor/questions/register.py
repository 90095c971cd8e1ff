"""The register of schools: the beginning of its files, one that cannot be there yet, the Downloads form.

What names people is emptied in memory, as on a night. The form is looked at and not sent: the register would
make files that nobody takes. Does not belong here: what is said of the answers (checks/register.py).
"""

from __future__ import annotations

from datetime import date, timedelta

from pipelines.archive.ledger_entries import GIAS_FORM, Purpose
from pipelines.doctor.asking import Asker
from pipelines.doctor.beginnings import MOST_BYTES, empty_beginning
from pipelines.doctor.looks import Look
from pipelines.sources.gias_settings import GiasFile, gias_settings
from pipelines.sources.redaction import Redacted

TOMORROW = "register of tomorrow"
FORM = "register downloads page"


def ask_register(asker: Asker, today: date) -> None:
    """Take the looks at the register."""
    settings = gias_settings()
    tomorrow = _ask(asker, TOMORROW, settings.extract, today + timedelta(days=1))
    if tomorrow.failure in ("status", "another_kind", None):
        _ask_newest(asker, today)
    asker.ask(FORM, settings.form_address, Purpose(GIAS_FORM, title="Downloads page"))


def look_name(file: GiasFile) -> str:
    """``register gias links``"""
    return f"register {file.purpose.removeprefix('gias_')}"


def _ask_newest(asker: Asker, today: date) -> None:
    """Walk back to the newest extract as a night does; the other files of that same day."""
    settings = gias_settings()
    for back in range(settings.walk_days + 1):
        day = today - timedelta(days=back)
        look = _ask(asker, look_name(settings.extract), settings.extract, day)
        if look.failure is None:
            for file in settings.files[1:]:
                _ask(asker, look_name(file), file, day)
        if look.failure not in ("status", "another_kind") or look.status in (403, 429):
            return


def _ask(asker: Asker, name: str, file: GiasFile, day: date) -> Look:
    def redact(beginning: bytes) -> Redacted:
        return empty_beginning(beginning, file.known_by)

    purpose = Purpose(file.purpose, file.purpose, file.title_on(day), day)
    address = gias_settings().dated_address(file, day)
    return asker.ask(name, address, purpose, redaction=redact, most_bytes=MOST_BYTES)
