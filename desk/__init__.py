"""The review desk: the web application in which welfare officers see the list and record what they did.

Rooms: ``web`` (how a request becomes a page), ``pages`` (one module a page), ``security`` (who somebody is
and what they may do), ``casework`` (what may be done with a case), ``store`` (what officers write),
``facts.py`` (what the published build says). Does not belong here: how a flag comes about, which is
pipelines/ and sql/. Nothing that officers write enters the warehouse; it crosses in
pipelines/casework_port.py alone.
"""
