"""A web server on this machine that answers as the public sites do, by the name of the host asked for.

Belongs here: hosts, requests, faults on request, the controls for tests.
Does not belong here: what the pages and files say (replica/site/, replica/gias.py, replica/recording.py).
"""
