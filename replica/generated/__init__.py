"""A whole invented England: thousands of schools with their history, and what is published night by night.

Belongs here: drawing schools and events from a seed, in the shapes of replica/schools.py, and what is true of
them by a reckoning of its own.
Does not belong here: cases that somebody thought out (scenario.txt), files and pages (the rest of replica),
anything of the program: it must be able to disagree with it.
"""

from replica.generated.country import GeneratedCountry, generate

__all__ = ["GeneratedCountry", "generate"]
