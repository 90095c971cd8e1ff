"""The national picture: published outcomes over time and by region as one page, and in the analysts'
notebook.

Belongs here: the figures, their charts and the page. Does not belong here: their statements (sql/report),
their words (reference/texts.toml), and the command (pipelines/cli/report.py). Schools, authorities and
regions stand in order of their names: nothing is ranked.
"""
