"""How long a night takes and how much memory, beside a plain script that reads the same files.

Belongs here: what ``make bench`` runs. Tests of correctness belong in tests/.
"""
