"""A stand-in for the public sites: invented schools, written in the real formats, for the demo and the tests.

Belongs here: the scenario (scenario.txt), its reader, and what writes a recording of the published files.
Does not belong here: anything that the program itself needs. Nothing imports this package, it imports
nothing of ours, and what it knows of the formats it knows on its own: so it can disagree with the parsers.
"""
