"""What the desk's commands share: opening the store of a data folder, and saying what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import click

from desk.security.accounts import AccountRefused
from desk.settings import DeskSettings
from desk.store.database import Store, StoreUnavailable, open_store
from pipelines.settings import BadUsage


@contextmanager
def opened_store(settings: DeskSettings) -> Iterator[Store]:
    """What officers write, for the length of a command; what is wrong with it ends the command in words."""
    try:
        store = open_store(settings.database)
        try:
            yield store
        finally:
            store.close()
    except StoreUnavailable as error:
        raise click.ClickException(str(error)) from error
    except AccountRefused as error:
        raise BadUsage(str(error)) from error


def one_time_good_for(settings: DeskSettings) -> timedelta:
    """How long a one-time sign-in is good."""
    return timedelta(hours=settings.organisation["sign_in"]["one_time_hours"])
