"""The doctor: one careful look at each live source, and a verdict on every assumption never seen live.

Belongs here: what is looked at (questions/), what an assumption is, the check that judges it (checks/),
keeping what differed. Does not belong here: HTTP and manners (pipelines/sources), reading pages and files
(pipelines/documents), the command (pipelines/cli/doctor.py). The claims and their words stand in
reference/doctor.toml. Nothing here writes into the archive: a look is no night.
"""
