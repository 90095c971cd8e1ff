"""What is asked, source by source: each question once, later ones chosen by what earlier ones brought.

Belongs here: which addresses are looked at. Does not belong here: asking (asking.py), judging (checks/).
"""
