"""Keeping what officers write: taking it out to a backup, and bringing it back.

Belongs here: what a backup holds and how it is checked. Does not belong here: the commands (desk/commands),
the archive of what was published, which is copied like any folder, and how long something is kept.
"""
