"""How checks are read, fed and judged; pipelines/warehouse/checks.py is the way in.

Belongs here: reading suites (suites.py), the data that they are given and its fingerprints (content.py), and
Great Expectations (judging.py, the only module that imports it). What is expected stands in
reference/expectations.toml and sql/checks.
"""
