"""Imports what a night and a desk import: processes forked afterwards start at once (night_process.py)."""

from __future__ import annotations

from importlib import import_module

from pipelines.garbage import look_for_garbage_seldom
from pipelines.warehouse.checking import judging

look_for_garbage_seldom()
judging.load()

for module in (
    "assets.event_storage",
    "desk.server",
    "holidays.countries",
    "pipelines.definitions",
    "pipelines.cli.nightly",
    "pipelines.documents.management_information.reader",
    "tests.night.night_process",
):
    import_module(module)
