"""What is held about one school: for a request for access or an objection, and to put right what was shown.

Belongs here: gathering it from the warehouse, the log of what was shown, the kept builds, the archive and the
record of objections, and setting it out to be read or sent. Does not belong here: the commands
(pipelines/cli), and anything that changes what is held.
"""
