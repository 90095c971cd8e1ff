"""Imports what a night imports, so that processes forked afterwards start at once (see night_process.py)."""

from __future__ import annotations

import os
from importlib import import_module

from pipelines.garbage import look_for_garbage_seldom

look_for_garbage_seldom()
os.environ["GX_ANALYTICS_ENABLED"] = "false"

for module in (
    "pipelines.definitions",
    "pipelines.cli.nightly",
    "pipelines.documents.management_information.reader",
    "great_expectations.expectations",
    "tests.night.night_process",
):
    import_module(module)
