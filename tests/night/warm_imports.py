"""Imports what a night imports, so that processes forked afterwards start at once (see night_process.py)."""

from __future__ import annotations

from importlib import import_module

from pipelines.garbage import look_for_garbage_seldom
from pipelines.warehouse.checking import judging

look_for_garbage_seldom()
judging.load()

for module in (
    "assets.event_storage",
    "holidays.countries",
    "pipelines.definitions",
    "pipelines.cli.nightly",
    "pipelines.documents.management_information.reader",
    "tests.night.night_process",
):
    import_module(module)
