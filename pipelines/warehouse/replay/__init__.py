"""What officers would have been shown, night by night, over all archived history: without a build a night and
without the network.

Belongs here: states of knowledge (knowledge.py), the life of flags over them (intervals.py), what follows for
a team (outcomes.py), two rulesets side by side (comparison.py), the page (page.py). Does not belong here: any
rule (sql/rules), and the log of what was shown, which a replay neither reads nor writes.
"""

from pipelines.warehouse.replay.intervals import Replay, replay

__all__ = ["Replay", "replay"]
