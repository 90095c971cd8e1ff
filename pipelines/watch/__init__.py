"""How the installation stands, and who is told when it needs somebody.

Belongs here: what is kept of nights and sources beside what they published, what of it is trouble, and
alarms. Does not belong here: running a night (pipelines/night.py), and schools: nothing here names one.
"""
